#include "ui/teach/obstacle_list.h"

#include "core/teach/chooser_words.h"

#include <QCheckBox>
#include <QLabel>
#include <QVBoxLayout>

using chooser_words::Question;

ObstacleList::ObstacleList(QWidget *parent)
    : QWidget(parent)
    , m_question(new QLabel(chooser_words::question(Question::Obstacles), this))
    , m_nothing(new QCheckBox(chooser_words::nothing(), this))
{
    setAccessibleName(m_question->text());
    m_question->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_question);
    layout->addSpacing(4);
    layout->addWidget(m_nothing);
    // It is the answer, or another one is: by itself it cannot be taken back.
    connect(m_nothing, &QCheckBox::clicked, this, [this] { emit chosen({}); });
    const QStringList names = chooser_words::choices(Question::Obstacles);
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        m_boxes[i] = new QCheckBox(names.at(static_cast<qsizetype>(i)), this);
        layout->addWidget(m_boxes[i]);
        connect(m_boxes[i], &QCheckBox::clicked, this, [this] {
            Obstacles obstacles;
            for (std::size_t n = 0; n < m_boxes.size(); ++n)
                obstacles.setFlag(allObstacles[n], m_boxes[n]->isChecked());
            emit chosen(obstacles);
        });
    }
}

void ObstacleList::showObstacles(Obstacles obstacles)
{
    m_nothing->setChecked(!obstacles);
    for (std::size_t i = 0; i < m_boxes.size(); ++i)
        m_boxes[i]->setChecked(obstacles.testFlag(allObstacles[i]));
}

void ObstacleList::applyTheme(const Theme &theme)
{
    m_question->setFont(theme.font(Theme::Text::Body, QFont::DemiBold));
    const int least = theme.px(theme.isProjector() ? 34 : 25);
    m_nothing->setMinimumHeight(least);
    for (QCheckBox *box : m_boxes)
        box->setMinimumHeight(least);
}
