#include "app/command_line_options.h"

#include "app/listen_address.h"
#include "core/experiment/setting_field.h"

#include <QCoreApplication>

#include <CLI/CLI.hpp>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

const QStringList publishing{u"rate"_s, u"arrivals"_s, u"payload"_s, u"payload-kind"_s, u"seed"_s};

ExperimentSettings serveDefaults()
{
    ExperimentSettings settings;
    settings.messagesPerSecond = 0; // publishes only what is sent to it
    return settings;
}

bool given(const QList<std::pair<QString, QString>> &overrides, const QString &option)
{
    return std::any_of(overrides.begin(), overrides.end(), [&](const auto &o) { return o.first == option; });
}

/// Bursts say themselves how many messages come: a rate beside them would be ignored.
Result<Done> checkRate(const QList<std::pair<QString, QString>> &overrides,
                       const ExperimentSettings &settings)
{
    if (settings.arrivals.kind == Arrivals::Kind::Burst && given(overrides, u"rate"_s))
        return Error{
            Words::tr("--rate has no meaning with --arrivals burst:N/PERIOD; leave one of them out")};
    return Done{};
}

void setText(std::string &target, CLI::App &command, const char *option, const char *type, const char *help)
{
    neverEmpty(command.add_option(option, target, help))->type_name(type);
}

}

SettingOptions::SettingOptions(CLI::App &command, const ExperimentSettings &defaults, const QStringList &only)
{
    for (const SettingField &field : settingFields()) {
        const QString name = QString::fromLatin1(field.option);
        if (!only.isEmpty() && !only.contains(name))
            continue;
        Entry &entry = m_entries.emplace_back(Entry{name, {}, nullptr});
        const QString standard = field.text(defaults);
        const QString help = standard.isEmpty()
            ? QString::fromUtf8(field.summary)
            : u"%1 (%2)"_s.arg(QString::fromUtf8(field.summary), standard);
        CLI::Option *option = command.add_option("--" + name.toStdString(), entry.value, help.toStdString());
        option->type_name("");
        if (field.repeats)
            option->join(';');
        entry.parsed = option;
    }
}

QList<std::pair<QString, QString>> SettingOptions::given() const
{
    QList<std::pair<QString, QString>> options;
    for (const Entry &entry : m_entries)
        if (entry.parsed->count() > 0)
            options += {entry.option, QString::fromStdString(entry.value)};
    return options;
}

Result<Done> applyOverrides(const QList<std::pair<QString, QString>> &overrides, ExperimentSettings &settings)
{
    for (const auto &[option, value] : overrides)
        for (const SettingField &field : settingFields())
            if (option == QLatin1StringView(field.option)
                && ((field.repeats && value.split(u';').contains(QString())) || !field.read(value, settings)
                    || !field.inRange(settings)))
                return Error{u"--%1: %2"_s.arg(option, field.wrong(value).message)};
    return checkRate(overrides, settings);
}

bool isAboutLanes(const QString &option)
{
    static const QStringList all{u"transports"_s,       u"clients"_s,        u"warmup"_s,
                                 u"upstream"_s,         u"fault"_s,          u"websocket-recovery"_s,
                                 u"reconnect-jitter"_s, u"silence-timeout"_s};
    return all.contains(option);
}

CLI::Option *neverEmpty(CLI::Option *option)
{
    return option->check([](const std::string &value) { return std::string(value.empty() ? "empty" : ""); });
}

RunOptions::RunOptions(CLI::App &command)
    : m_settings(command, ExperimentSettings())
{
    setText(m_subject, command, "FILE|NAME", "",
            "a .pushscope file, or a built-in scenario (pushscope list)");
    setText(m_json, command, "--json", "FILE", "write the report as JSON; - for stdout");
    setText(m_csv, command, "--csv", "FILE", "write one row a delivery while it runs");
    setText(m_charts, command, "--charts", "DIR", "write all charts and the comparison table into a folder");
    setText(m_pcapng, command, "--pcapng", "FILE",
            "write what crossed the wire for Wireshark; payloads are inside");
    setText(m_har, command, "--har", "FILE", "write it as an HTTP archive; payloads are inside");
    command
        .add_option("--threshold", m_thresholds,
                    "PATH OP NUMBER (or PATH) that must hold, or exit code 99; repeatable")
        ->type_name("EXPR")
        ->expected(1)
        ->take_all();
    command.add_flag(
        "--check", m_check,
        "a scenario's own check: shorter settings, and assertions that must hold, or exit code 99");
    command.add_flag("--gauntlet", m_gauntlet,
                     "every client through every middlebox instead: a matrix; with --json as JSON");
    command.add_flag("--quiet", m_quiet, "no messages and no progress on stderr");
}

Result<CommandLine> RunOptions::command() const
{
    RunCommand run{.subject = QString::fromStdString(m_subject),
                   .overrides = m_settings.given(),
                   .json = QString::fromStdString(m_json),
                   .csv = QString::fromStdString(m_csv),
                   .charts = QString::fromStdString(m_charts),
                   .pcapng = QString::fromStdString(m_pcapng),
                   .har = QString::fromStdString(m_har),
                   .thresholds = {},
                   .quiet = m_quiet,
                   .check = m_check,
                   .gauntlet = m_gauntlet};
    ExperimentSettings settings;
    if (const auto applied = applyOverrides(run.overrides, settings); !applied)
        return applied.error();
    for (const std::string &text : m_thresholds) {
        const auto threshold = parseThreshold(QString::fromStdString(text));
        if (!threshold)
            return Error{u"--threshold: "_s + threshold.error().message};
        run.thresholds += *threshold;
    }
    const auto fits = run.gauntlet ? fitsGauntlet(run) : fitsCheck(run);
    if (!fits)
        return fits.error();
    return CommandLine(run);
}

