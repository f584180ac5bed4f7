#include "ui/teach/choice_row.h"

#include "ui/widgets/segments.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace {

constexpr int leastLetters = 8;
constexpr int mostRounds = 3;

}

ChoiceRow::ChoiceRow(const QString &question, const QStringList &choices, QWidget *parent)
    : QWidget(parent)
    , m_question(new QLabel(question, this))
    , m_segments(new Segments(question, choices, this))
    , m_list(new QComboBox(this))
{
    m_question->setWordWrap(true);
    m_list->addItems(choices);
    m_list->setAccessibleName(question);
    m_list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_list->setMinimumContentsLength(leastLetters);
    m_list->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_question);
    layout->addWidget(m_segments);
    layout->addWidget(m_list);
    connect(m_segments, &Segments::chosen, this, [this](int index) {
        m_list->setCurrentIndex(index);
        emit chosen(index);
    });
    connect(m_list, &QComboBox::activated, this, [this](int index) {
        m_segments->showCurrent(index);
        emit chosen(index);
    });
}

void ChoiceRow::showCurrent(int index)
{
    m_segments->showCurrent(index);
    m_list->setCurrentIndex(index);
}

void ChoiceRow::applyTheme(const Theme &theme)
{
    m_question->setFont(theme.font(Theme::Text::Body, QFont::DemiBold));
    arrange();
}

QWidget *ChoiceRow::control() const
{
    if (!m_list->isHidden())
        return m_list;
    for (QAbstractButton *button : m_segments->findChildren<QAbstractButton *>())
        if (button->isChecked())
            return button;
    return m_segments;
}

QSize ChoiceRow::sizeHint() const
{
    return {std::max(m_question->sizeHint().width(), m_segments->sizeHint().width()),
            layout()->sizeHint().height()};
}

QSize ChoiceRow::minimumSizeHint() const
{
    return {m_list->minimumSizeHint().width(), layout()->minimumSize().height()};
}

void ChoiceRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ChoiceRow::arrange()
{
    // What is shown and hidden here may resize the row at once, which comes back here.
    if (m_arranging)
        return;
    m_arranging = true;
    int before = -1;
    for (int i = 0; i < mostRounds && before != width(); ++i) {
        before = width();
        const bool asList = m_segments->sizeHint().width() > before;
        m_list->setVisible(asList);
        m_segments->setVisible(!asList);
    }
    m_arranging = false;
}
