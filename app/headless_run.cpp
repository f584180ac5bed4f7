#include "app/headless_run.h"

#include "app/scenario_judge.h"
#include "app/terminal.h"
#include "app/window_entry.h"
#include "core/experiment/descriptor_limit.h"
#include "core/experiment/export_json.h"
#include "ui/teach/compare_export.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

HeadlessRun::HeadlessRun(const RunCommand &command, const RunPlan &plan, QObject *parent)
    : QObject(parent)
    , m_command(command)
    , m_plan(plan)
    , m_captures(command.pcapng, command.har)
    , m_engine(this)
    , m_ask(this)
{
    m_ask.setInterval(untilItRuns);
    connect(&m_ask, &QTimer::timeout, this, [this] { m_engine.requestSnapshot(m_seen); });
    connect(&m_engine, &EngineThreads::snapshotReady, this, &HeadlessRun::take);
    connect(&m_engine, &EngineThreads::started, this, [this] {
        m_listening = true;
        m_ask.start();
    });
    connect(&m_engine, &EngineThreads::stopped, this, [this] {
        m_over = true;
        m_engine.requestSnapshot(m_seen);
    });
    connect(&m_engine, &EngineThreads::failed, this, [this](const Error &error) {
        printError(error.message);
        end(m_listening ? ExitInternal : ExitCannotListen);
    });
}

void HeadlessRun::start()
{
    if (const auto refusal = prepare()) {
        printError(refusal->message);
        end(refusal->code);
        return;
    }
    for (const ScheduledFault &fault : m_plan.settings.faults)
        if (fault.at >= m_plan.settings.warmup + m_plan.settings.duration)
            say(tr("the fault at %1 comes after the end of the run").arg(durationText(fault.at)));
    EngineOptions options;
    options.bounded = true;
    // The writers belong to the client thread until stopped(), to this one after it.
    if (!m_command.csv.isEmpty())
        options.onDelivery = [this](const DeliveryRow &row) { m_csv.write(row); };
    if (m_captures.wanted())
        options.onTrace
            = [this](TransportKind lane, const TraceRecord &record) { m_captures.add(lane, record); };
    m_engine.start(m_plan.settings, options);
}

std::optional<RunRefusal> HeadlessRun::prepare()
{
    if (const auto fits = checkDescriptors(m_plan.settings); !fits)
        return RunRefusal{ExitUsage, fits.error().message};

    RunResult empty{.snapshot = {}, .settings = m_plan.settings, .startedAt = {}};
    for (const TransportKind kind : allTransportKinds)
        empty.snapshot.lanes[indexOf(kind)].kind = kind;
    const QJsonObject shape = runReport(empty);
    for (const Threshold &threshold : m_command.thresholds)
        if (const auto outcome = check(threshold, shape); outcome.unknown)
            return RunRefusal{ExitUsage, outcome.words};

    if (!m_command.json.isEmpty() && m_command.json != u"-")
        if (const auto writable = checkWritable(m_command.json); !writable)
            return RunRefusal{ExitFile, writable.error().message};
    if (const QString folder = m_command.charts; !folder.isEmpty()) {
        if (!QDir().mkpath(folder))
            return RunRefusal{ExitFile, tr("cannot make the folder %1").arg(folder)};
        if (!QFileInfo(folder).isWritable())
            return RunRefusal{ExitFile, tr("cannot write into the folder %1: permission denied").arg(folder)};
    }
    if (const auto prepared = m_captures.prepare(); !prepared)
        return RunRefusal{ExitFile, prepared.error().message};
    if (!m_command.csv.isEmpty())
        if (const auto opened = m_csv.open(m_command.csv); !opened)
            return RunRefusal{ExitFile, opened.error().message};
    return std::nullopt;
}

void HeadlessRun::interrupt()
{
    if (m_interrupted)
        return;
    m_interrupted = true;
    say(tr("interrupted: writing what was measured"));
    if (m_engine.isRunning())
        m_engine.stop();
}

void HeadlessRun::take(const RunSnapshot &snapshot)
{
    for (const LaneSnapshot &lane : snapshot.lanes)
        m_seen[indexOf(lane.kind)] = lane.nextDelivery;
    if (m_over) {
        finish(snapshot);
        return;
    }
    announcePorts(snapshot);
    if (snapshot.phase == RunSnapshot::Phase::Running)
        planSteps(snapshot.elapsedS);
    showProgress(snapshot);
}

void HeadlessRun::announcePorts(const RunSnapshot &snapshot)
{
    QStringList lines;
    for (const LaneSnapshot &lane : snapshot.lanes)
        if (lane.enabled && lane.linkPort == 0)
            return;
        else if (lane.enabled)
            lines += tr("%1: http://127.0.0.1:%2 has this lane's delay and bandwidth")
                         .arg(machineName(lane.kind))
                         .arg(lane.linkPort);
    if (!std::exchange(m_portsSaid, true))
        say(lines.join(u'\n'));
}

