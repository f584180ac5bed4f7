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

struct CommandText
{
    const char *summary;
    const char *examples;
};

constexpr CommandText mainText{
    "An oscilloscope for server push: four real transports, one message stream.",
    "Examples:\n"
    "  pushscope                              the window\n"
    "  pushscope run --duration 5s --json -   one experiment without a display\n"
    "  pushscope run the-staircase            a built-in scenario\n"
    "  pushscope serve --rate 10              the server alone, for clients of your own\n"};
constexpr CommandText runText{"Run one experiment without a display; report on stdout",
                              "Examples:\n"
                              "  pushscope run --duration 10s --rate 20 --poll-interval 500ms\n"
                              "  pushscope run turn-the-knob --json report.json --csv deliveries.csv\n"
                              "  pushscope run --quiet --threshold 'sse.latency_ms.p99<50'\n"
                              "  pushscope run the-staircase --check    prove what the scenario says\n"
                              "  pushscope run --gauntlet --json matrix.json\n"};
constexpr CommandText serveText{"Serve all four transports to real clients until interrupted",
                                "Examples:\n"
                                "  pushscope serve --rate 10\n"
                                "  pushscope serve --listen 127.0.0.1:0 --allow-origin '*'\n"};
constexpr CommandText listText{"List the built-in scenarios, one a line, the name first",
                               "Example:\n  pushscope list\n"};
constexpr CommandText explainText{"Tell what a scenario asks, answers, sets and asserts",
                                  "Example:\n  pushscope explain the-staircase\n"};

/// Every kind of fault, from the table that names them.
std::string faultHelp()
{
    QString text = u'\n' + Words::tr("Kinds of --fault, with their usual length and rate:") + u'\n';
    for (const FaultDescriptor &descriptor : faultDescriptors()) {
        QString head = u"  "_s + QString::fromLatin1(descriptor.name);
        if (descriptor.hasLength)
            head += u",for="_s + durationText(descriptor.length);
        if (descriptor.hasRate)
            head += u",rate=%1"_s.arg(Fault().bytesPerSecond);
        text += head.leftJustified(32) + QCoreApplication::translate("FaultPlan", descriptor.what) + u'\n';
    }
    return text.toStdString();
}

/// Help that begins with examples: the parser knows them as its footer.
class ExamplesFirst : public CLI::Formatter
{
public:
    std::string make_help(const CLI::App *app, std::string name, CLI::AppFormatMode mode) const override
    {
        if (mode == CLI::AppFormatMode::Sub)
            return make_expanded(app);
        return app->get_footer() + '\n' + make_description(app) + make_usage(app, name)
            + make_positionals(app) + make_groups(app, mode) + make_subcommands(app, mode)
            + (app->get_name() == "run" ? faultHelp() : std::string());
    }
};

CLI::App &addCommand(CLI::App &app, const char *name, const CommandText &text)
{
    return *app.add_subcommand(name, text.summary)->footer(text.examples);
}

/// "did you mean --rate?" for the first argument that nobody knows.
QString unknownArgument(const QString &argument, const CLI::App &app)
{
    const CLI::App *command = &app;
    if (const auto chosen = app.get_subcommands(); !chosen.empty())
        command = chosen.front();
    QStringList known;
    if (argument.startsWith(u'-'))
        for (const CLI::Option *option : command->get_options())
            for (const std::string &name : option->get_lnames())
                known += QString::fromStdString("--" + name);
    else
        for (const CLI::App *sub : app.get_subcommands({}))
            known += QString::fromStdString(sub->get_name());

    if (known.contains(argument))
        return Words::tr("one command at a time: there is no place for \"%1\"").arg(argument);
    QString text = Words::tr("there is no \"%1\"").arg(argument);
    if (const QString near = nearestWord(argument.section(u'=', 0, 0), known); !near.isEmpty())
        text += Words::tr("; did you mean %1?").arg(near);
    return text;
}

/// The parser's own words for a missing, empty or repeated value are about its insides.
QString wordsOf(const CLI::ParseError &error)
{
    QString said = QString::fromUtf8(error.what());
    const QString option = said.section(u':', 0, 0);
    switch (static_cast<CLI::ExitCodes>(error.get_exit_code())) {
    case CLI::ExitCodes::ArgumentMismatch:
        if (said.contains("At Most"_L1))
            return Words::tr("%1 is given more than once").arg(option);
        return Words::tr("%1 needs a value").arg(option);
    case CLI::ExitCodes::ValidationError: // of neverEmpty()
        return Words::tr("%1 needs a value").arg(option);
    default:
        return said;
    }
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
    CLI::App app(mainText.summary, "pushscope");
    app.footer(mainText.examples);
    app.formatter(std::make_shared<ExamplesFirst>());
    app.set_version_flag("--version", "pushscope " + QCoreApplication::applicationVersion().toStdString());
    app.get_formatter()->column_width(30);
    std::string file;
    std::string explained;
    neverEmpty(app.add_option("FILE", file, "a .pushscope file to open in the window"))->type_name("");
    RunOptions run(addCommand(app, "run", runText));
    ServeOptions serve(addCommand(app, "serve", serveText));
    addCommand(app, "list", listText);
    neverEmpty(addCommand(app, "explain", explainText)
                   .add_option("NAME", explained, "a scenario's name, or a .pushscope file that holds one"))
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
        return Error{wordsOf(error)};
    }
    return chosenCommand(app, QString::fromStdString(file), run, serve, QString::fromStdString(explained));
}
