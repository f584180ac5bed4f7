#include "app/command_line.h"

#include "app/command_line_options.h"

#include <QCoreApplication>

#include <CLI/CLI.hpp>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

constexpr const char *mainHelp
    = "Examples:\n"
      "  pushscope                              the window\n"
      "  pushscope run --duration 5s --json -   one experiment without a display\n"
      "  pushscope run the-staircase            a built-in scenario\n"
      "  pushscope serve --rate 10              the server alone, for clients of your own\n"
      "\n"
      "An oscilloscope for server push: four real transports, one message stream.";
constexpr const char *runHelp = "Examples:\n"
                                "  pushscope run --duration 10s --rate 20 --poll-interval 500ms\n"
                                "  pushscope run turn-the-knob --json report.json --csv deliveries.csv\n"
                                "  pushscope run --quiet --threshold 'sse.latency_ms.p99<50'\n"
                                "\n"
                                "Runs one experiment and reports what every message and every byte did.";
constexpr const char *serveHelp = "Examples:\n"
                                  "  pushscope serve --rate 10\n"
                                  "  pushscope serve --listen 127.0.0.1:0 --allow-origin '*'\n"
                                  "\n"
                                  "Serves all four transports to real clients until it is interrupted.";
constexpr const char *listHelp
    = "Example:\n  pushscope list\n\nThe built-in scenarios, one a line, the name first.";
constexpr const char *explainHelp
    = "Example:\n  pushscope explain the-staircase\n\nWhat a scenario asks, sets and shows.";

/// "did you mean --rate?" for the first argument that nobody knows.
QString unknownArgument(const QString &argument, const CLI::App &app)
{
    const CLI::App *command = &app;
    if (const auto chosen = app.get_subcommands(); !chosen.empty())
        command = chosen.front();
    QStringList known;
    if (argument.startsWith(u'-'))
        for (const CLI::Option *option : command->get_options())
            known += QString::fromStdString("--"
                                            + (option->get_lnames().empty() ? "" : option->get_lnames()[0]));
    else
        for (const CLI::App *sub : app.get_subcommands({}))
            known += QString::fromStdString(sub->get_name());

    QString text = Words::tr("there is no \"%1\"").arg(argument);
    if (const QString near = nearestWord(argument.section(u'=', 0, 0), known); !near.isEmpty())
        text += Words::tr("; did you mean %1?").arg(near);
    return text;
}

Result<CommandLine> chosenCommand(const CLI::App &app, const QString &file, const RunOptions &run,
                                  const ServeOptions &serve, const QString &explained)
{
    if (app.got_subcommand("run"))
        return run.command();
    if (app.got_subcommand("serve"))
        return serve.command();
    if (app.got_subcommand("list"))
        return CommandLine(ListCommand{});
    if (app.got_subcommand("explain"))
        return CommandLine(ExplainCommand{explained});
    // A word that is neither a command nor looks like a file is a slip of the pen, not a settings file.
    if (!file.isEmpty() && !file.endsWith(".pushscope"_L1) && !file.contains(u'/'))
        return Error{unknownArgument(file, app)};
    return CommandLine(WindowCommand{file});
}

}

Result<CommandLine> parseCommandLine(const QStringList &arguments)
{
    CLI::App app(mainHelp, "pushscope");
    app.set_version_flag("--version", "pushscope " + QCoreApplication::applicationVersion().toStdString());
    app.get_formatter()->column_width(30);
    std::string file;
    std::string explained;
    app.add_option("FILE", file, "a .pushscope file to open in the window")->type_name("");
    RunOptions run(*app.add_subcommand("run", runHelp));
    ServeOptions serve(*app.add_subcommand("serve", serveHelp));
    app.add_subcommand("list", listHelp);
    app.add_subcommand("explain", explainHelp)
        ->add_option("NAME", explained, "a scenario's name")
        ->type_name("")
        ->required();
    app.require_subcommand(0, 1);

    std::vector<std::string> reversed;
    for (auto argument = arguments.crbegin(); argument != arguments.crend(); ++argument)
        reversed.push_back(argument->toStdString());
    try {
        app.parse(reversed);
    } catch (const CLI::CallForHelp &) {
        return CommandLine(PrintCommand{QString::fromStdString(app.help())});
    } catch (const CLI::CallForVersion &version) {
        return CommandLine(PrintCommand{QString::fromUtf8(version.what()) + u'\n'});
    } catch (const CLI::ExtrasError &) {
        return Error{unknownArgument(QString::fromStdString(app.remaining(true).front()), app)};
    } catch (const CLI::ParseError &error) {
        return Error{QString::fromUtf8(error.what())};
    }
    return chosenCommand(app, QString::fromStdString(file), run, serve, QString::fromStdString(explained));
}
