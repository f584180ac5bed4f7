#include "ui/teach/predict_view.h"

#include "ui/teach/answer_button.h"
#include "ui/teach/guess_card.h"
#include "ui/teach/lesson_bar.h"
#include "ui/teach/predict_words.h"
#include "ui/widgets/action_button.h"

#include <QAction>
#include <QLabel>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 measureEveryMs = 500;

}

QString PredictView::title() const
{
    return tr("Predict");
}

QString PredictView::machineName() const
{
    return u"predict"_s;
}

QWidget *PredictView::options()
{
    return m_lesson;
}

QList<QAction *> PredictView::commands() const
{
    return m_commands;
}

bool PredictView::runsQuestion() const
{
    const QString &name = m_session.scenario().name;
    return m_running == name && m_asked == name && !m_ownSettings;
}

bool PredictView::waitsForUser() const
{
    return !m_session.isOver() && !m_session.isRevealed() && !runsQuestion();
}

bool PredictView::isCovering() const
{
    return !m_session.isOver() && !m_session.isRevealed() && runsQuestion();
}

void PredictView::enter()
{
    // A question begins with its own run, covered from the start; one that was asked goes on.
    if (!m_session.isOver() && !runsQuestion() && !m_ownSettings)
        askForRun();
    showAll();
    sayWhere();
}

void PredictView::showRun(const LabRun &run)
{
    const QString before = m_running;
    const bool waited = waitsForUser();
    const bool otherMode = run.standsStill != m_standsStill;
    m_standsStill = run.standsStill;
    // What was measured stays when the run is stopped.
    m_running = run.scenario ? PredictSession::keyOf(*run.scenario) : QString();
    const bool turned = run.running != m_underWay;
    m_underWay = run.running;
    m_ownSettings = run.ownSettings || (run.scenario && run.scenario->answers.isEmpty());
    if (run.scenario && m_running != m_session.scenario().name && !m_session.chooseScenario(m_running)
        && !run.scenario->answers.isEmpty())
        m_session.open(*run.scenario);
    if (m_running != before) {
        m_figures.reset();
        m_measured = {};
        m_age.invalidate();
        m_stale = true;
    }
    // The controller forgets the last run as it begins the next.
    if (turned && m_underWay)
        m_stale = false;
    if (m_running != before || turned || otherMode || waited != waitsForUser())
        showAll();
    if ((turned || waited != waitsForUser()) && isVisible())
        sayWhere();
}

void PredictView::askForRun()
{
    Scenario wanted = m_session.scenario();
    m_asked = wanted.name;
    m_stale = true;
    m_session.setRevealed(false);
    if (wanted.name.startsWith("file:"_L1))
        wanted.name.clear(); // it has none
    emit runWanted(wanted);
}

void PredictView::sayWhere()
{
    const double elapsedS = m_result.snapshot.elapsedS;
    const QString seconds = QLocale().toString(elapsedS, 'f', elapsedS < 10 ? 1 : 0);
    const QString published = QLocale().toString(m_result.snapshot.published);
    if (m_session.isOver())
        emit said(tr("The lesson is over."));
    else if (waitsForUser())
        emit said(
            tr("Your own settings are in the laboratory. B runs the question instead; Ctrl+Z brings them "
               "back."));
    else if (!m_session.isRevealed())
        emit said(m_underWay ? tr("The run is under way, covered. B shows it.")
                             : tr("Stopped. F5 runs it again, B shows what was measured."));
    else if (!m_figures)
        emit said(tr("Nothing is measured yet."));
    else if (m_underWay)
        emit said(tr("The run goes on, and its figures with it. F5 stops it."));
    else
        emit said(tr("Measured in %1 s; messages published: %2.").arg(seconds, published));
}

void PredictView::vote(int answer)
{
    m_session.vote(answer, 1);
    showAll();
}

void PredictView::reveal()
{
    m_session.setRevealed(true);
    showAll();
    sayWhere();
}

void PredictView::toggleReveal()
{
    if (waitsForUser())
        askForRun();
    else
        m_session.setRevealed(!m_session.isRevealed());
    showAll();
    sayWhere();
}

void PredictView::follow(const QString &before)
{
    m_figures.reset();
    m_measured = {};
    if (!m_session.isOver() && m_session.scenario().name != before && !m_ownSettings)
        askForRun();
    showAll();
    sayWhere();
}

void PredictView::measure(const LabState &state)
{
    if (m_age.isValid() && m_age.elapsed() < measureEveryMs)
        return;
    m_age.start();
    if (m_stale || !runsQuestion() || state.snapshot.elapsedS <= 0)
        return;
    m_result = {.snapshot = state.snapshot, .settings = state.settings, .startedAt = {}, .interrupted = true};
    m_figures = laneFigures(barOf(m_session.scenario()), m_result);
    if (state.snapshot.elapsedS < figuresFromS(m_session.scenario()))
        for (LaneFigure &figure : *m_figures)
            figure = LaneFigure{figure.tookPart, {}, {}, {}, 0};
    m_measured = measuredAnswer(m_session.scenario(), m_result);
    if (m_measured.state == MeasuredAnswer::State::Decided)
        m_session.setMeasured(m_measured.answer);
    showAll();
}

void PredictView::display(const LabState &state)
{
    measure(state);
}

