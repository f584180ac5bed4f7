#include "ui/teach/practice_foot.h"

#include "ui/teach/button_flow.h"
#include "ui/teach/practice_actions.h"
#include "ui/teach/practice_sheet.h"
#include "ui/widgets/action_button.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

PracticeFoot::PracticeFoot(const PracticeActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_flow(new ButtonFlow(this))
    , m_advance(new ActionButton(actions.advance, std::nullopt, this))
    , m_missed(new ActionButton(actions.missed, std::nullopt, this))
    , m_partly(new ActionButton(actions.partly, std::nullopt, this))
    , m_knew(new ActionButton(actions.knew, std::nullopt, this))
    , m_skip(new ActionButton(actions.skip, std::nullopt, this))
    , m_undo(new ActionButton(actions.undo, std::nullopt, this))
    , m_topic(new ActionButton(actions.topic, std::nullopt, this))
    , m_startOver(new ActionButton(actions.startOver, std::nullopt, this))
    , m_suggestion(new QLabel(this))
    , m_progress(new QLabel(this))
{
    setAccessibleName(tr("What to do"));
    m_advance->setLeading(true);
    for (ActionButton *button : {m_advance, m_missed, m_partly, m_knew})
        m_flow->add(button);
    m_flow->add(m_skip, true);
    m_flow->add(m_undo);
    m_flow->add(m_topic);
    m_flow->add(m_startOver, true);
    m_flow->add(m_suggestion, true);
    m_progress->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_flow);
    layout->addWidget(m_progress);
}

QList<ActionButton *> PracticeFoot::buttons() const
{
    return {m_advance, m_missed, m_partly, m_knew, m_skip, m_undo, m_topic, m_startOver};
}

void PracticeFoot::display(const Practice &practice)
{
    const bool revealed = practice.phase() == Practice::Phase::Revealed;
    m_advance->setVisible(!revealed);
    for (ActionButton *button : {m_missed, m_partly, m_knew})
        button->setVisible(revealed);
    m_skip->setVisible(practice.current());
    m_undo->setVisible(practice.canUndo());
    m_hasMarks = !practice.record().entries.isEmpty();
    showWhatFits();
    m_progress->setText(practice_words::progressLine(practice.progress()));
    m_progress->setAccessibleName(m_progress->text());
}

void PracticeFoot::showWhatFits()
{
    m_topic->setVisible(m_theme.isProjector() && !m_tight);
    m_startOver->setVisible(!m_theme.isProjector() && !m_tight && m_hasMarks);
    m_suggestion->setVisible(!m_tight && !m_suggestion->text().isEmpty());
    m_progress->setVisible(!m_tight);
}

void PracticeFoot::setTight(bool tight)
{
    m_tight = tight;
    showWhatFits();
    arrange();
}

void PracticeFoot::showTicked(qsizetype ticked, qsizetype points)
{
    const auto mark = suggestedMark(ticked, points);
    m_partly->setLeading(mark == PracticeMark::Partly);
    m_knew->setLeading(mark == PracticeMark::Knew);
    m_suggestion->setText(practice_words::suggestion(ticked, points));
    m_suggestion->setAccessibleName(m_suggestion->text());
    showWhatFits();
}

void PracticeFoot::applyTheme(const Theme &theme)
{
    m_theme = theme;
    for (ActionButton *button : buttons())
        button->applyTheme(theme);
    QPalette dim = palette();
    dim.setColor(QPalette::WindowText, theme.tokens.dim);
    for (QLabel *label : {m_suggestion, m_progress}) {
        label->setFont(theme.font(Theme::Text::Body));
        label->setPalette(dim);
    }
    m_flow->setGap(theme.px(8));
    showWhatFits();
    layout()->setSpacing(theme.px(8));
    arrange();
    update();
}

/// In the column of the text above.
void PracticeFoot::arrange()
{
    const int side = practiceMargin(m_theme, width());
    const int above = m_tight ? 8 : m_theme.px(12);
    layout()->setContentsMargins(side, above, side, above);
}

void PracticeFoot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(0, 0, width(), 1, m_theme.isProjector() ? m_theme.tokens.grid : m_theme.tokens.line);
}

void PracticeFoot::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}
