#include "app/commands.h"

#include "app/display_check.h"
#include "app/exit_code.h"
#include "app/headless_gauntlet.h"
#include "app/headless_run.h"
#include "app/headless_serve.h"
#include "app/headless_tabs.h"
#include "app/message_filter.h"
#include "app/run_subject.h"
#include "app/terminal.h"
#include "app/termination_signals.h"
#include "app/window_entry.h"
#include "core/experiment/descriptor_limit.h"
#include "core/experiment/scenario.h"

#include <QApplication>
#include <QCoreApplication>

#include <algorithm>
#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Commands)
};

int print(const QString &text)
{
    const auto printed = printResult(text.toUtf8());
    if (!printed)
        printError(printed.error().message);
    return printed ? ExitOk : ExitFile;
}

QString settingsLines(const Scenario &scenario)
{
    QString text = Words::tr("Repeat it: pushscope run %1").arg(scenario.name) + u'\n';
    // A scenario about a view of its own is repeated by its name alone.
    if (scenario.runsLanes())
        text += Words::tr("Settings:  %1").arg(toRunCommand(scenario.settings)) + u'\n';
    ExperimentSettings before = scenario.settings;
    for (const ScenarioStep &step : scenario.steps) {
        text += Words::tr("At %1:    %2").arg(durationText(step.at), describeChange(before, step.settings))
            + u'\n';
        before = step.settings;
    }
    return text;
}

QString checkLines(const Scenario &scenario)
{
    const ScenarioCheck &check = scenario.check;
    QString text;
    if (!check.assertions.isEmpty())
        text += u'\n' + Words::tr("Check it:  pushscope run %1 --check").arg(scenario.name) + u'\n';
    for (const QString &assertion : check.assertions)
        text += u"  "_s + assertion + u'\n';
    if (!check.note.isEmpty())
        text += Words::tr("Note:      %1").arg(check.note) + u'\n';
    return text;
}

QString explanation(const Scenario &scenario)
{
    QString text = u"%1\n\n%2\n"_s.arg(scenario.title, scenario.question);
    QChar letter = u'a';
    for (const ScenarioAnswer &answer : scenario.answers) {
        text += u"  %1) %2\n"_s.arg(letter).arg(answer.text);
        letter = QChar(letter.unicode() + 1);
    }
    text += u'\n';
    if (!scenario.lookHere.isEmpty())
        text += Words::tr("Look here: %1").arg(scenario.lookHere) + u"\n\n"_s;
    if (!scenario.reveal.isEmpty())
        text += scenario.reveal + u"\n\n"_s;
    if (!scenario.reading.isEmpty())
        text += Words::tr("Reading:   %1").arg(scenario.reading) + u'\n';
    return text + settingsLines(scenario) + checkLines(scenario);
}

/// Carries out each alternative of CommandLine.
class Commands
{
public:
    Commands(int &argc, char **argv)
        : m_argc(argc)
        , m_argv(argv)
    {
    }

    int operator()(const PrintCommand &command) { return print(command.text); }

    int operator()(const ListCommand &)
    {
        qsizetype width = 0;
        for (const Scenario &scenario : builtInScenarios())
            width = std::max(width, scenario.name.size());
        QString text;
        for (const Scenario &scenario : builtInScenarios())
            text += u"%1  %2: %3\n"_s.arg(scenario.name.leftJustified(width), scenario.title,
                                          scenario.question);
        return print(text);
    }

    int operator()(const ExplainCommand &command)
    {
        const RunSubject subject = readSubject(command.name);
        if (const auto *scenario = std::get_if<Scenario>(&subject))
            return print(explanation(*scenario));
        if (const auto *refusal = std::get_if<RunRefusal>(&subject)) {
            printError(refusal->message);
            return refusal->code;
        }
        printError(Words::tr("%1 holds settings, not a scenario").arg(command.name));
        return ExitUsage;
    }