void HeadlessRun::planSteps(double elapsedS)
{
    if (std::exchange(m_stepsPlanned, true))
        return;
    m_ask.setInterval(betweenProgress);
    m_startedAt = QDateTime::currentDateTimeUtc().addMSecs(-static_cast<qint64>(elapsedS * 1000));
    const Duration end = m_plan.settings.warmup + m_plan.settings.duration;
    for (const ScenarioStep &step : m_plan.steps) {
        const Duration left = step.at - fromSeconds(elapsedS);
        if (step.at >= end)
            continue;
        const auto ms = std::chrono::ceil<std::chrono::milliseconds>(std::max(left, Duration{0}));
        QTimer::singleShot(ms, Qt::PreciseTimer, this, [this, step] { applyStep(step); });
    }
}

void HeadlessRun::applyStep(const ScenarioStep &step)
{
    const QString change = describeChange(m_plan.settings, step.settings);
    ExperimentSettings otherLanes = m_plan.settings;
    otherLanes.transports = step.settings.transports;
    const bool onlyLanes = otherLanes == step.settings;
    m_plan.settings = step.settings;
    if (const auto applied = m_engine.apply(step.settings); !applied)
        say(applied.error().message);
    if (!onlyLanes) // a lane restarts alone
        m_engine.restartStatistics(change);
    say(tr("at %1: %2").arg(durationText(step.at), change));
}

void HeadlessRun::showProgress(const RunSnapshot &snapshot)
{
    if (m_command.quiet || !stderrIsTerminal())
        return;
    const double whole = toSeconds(m_plan.settings.warmup + m_plan.settings.duration);
    qint64 delivered = 0;
    for (const LaneSnapshot &lane : snapshot.lanes)
        delivered += lane.messages.delivered;
    showStatus(tr("%1 of %2 s, %3 delivered")
                   .arg(std::clamp(snapshot.elapsedS, 0.0, whole), 0, 'f', 1)
                   .arg(whole, 0, 'f', 1)
                   .arg(delivered));
    m_progressShown = true;
}

void HeadlessRun::finish(const RunSnapshot &last)
{
    // Two answers can be under way: to the timer's question and to that of the end.
    if (std::exchange(m_finished, true))
        return;
    if (m_progressShown)
        showStatus({});
    if (!m_startedAt.isValid())
        m_startedAt = QDateTime::currentDateTimeUtc().addMSecs(-static_cast<qint64>(last.elapsedS * 1000));
    const RunResult result{last, m_plan.settings, m_startedAt, m_interrupted};
    const ExitCode written = writeResults(result);
    if (m_interrupted) {
        end(ExitInterrupted);
        return;
    }
    const ExitCode judged = judge(runReport(result));
    end(written != ExitOk ? written : judged);
}

ExitCode HeadlessRun::writeResults(const RunResult &result)
{
    ExitCode code = ExitOk;
    const auto note = [&code](const Result<Done> &written) {
        if (written)
            return;
        printError(written.error().message);
        code = ExitFile;
    };
    if (m_command.json == u"-")
        note(printResult(QJsonDocument(runReport(result)).toJson()));
    else if (!m_command.json.isEmpty())
        note(exportJson(runReport(result), m_command.json));
    else if (!m_plan.checked) // there the assertions are the result
        note(printResult(runSummary(result).toUtf8()));
    if (!m_command.csv.isEmpty())
        note(m_csv.finish());
    note(m_captures.write(result));
    if (!m_command.charts.isEmpty()) {
        const Result<Done> charts = exportCharts(result.snapshot, result.settings, m_command.charts);
        note(charts ? exportComparison(result.snapshot, result.settings, m_command.charts) : charts);
    }
    return code;
}

ExitCode HeadlessRun::judge(const QJsonObject &report)
{
    ExitCode code = m_plan.checked ? judgeScenario(*m_plan.checked, report, m_command) : ExitOk;
    for (const Threshold &threshold : m_command.thresholds) {
        const ThresholdOutcome outcome = check(threshold, report);
        if (outcome.passed)
            say(tr("held: %1").arg(outcome.words));
        else
            printError(tr("threshold failed: %1").arg(outcome.words));
        if (!outcome.passed)
            code = ExitThreshold;
    }
    return code;
}

void HeadlessRun::end(ExitCode code)
{
    m_ask.stop();
    emit ended(code);
}

void HeadlessRun::say(const QString &message) const
{
    if (!m_command.quiet)
        printMessage(message);
}