Result<Done> RunOptions::fitsCheck(const RunCommand &run)
{
    if (run.check && run.subject.isEmpty())
        return Error{Words::tr("--check needs a scenario, such as: pushscope run the-staircase --check")};
    if (run.check && !run.overrides.isEmpty())
        return Error{Words::tr("--%1 has no meaning with --check: a check has settings of its own")
                         .arg(run.overrides.first().first)};
    return Done{};
}

Result<Done> RunOptions::fitsGauntlet(const RunCommand &run)
{
    QString stranger = run.check ? u"--check"_s : run.subject;
    for (const auto &[option, value] : {std::pair("--csv", &run.csv), std::pair("--charts", &run.charts),
                                        std::pair("--pcapng", &run.pcapng), std::pair("--har", &run.har)})
        if (!value->isEmpty())
            stranger = QString::fromLatin1(option);
    if (!run.thresholds.isEmpty())
        stranger = u"--threshold"_s;
    for (const auto &[option, value] : run.overrides)
        if (isAboutLanes(option))
            stranger = u"--"_s + option;
    if (stranger.isEmpty())
        return Done{};
    return Error{Words::tr("%1 has no meaning with --gauntlet; leave one of them out").arg(stranger)};
}

ServeOptions::ServeOptions(CLI::App &command)
    : m_settings(command, serveDefaults(), publishing)
{
    setText(m_listen, command, "--listen", "A:P", "address and port; port 0: any free one (127.0.0.1:8080)");
    setText(m_logMessages, command, "--log-messages", "N", "messages kept for late clients (100000)");
    setText(m_logBytes, command, "--log-bytes", "SIZE", "payload bytes kept for late clients (64MiB)");
    setText(m_heartbeat, command, "--heartbeat", "D", "silence on a stream before a comment is sent (15s)");
    setText(m_maxConnections, command, "--max-connections", "N", "more are answered with 503 (20000)");
    neverEmpty(command.add_option("--allow-origin", m_origins,
                                  "foreign origin that may publish, * for all; repeatable"))
        ->type_name("O")
        ->expected(1)
        ->take_all();
}

Result<Done> ServeOptions::readLimits(ServeCommand &serve) const
{
    const auto wrong = [](const char *option, const QString &expects, const std::string &value) {
        return Error{Words::tr("%1 must be %2 (not \"%3\")")
                         .arg(QString::fromLatin1(option), expects, QString::fromStdString(value))};
    };
    const auto number = [](const std::string &text) { return QString::fromStdString(text).toLongLong(); };
    if (!m_listen.empty()) {
        const auto listen = listenAddress(QString::fromStdString(m_listen));
        if (!listen)
            return wrong("--listen", Words::tr("ADDRESS:PORT, such as 127.0.0.1:8080"), m_listen);
        std::tie(serve.address, serve.port) = *listen;
    }
    if (!m_logMessages.empty()) {
        serve.log.messages = number(m_logMessages);
        if (serve.log.messages < 1 || serve.log.messages > 100'000'000)
            return wrong("--log-messages", Words::tr("1 to 100000000"), m_logMessages);
    }
    if (!m_logBytes.empty()) {
        serve.log.bytes = sizeFromText(QString::fromStdString(m_logBytes)).value_or(0);
        if (serve.log.bytes < 1)
            return wrong("--log-bytes", Words::tr("a size above 0, such as 64MiB"), m_logBytes);
    }
    if (!m_heartbeat.empty()) {
        const auto heartbeat = durationFromText(QString::fromStdString(m_heartbeat)).value_or(Duration{0});
        if (heartbeat < std::chrono::milliseconds(10) || heartbeat > std::chrono::hours(1))
            return wrong("--heartbeat", Words::tr("a duration from 10ms to 1h, such as 15s"), m_heartbeat);
        serve.server.heartbeat = std::chrono::duration_cast<std::chrono::milliseconds>(heartbeat);
    }
    if (!m_maxConnections.empty()) {
        const qint64 connections = number(m_maxConnections);
        if (connections < 1 || connections > 1'000'000)
            return wrong("--max-connections", Words::tr("1 to 1000000"), m_maxConnections);
        serve.server.maxConnections = static_cast<int>(connections);
        serve.connectionsAsked = true;
    }
    return Done{};
}

Result<CommandLine> ServeOptions::command() const
{
    ExperimentSettings settings = serveDefaults();
    if (const auto applied = applyOverrides(m_settings.given(), settings); !applied)
        return applied.error();
    ServeCommand serve;
    serve.publisher = {settings.messagesPerSecond, settings.arrivals, settings.payloadBytes,
                       settings.payloadKind, settings.seed};
    for (const std::string &origin : m_origins)
        serve.server.allowedOrigins.push_back(QByteArray::fromStdString(origin));
    if (const auto read = readLimits(serve); !read)
        return read.error();
    return CommandLine(serve);
}
