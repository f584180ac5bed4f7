#include "ui/teach/lesson_bar.h"

#include "ui/widgets/action_button.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace {

/// "1" in a square: ink filled while it is the step on show.
class NumberButton : public QAbstractButton
{
public:
    explicit NumberButton(QWidget *parent)
        : QAbstractButton(parent)
    {
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override
    {
        const int side = std::max(26, fontMetrics().height() + 8);
        return {side, side};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QPalette &p = palette();
        const QColor ink = p.color(QPalette::WindowText), back = p.color(QPalette::Base);
        painter.setPen(QPen(hasFocus()        ? p.color(QPalette::Highlight)
                                : isChecked() ? ink
                                              : p.color(QPalette::PlaceholderText),
                            hasFocus() ? 2 : 1));
        painter.setBrush(isChecked() ? ink : back);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
        painter.setPen(isChecked() ? back : ink);
        painter.drawText(rect(), Qt::AlignCenter, text());
    }
};

}

LessonBar::LessonBar(const QList<Lesson> &lessons, QAction *print, QWidget *parent)
    : QWidget(parent)
    , m_lessons(new QComboBox(this))
    , m_steps(new QComboBox(this))
    , m_print(new ActionButton(print, std::nullopt, this))
{
    m_lessons->setAccessibleName(tr("Lesson"));
    m_lessons->setToolTip(tr("Which questions, in which order"));
    for (const Lesson &lesson : lessons)
        m_lessons->addItem(lesson.title);
    m_steps->setAccessibleName(tr("Question"));
    m_steps->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_steps->setMinimumContentsLength(16);
    connect(m_lessons, &QComboBox::activated, this, &LessonBar::lessonChosen);
    connect(m_steps, &QComboBox::activated, this, &LessonBar::stepChosen);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_lessons);
    for (int i = 0; i < mostNumbers; ++i) {
        auto *number = new NumberButton(this);
        number->setText(QString::number(i + 1));
        connect(number, &QAbstractButton::clicked, this, [this, i] { emit stepChosen(i); });
        m_numbers.push_back(number);
        layout->addWidget(number);
    }
    layout->addWidget(m_steps);
    layout->addSpacing(6);
    layout->addWidget(m_print);
    m_print->setShown(true, false);
}

void LessonBar::fillSteps(const Lesson &lesson)
{
    m_shown = lesson.name;
    m_steps->clear();
    const bool asNumbers = lesson.steps.size() <= mostNumbers;
    for (qsizetype i = 0; i < lesson.steps.size(); ++i) {
        const Scenario *scenario = findScenario(lesson.steps.at(i).scenario);
        const QString text = u"%1  %2"_s.arg(i + 1).arg(scenario ? scenario->title : QString());
        m_steps->addItem(text);
        if (asNumbers) {
            QAbstractButton *number = m_numbers[static_cast<std::size_t>(i)];
            number->setAccessibleName(tr("Question %1").arg(text));
            number->setToolTip(
                scenario ? tr("%1, %2 min").arg(scenario->title).arg(lesson.steps.at(i).minutes) : QString());
        }
    }
    for (std::size_t i = 0; i < m_numbers.size(); ++i)
        m_numbers[i]->setVisible(asNumbers && static_cast<qsizetype>(i) < lesson.steps.size());
    m_steps->setVisible(!asNumbers);
    adjustSize();
}

void LessonBar::display(const PredictSession &session)
{
    if (m_shown != session.lesson().name)
        fillSteps(session.lesson());
    m_lessons->setCurrentIndex(session.lessonIndex());
    m_steps->setCurrentIndex(session.step());
    for (std::size_t i = 0; i < m_numbers.size(); ++i)
        m_numbers[i]->setChecked(!session.isOver() && static_cast<int>(i) == session.step());
}

void LessonBar::applyTheme(const Theme &theme)
{
    m_theme = theme;
    m_print->applyTheme(theme);
}
