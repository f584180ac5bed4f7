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

void PredictView::enter()
{
    // A question begins with its own run, covered from the start; one that was asked goes on.
    const QString &name = m_session.scenario().name;
    if (!m_session.isOver() && (m_running != name || m_asked != name))
        askForRun();
    sayWhere();
}

void PredictView::showScenario(const Scenario *scenario, bool running)
{
    const QString before = m_running;
    // What was measured stays when the run is stopped.
    m_running = scenario ? PredictSession::keyOf(*scenario) : QString();
    const bool turned = running != m_underWay;
    m_underWay = running;
    if (scenario && PredictSession::keyOf(*scenario) != m_session.scenario().name
        && !m_session.chooseScenario(PredictSession::keyOf(*scenario)) && !scenario->answers.isEmpty())
        m_session.open(*scenario);
    if (m_running != before) {
        m_figures.reset();
        m_measured = {};
        m_age.invalidate();
        showAll();
    }
    if (turned && isVisible())
        sayWhere();
}

void PredictView::askForRun()
{
    Scenario wanted = m_session.scenario();
    m_asked = wanted.name;
    m_session.setRevealed(false);
    if (wanted.name.startsWith("file:"_L1))
        wanted.name.clear(); // it has none
    emit runWanted(wanted);
}

void PredictView::sayWhere()
{
    if (m_session.isOver())
        emit said(tr("The lesson is over."));
    else if (!m_session.isRevealed())
        emit said(m_underWay ? tr("The run is under way, covered. B shows it.")
                             : tr("Stopped. F5 runs it again, B shows what was measured."));
    else
        emit said(tr("Measured in %1 s; messages published: %2.")
                      .arg(QLocale().toString(m_result.snapshot.elapsedS, 'f', 0),
                           QLocale().toString(m_result.snapshot.published)));
}

void PredictView::follow(const QString &before)
{
    m_figures.reset();
    m_measured = {};
    if (!m_session.isOver() && m_session.scenario().name != before)
        askForRun();
    showAll();
    sayWhere();
}

void PredictView::measure(const LabState &state)
{
    if (m_age.isValid() && m_age.elapsed() < measureEveryMs)
        return;
    m_age.start();
    if (m_running != m_session.scenario().name || state.snapshot.elapsedS <= 0)
        return;
    m_result = {.snapshot = state.snapshot, .settings = state.settings, .startedAt = {}, .interrupted = true};
    m_figures = laneFigures(barOf(m_session.scenario()), m_result);
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
                            .corner = tr("covered until shown")};
    // Lanes that a step of the scenario switches on.
    for (const ScenarioStep &step : scenario.steps)
        for (const TransportKind kind : allTransportKinds)
            facts.lanes[indexOf(kind)] = facts.lanes[indexOf(kind)] || step.settings.enabled(kind);
    if (cover == BarPicture::Cover::Shown)
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
    m_reveal->setText(shown ? tr("Cover again") : tr("Show the measurement"));
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
    m_badge->show(shown ? tr("MEASURED") : tr("COVERED"), shown);
    set(m_question, scenario.question);
    // On the projector the answer takes the place of what the class has read by then.
    const bool less = shown && m_theme.isProjector();
    set(m_settings, less ? QString() : predict_words::settings(scenario.settings));
    set(m_hint, shown ? QString() : tr("1, 2, 3 add a vote, Shift takes one back."));
    const int total = m_session.prediction().total();
    set(m_votes, less ? QString() : total == 1 ? tr("1 vote") : tr("%1 votes").arg(total));
    QString words;
    if (shown)
        words = m_measured.state == MeasuredAnswer::State::Decided ? scenario.reveal
                                                                   : predict_words::verdict(m_measured);
    set(m_words, words);
    set(m_reading,
        shown && !less && !scenario.reading.isEmpty() ? tr("Reading: %1").arg(scenario.reading) : QString());
    if (m_session.isOver()) {
        set(m_endTitle, tr("That was \u201c%1\u201d.").arg(lesson.title));
        set(m_endWords, predict_words::summary(m_session).join(u"\n\n"_s));
    }
}
