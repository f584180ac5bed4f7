#include "app/headless_gauntlet.h"

#include "app/command_line_options.h"
#include "app/scenario_judge.h"
#include "app/terminal.h"
#include "core/experiment/export_json.h"

#include <QJsonDocument>

HeadlessGauntlet::HeadlessGauntlet(const RunCommand &command, const RunPlan &plan, QObject *parent)
    : QObject(parent)
    , m_command(command)
    , m_plan(plan)
    , m_gauntlet(this)
{
    connect(&m_gauntlet, &Gauntlet::progressed, this, &HeadlessGauntlet::showProgress);
    connect(&m_gauntlet, &Gauntlet::finished, this, &HeadlessGauntlet::finish);
    connect(&m_gauntlet, &Gauntlet::failed, this, [this](const Error &error) {
        printError(error.message);
        emit ended(ExitCannotListen);
    });
}

void HeadlessGauntlet::start()
{
    GauntletSettings settings;
    if (!m_command.subject.isEmpty()) {
        settings.run = m_plan.settings;
    } else if (const auto applied = applyOverrides(m_command.overrides, settings.run); !applied) {
        printError(applied.error().message);
        emit ended(ExitUsage);
        return;
    }
    settings.rows = gauntletRows(settings.run.messagesPerSecond);
    if (!m_command.json.isEmpty() && m_command.json != u"-")
        if (const auto writable = checkWritable(m_command.json); !writable) {
            printError(writable.error().message);
            emit ended(ExitFile);
            return;
        }
    m_gauntlet.start(settings);
}

void HeadlessGauntlet::interrupt()
{
    if (std::exchange(m_interrupted, true))
        return;
    if (!m_command.quiet)
        printMessage(tr("interrupted: writing what was measured"));
    m_gauntlet.stop();
}

void HeadlessGauntlet::showProgress(const GauntletReport &report)
{
    if (m_command.quiet || !stderrIsTerminal())
        return;
    qint64 delivered = 0;
    for (const GauntletResult &cell : report.cells)
        delivered += cell.delivered;
    const GauntletSettings &settings = report.settings;
    showStatus(tr("%1 of %2 s, %3 clients, %4 delivered")
                   .arg(toSeconds(report.elapsed), 0, 'f', 1)
                   .arg(toSeconds(settings.run.duration + settings.catchUp), 0, 'f', 1)
                   .arg(report.cells.size())
                   .arg(delivered));
    m_progressShown = true;
}

void HeadlessGauntlet::finish(const GauntletReport &report)
{
    if (m_progressShown)
        showStatus({});
    const auto written = write(report);
    if (!written)
        printError(written.error().message);
    ExitCode code = m_interrupted ? ExitInterrupted : written ? ExitOk : ExitFile;
    if (code == ExitOk && m_plan.checked)
        code = judgeScenario(*m_plan.checked, figuresOf(report), m_command);
    emit ended(code);
}

Result<Done> HeadlessGauntlet::write(const GauntletReport &report) const
{
    if (m_command.json.isEmpty()) // of a check the assertions are the result
        return m_plan.checked ? Done{} : printResult(gauntletTable(report).toUtf8());
    if (m_command.json == u"-")
        return printResult(QJsonDocument(toJson(report)).toJson());
    return exportJson(toJson(report), m_command.json);
}