    int operator()(const RunCommand &command)
    {
        raiseDescriptorLimit();
        const auto planned = planRun(command);
        if (const auto *refusal = std::get_if<RunRefusal>(&planned)) {
            printError(refusal->message);
            return refusal->code;
        }
        const auto &plan = std::get<RunPlan>(planned);
        const auto application = applicationFor(command);
        TerminationSignals termination;
        if (plan.view == tabsView)
            return interruptible<HeadlessTabs>(termination, command, plan);
        if (command.gauntlet || plan.view == gauntletView)
            return interruptible<HeadlessGauntlet>(termination, command, plan);
        return interruptible<HeadlessRun>(termination, command, plan);
    }

    int operator()(ServeCommand command)
    {
        raiseDescriptorLimit();
        if (const auto fits = fitConnections(command); !fits) {
            printError(fits.error().message);
            return ExitUsage;
        }
        // Nothing here needs GLib's event loop, and Qt's own serves twice the messages.
        qputenv("QT_NO_GLIB", "1");
        const QCoreApplication application(m_argc, m_argv);
        TerminationSignals termination;
        HeadlessServe serve(command);
        QObject::connect(&termination, &TerminationSignals::received, &serve, &HeadlessServe::close);
        return loop(serve);
    }

    int operator()(const WindowCommand &command)
    {
        raiseDescriptorLimit();
        if (!displayIsThere()) {
            printError(Words::tr("there is no display to show the window on. Without one, try\n"
                                 "  pushscope run     one experiment, report on stdout\n"
                                 "  pushscope serve   the server alone, for real clients"));
            return ExitInternal;
        }
        dropRuntimeFolderWarning();
        return runWindow(m_argc, m_argv, {command.file});
    }

private:
    /// Lowers our own limit to what this system allows, so that one more is told 503, and says so; refuses a
    /// limit that was asked for.
    static Result<Done> fitConnections(ServeCommand &command)
    {
        const std::optional<int> most = mostConnections();
        int &connections = command.server.maxConnections;
        if (!most || connections <= *most)
            return Done{};
        if (command.connectionsAsked)
            return Error{Words::tr("--max-connections: %1 connections do not fit into the open files that "
                                   "this system allows (ulimit -n): at most %2 do")
                             .arg(connections)
                             .arg(*most)};
        connections = *most;
        printMessage(Words::tr("this system allows %1 connections at once (ulimit -n); more are answered "
                               "with 503")
                         .arg(*most));
        return Done{};
    }

    /// Charts are painted by Widgets, which need no display on the offscreen platform.
    std::unique_ptr<QCoreApplication> applicationFor(const RunCommand &command)
    {
        if (command.charts.isEmpty())
            return std::make_unique<QCoreApplication>(m_argc, m_argv);
        qputenv("QT_QPA_PLATFORM", "offscreen");
        dropRuntimeFolderWarning();
        return std::make_unique<QApplication>(m_argc, m_argv);
    }

    template<typename Task>
    static int interruptible(const TerminationSignals &termination, const RunCommand &command,
                             const RunPlan &plan)
    {
        Task task(command, plan);
        QObject::connect(&termination, &TerminationSignals::received, &task, &Task::interrupt);
        return loop(task);
    }

    template<typename Task>
    static int loop(Task &task)
    {
        QObject::connect(&task, &Task::ended, &task, [](int code) { QCoreApplication::exit(code); });
        QMetaObject::invokeMethod(&task, &Task::start, Qt::QueuedConnection);
        return QCoreApplication::exec();
    }

    int &m_argc;
    char **m_argv;
};

}

int carryOut(const Result<CommandLine> &commandLine, int argc, char **argv)
{
    if (commandLine)
        return std::visit(Commands(argc, argv), *commandLine);
    printError(commandLine.error().message);
    printMessage(Words::tr("Try: pushscope --help"));
    return ExitUsage;
}
