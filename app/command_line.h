#pragma once

#include "core/base/result.h"
#include "core/experiment/threshold.h"
#include "core/hub/message_log.h"
#include "core/hub/publisher.h"
#include "core/transport/server_settings.h"

#include <QHostAddress>
#include <QList>
#include <QString>
#include <QStringList>

#include <utility>
#include <variant>

/// `pushscope [FILE.pushscope]`: the window.
struct WindowCommand
{
    QString file;

    bool operator==(const WindowCommand &) const = default;
};

/// `pushscope run [FILE|NAME]`.
struct RunCommand
{
    QString subject; ///< a file, a scenario's name, or nothing
    /// Setting options as given (option without dashes, value): spelling and range are checked already.
    QList<std::pair<QString, QString>> overrides;
    QString json; ///< file, "-" for stdout, or nothing
    QString csv;
    QString charts; ///< folder, or nothing
    QString pcapng; ///< file, or nothing
    QString har;
    QList<Threshold> thresholds;
    bool quiet = false;
    bool check = false; ///< the scenario's own check instead of the scenario
    bool gauntlet = false; ///< every client through every middlebox, instead of an experiment

    bool operator==(const RunCommand &) const = default;
};

/// `pushscope serve`.
struct ServeCommand
{
    QHostAddress address{QHostAddress::LocalHost};
    quint16 port = 8080;
    PublisherSettings publisher{0, {}, 64, PayloadKind::Text, 1};
    MessageLog::Limits log;
    ServerSettings server;
    bool connectionsAsked = false; ///< server.maxConnections was given, not our own limit

    bool operator==(const ServeCommand &) const = default;
};

/// `pushscope list`.
struct ListCommand
{
    bool operator==(const ListCommand &) const = default;
};

/// `pushscope explain NAME`.
struct ExplainCommand
{
    QString name;

    bool operator==(const ExplainCommand &) const = default;
};

/// --version and --help: text for stdout.
struct PrintCommand
{
    QString text;

    bool operator==(const PrintCommand &) const = default;
};

using CommandLine
    = std::variant<WindowCommand, RunCommand, ServeCommand, ListCommand, ExplainCommand, PrintCommand>;

/// Reads the arguments after the program's name, design section 4.2. Pure: opens no file. An error is a usage
/// error (exit code 2).
[[nodiscard]] Result<CommandLine> parseCommandLine(const QStringList &arguments);
