#include "app/headless_tabs.h"

#include "app/scenario_judge.h"
#include "app/terminal.h"
#include "core/experiment/export_json.h"
#include "core/experiment/tab_report.h"
#include "core/experiment/tab_words.h"

#include <QJsonDocument>

#include <utility>

using namespace Qt::Literals::StringLiterals;

using Phase = TabStoryState::Phase;

HeadlessTabs::HeadlessTabs(const RunCommand &command, const RunPlan &plan, QObject *parent)
    : QObject(parent)
    , m_command(command)
    , m_plan(plan)
    , m_engine(this)
{
    connect(&m_engine, &EngineThreads::tabsChanged, this, &HeadlessTabs::take);
    connect(&m_engine, &EngineThreads::stopped, this, [this] { emit ended(m_code); });
    connect(&m_engine, &EngineThreads::failed, this, [this](const Error &error) {
        printError(error.message);
        emit ended(m_asked ? ExitInternal : ExitCannotListen);
    });
}

void HeadlessTabs::start()
{
    if (!m_command.json.isEmpty() && m_command.json != u"-")
        if (const auto writable = checkWritable(m_command.json); !writable) {
            printError(writable.error().message);
            emit ended(ExitFile);
            return;
        }
    m_engine.start(m_plan.settings, {});
}

void HeadlessTabs::take(const TabsSnapshot &tabs)
{
    if (m_finished)
        return;
    m_last = tabs;
    if (tabs.serving && !std::exchange(m_asked, true)) {
        if (!tabs.secondHostProblem.isEmpty())
            say(tabs.secondHostProblem);
        m_engine.commandTabs({TabCommand::Kind::Play, firstHost, 0, pause});
        return;
    }
    if (tabs.story.phase == Phase::Playing && m_said != tabs.story.step) {
        m_said = tabs.story.step;
        say(tabStepTitle(tabs.story.step));
    }
    if (tabs.story.phase == Phase::Told || tabs.story.phase == Phase::Refuted)
        finish(tabs);
}

void HeadlessTabs::finish(const TabsSnapshot &tabs)
{
    if (std::exchange(m_finished, true))
        return;
    const ExitCode written = write(tabs);
    if (m_code == ExitOk)
        m_code = written != ExitOk ? written : tabs.story.phase == Phase::Told ? ExitOk : ExitInternal;
    if (m_code == ExitOk && m_plan.checked)
        m_code = judgeScenario(*m_plan.checked, figuresOf(tabs), m_command);
    if (m_engine.isRunning())
        m_engine.stop();
    else
        emit ended(m_code);
}

void HeadlessTabs::interrupt()
{
    if (m_finished)
        return;
    m_code = ExitInterrupted;
    say(tr("interrupted: writing what was measured"));
    finish(m_last);
}

ExitCode HeadlessTabs::write(const TabsSnapshot &tabs) const
{
    if (tabs.story.phase == Phase::Refuted)
        printError(tr("not as told: %1").arg(tabs.story.refutation));
    Result<Done> written = Done{};
    if (m_command.json == u"-")
        written = printResult(QJsonDocument(tabReport(tabs)).toJson());
    else if (!m_command.json.isEmpty())
        written = exportJson(tabReport(tabs), m_command.json);
    else if (!m_plan.checked) // there the assertions are the result
        written = printResult(tabSummary(tabs).toUtf8());
    if (written)
        return ExitOk;
    printError(written.error().message);
    return ExitFile;
}

void HeadlessTabs::say(const QString &message) const
{
    if (!m_command.quiet)
        printMessage(message);
}
