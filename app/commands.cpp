#include "app/commands.h"

#include "app/display_check.h"
#include "app/exit_code.h"
#include "app/headless_gauntlet.h"
#include "app/headless_run.h"
#include "app/headless_serve.h"
#include "app/headless_tabs.h"
#include "app/message_filter.h"
#include "app/nearest_word.h"
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

QString explanation(const Scenario &scenario)
{
    QString text = u"%1\n\n%2\n\n"_s.arg(scenario.title, scenario.question);
    text += Words::tr("Look here: %1").arg(scenario.lookHere) + u"\n\n"_s + scenario.reveal + u"\n\n"_s;
    text += Words::tr("Repeat it: pushscope run %1").arg(scenario.name) + u'\n';
    // A scenario about a view of its own is repeated by its name alone.
    if (scenario.view.isEmpty())
        text += Words::tr("Settings:  %1").arg(toRunCommand(scenario.settings)) + u'\n';
    ExperimentSettings before = scenario.settings;
    for (const ScenarioStep &step : scenario.steps) {
        text += Words::tr("At %1:    %2").arg(durationText(step.at), describeChange(before, step.settings))
            + u'\n';
        before = step.settings;
    }
    return text;
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
        if (const Scenario *scenario = findScenario(command.name))
            return print(explanation(*scenario));
        QStringList names;
        for (const Scenario &scenario : builtInScenarios())
            names += scenario.name;
        const QString near = nearestWord(command.name, names);
        printError(Words::tr("there is no scenario \"%1\"%2\nscenarios: %3")
                       .arg(command.name,
                            near.isEmpty() ? QString() : Words::tr("; did you mean %1?").arg(near),
                            names.join(", "_L1)));
        return ExitUsage;
    }

    int operator()(const RunCommand &command)
    {
        raiseDescriptorLimit();
        const auto application = applicationFor(command);
        TerminationSignals termination;
        if (tellsTabStory(command)) {
            HeadlessTabs tabs(command);
            QObject::connect(&termination, &TerminationSignals::received, &tabs, &HeadlessTabs::interrupt);
            return loop(tabs);
        }
        if (command.gauntlet || scenarioView(command) == u"gauntlet") {
            HeadlessGauntlet gauntlet(command);
            QObject::connect(&termination, &TerminationSignals::received, &gauntlet,
                             &HeadlessGauntlet::interrupt);
            return loop(gauntlet);
        }
        HeadlessRun run(command);
        QObject::connect(&termination, &TerminationSignals::received, &run, &HeadlessRun::interrupt);
        return loop(run);
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
