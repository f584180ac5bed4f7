#include "ui/teach/practice_view.h"

#include "ui/teach/practice_actions.h"
#include "ui/teach/practice_foot.h"
#include "ui/teach/practice_memory.h"
#include "ui/teach/practice_options.h"
#include "ui/teach/practice_sheet.h"

#include <QVBoxLayout>

#include <utility>

using namespace Qt::Literals::StringLiterals;

using Phase = Practice::Phase;

namespace {

/// Below this height (at 100 % text) the foot shows only what is needed.
constexpr double tightHeight = 360;

} // namespace

PracticeView::PracticeView(QWidget *parent, const QuestionBank &bank)
    : TeachPage(parent)
    , m_bank(bank)
    , m_practice(bank)
    , m_actions(new PracticeActions(this))
    , m_sheet(new PracticeSheet(*m_actions, this))
    , m_foot(new PracticeFoot(*m_actions, this))
{
    setAutoFillBackground(true);
    setFocusPolicy(Qt::ClickFocus);
    setAccessibleName(title());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_sheet, 1);
    layout->addWidget(m_foot);
    connectActions();
    showAll();
}

void PracticeView::connectActions()
{
    const auto on = [this](QAction *action, auto step) { connect(action, &QAction::triggered, this, step); };
    on(m_actions->advance, [this] { advance(); });
    on(m_actions->missed, [this] { mark(PracticeMark::Missed); });
    on(m_actions->partly, [this] { mark(PracticeMark::Partly); });
    on(m_actions->knew, [this] { mark(PracticeMark::Knew); });
    on(m_actions->prove, [this] { prove(); });
    on(m_actions->skip, [this] {
        m_practice.skip();
        settle(tr("Skipped."));
    });
    on(m_actions->undo, [this] { undo(); });
    on(m_actions->whole, [this] { m_sheet->setWhole(true); });
    on(m_actions->topic, [this] { chooseNextTopic(); });
    on(m_actions->startOver, [this] {
        m_practice.startOver();
        settle(tr("All marks are forgotten. Undo (U) brings them back."));
    });
    const auto ticked = [this] {
        const PracticeQuestion *question = m_practice.current();
        m_foot->showTicked(m_sheet->ticked(), question ? question->points.size() : 0);
    };
    connect(m_sheet, &PracticeSheet::tickedChanged, this, ticked);
    connect(m_sheet, &PracticeSheet::shortenedChanged, this,
            [this] { m_actions->whole->setEnabled(m_here && m_sheet->isShortened()); });
}

QString PracticeView::title() const
{
    return tr("Practice");
}

QWidget *PracticeView::options()
{
    load();
    if (m_options)
        return m_options;
    m_options = new PracticeOptions(m_bank, this);
    connect(m_options, &PracticeOptions::chosen, this, &PracticeView::choose);
    m_options->showChoice(m_practice.choice());
    return m_options;
}

void PracticeView::display(const LabState &)
{
    // The run goes on beside it.
}

void PracticeView::load()
{
    if (std::exchange(m_loaded, true))
        return;
    auto [record, choice, problem] = practice_memory::restore();
    m_practice = Practice(m_bank, std::move(record));
    m_practice.choose(choice);
    m_problem = problem;
    showAll();
}

void PracticeView::showEvent(QShowEvent *event)
{
    m_here = true;
    load();
    enableActions();
    TeachPage::showEvent(event);
}

void PracticeView::hideEvent(QHideEvent *event)
{
    m_here = false;
    enableActions();
    TeachPage::hideEvent(event);
}

void PracticeView::advance()
{
    if (m_practice.phase() != Phase::Asking) {
        m_problem.clear();
        m_practice.start();
        settle({});
        return;
    }
    m_practice.reveal();
    settle(tr("Now mark yourself: 1 missed, 2 partly, 3 knew it."));
}

void PracticeView::mark(PracticeMark mark)
{
    m_practice.mark(mark);
    settle(practice_words::marked(mark));
}

void PracticeView::prove()
{
    const PracticeQuestion *question = m_practice.current();
    if (!question || !question->proof)
        return;
    const PracticeProof proof = *question->proof;
    emit scenarioWanted(proof.scenario);
    if (!proof.view.isEmpty())
        emit viewWanted(proof.view);
}

void PracticeView::undo()
{
    if (const auto step = m_practice.undo())
        settle(practice_words::undone(*step));
}

void PracticeView::choose(const PracticeChoice &choice)
{
    m_practice.choose(choice);
    const QString topic = m_bank.topicTitle(choice.topic);
    settle(topic.isEmpty() ? tr("All topics.") : tr("Topic: %1.").arg(topic));
}

void PracticeView::chooseNextTopic()
{
    QStringList names{QString()};
    for (const PracticeTopic &topic : m_bank.topics)
        names += topic.name;
    const qsizetype now = names.indexOf(m_practice.choice().topic);
    choose({names.at((now + 1) % names.size()), m_practice.choice().byTopic});
}

void PracticeView::settle(const QString &words)
{
    practice_memory::save(m_practice.record(), m_practice.choice());
    showAll();
    // Keys act wherever a button was that is gone now.
    if (isVisible())
        setFocus(Qt::OtherFocusReason);
    if (!words.isEmpty())
        emit said(words);
}

void PracticeView::enableActions()
{
    const Phase phase = m_practice.phase();
    const bool revealed = m_here && phase == Phase::Revealed;
    m_actions->advance->setIconText(phase == Phase::Ready          ? tr("Start")
                                        : phase == Phase::Finished ? tr("Once more")
                                                                   : tr("Show the answer"));
    m_actions->advance->setEnabled(m_here && phase != Phase::Revealed);
    for (QAction *action : {m_actions->missed, m_actions->partly, m_actions->knew})
        action->setEnabled(revealed);
    m_actions->prove->setEnabled(revealed && m_practice.current()->proof);
    m_actions->skip->setEnabled(m_here && m_practice.current());
    m_actions->undo->setEnabled(m_here && m_practice.canUndo());
    m_actions->whole->setEnabled(m_here && m_sheet->isShortened());
    m_actions->topic->setEnabled(m_here);
    m_actions->startOver->setEnabled(m_here && !m_practice.record().entries.isEmpty());
}

void PracticeView::showAll()
{
    const PracticeText text = practice_words::pageText(m_practice, m_bank, m_problem);
    m_foot->display(m_practice);
    m_sheet->showText(text);
    enableActions();
    setAccessibleDescription(practice_words::spoken(text));
    if (m_options)
        m_options->showChoice(m_practice.choice());
}

void PracticeView::applyTheme(const Theme &theme)
{
    QPalette colours = palette();
    colours.setColor(QPalette::Window, theme.tokens.surf);
    setPalette(colours);
    m_theme = theme;
    m_foot->applyTheme(theme);
    m_sheet->applyTheme(theme);
    arrange();
}

void PracticeView::arrange()
{
    m_foot->setTight(height() < m_theme.px(tightHeight));
}

void PracticeView::resizeEvent(QResizeEvent *event)
{
    arrange();
    TeachPage::resizeEvent(event);
}