BarPicture::Facts PredictView::facts(BarPicture::Cover cover) const
{
    const Scenario &scenario = m_session.scenario();
    BarPicture::Facts facts{.bar = barOf(scenario),
                            .figures = m_figures.value_or(std::array<LaneFigure, transportCount>{}),
                            .lanes = scenario.settings.transports,
                            .guess = m_session.prediction().guess,
                            .draggable = scenario.bar.has_value(),
                            .cover = cover,
                            .corner = {}};
    // Lanes that a step of the scenario switches on.
    for (const ScenarioStep &step : scenario.steps)
        for (const TransportKind kind : allTransportKinds)
            facts.lanes[indexOf(kind)] = facts.lanes[indexOf(kind)] || step.settings.enabled(kind);
    if (cover == BarPicture::Cover::Covered)
        facts.corner = waitsForUser()
            ? tr("not run yet")
            : predict_words::progress(m_measured, facts.figures, scenario.settings.clients);
    else
        facts.corner = tr("n = %1").arg(QLocale().toString(facts.figures[indexOf(facts.bar.lane)].count));
    return facts;
}

void PredictView::showAll()
{
    m_lesson->display(m_session);
    m_stack->setCurrentIndex(m_session.isOver() ? 1 : 0);
    const bool shown = m_session.isRevealed();
    const ClassPrediction &said = m_session.prediction();
    const int most = *std::ranges::max_element(said.votes);
    const bool decided = shown && m_measured.state == MeasuredAnswer::State::Decided;
    for (int i = 0; i < ClassPrediction::answers; ++i)
        m_answers[static_cast<std::size_t>(i)]->display({.text = m_session.scenario().answers.at(i).text,
                                                         .votes = said.votes[static_cast<std::size_t>(i)],
                                                         .mostVotes = most,
                                                         .measured = decided && m_measured.answer == i});
    m_reveal->setText(shown                ? tr("Cover again")
                          : waitsForUser() ? tr("Run the question")
                                           : tr("Show the measurement"));
    const bool last = m_session.isLastStep();
    const Scenario *next
        = last ? nullptr : findScenario(m_session.lesson().steps.at(m_session.step() + 1).scenario);
    m_goOn->setText(next ? tr("Next: %1").arg(next->title) : tr("End of the lesson"));
    m_goOnButton->setVisible(shown);
    m_skipButton->setVisible(!shown);
    m_revealButton->setLeading(!shown);
    const auto cover = shown ? BarPicture::Cover::Shown : BarPicture::Cover::Covered;
    std::optional<TheoryLine> theory;
    if (shown && m_figures && barOf(m_session.scenario()).figure == u"latency_ms.mean")
        theory = theoryLine({.snapshot = m_result.snapshot,
                             .settings = m_result.settings,
                             .view = {},
                             .baseline = std::nullopt,
                             .baselineSettings = {},
                             .frozen = false},
                            barOf(m_session.scenario()).lane);
    m_card->display(facts(cover), theory);
    showWords();
    emit coverChanged();
}

QString PredictView::badgeText() const
{
    if (waitsForUser())
        return tr("NOT RUN YET");
    if (!m_session.isRevealed())
        return tr("COVERED");
    if (m_measured.state != MeasuredAnswer::State::Waiting)
        return tr("MEASURED");
    return m_underWay ? tr("MEASURING") : tr("STOPPED");
}

void PredictView::showWords()
{
    const Scenario &scenario = m_session.scenario();
    const bool shown = m_session.isRevealed();
    const auto set = [](QLabel *label, const QString &text) {
        if (label->text() != text)
            label->setText(text);
        label->setVisible(!text.isEmpty());
    };
    const Lesson &lesson = m_session.lesson();
    const QString place
        = tr("%1 of %2: %3").arg(m_session.step() + 1).arg(lesson.steps.size()).arg(scenario.title);
    set(m_where,
        m_theme.isProjector()
            ? place
            : tr("%1, %2, %3 min").arg(lesson.title, place).arg(lesson.steps.at(m_session.step()).minutes));
    m_badge->show(badgeText(), shown);
    // Without the bar over the page nothing else says that the display stands still.
    m_modeBadge->show(m_theme.isProjector() ? m_standsStill : QString(), true);
    set(m_question, scenario.question);
    // On the projector the answer takes the place of what the class has read by then.
    const bool less = shown && m_theme.isProjector();
    set(m_settings, less ? QString() : predict_words::settings(scenario.settings));
    set(m_hint, shown ? QString() : tr("1, 2, 3 add a vote, Shift takes one back."));
    const int total = m_session.prediction().total();
    set(m_votes, less ? QString() : total == 1 ? tr("1 vote") : tr("%1 votes").arg(total));
    QString words;
    if (shown)
        words = m_measured.state == MeasuredAnswer::State::Decided
            ? scenario.reveal
            : predict_words::verdict(m_measured, m_underWay);
    set(m_words, words);
    set(m_reading,
        shown && !less && !scenario.reading.isEmpty() ? tr("Reading: %1").arg(scenario.reading) : QString());
    if (m_session.isOver()) {
        set(m_endTitle, tr("That was \u201c%1\u201d.").arg(lesson.title));
        set(m_endWords, predict_words::summary(m_session).join(u"\n\n"_s));
    }
}
