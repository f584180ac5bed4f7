#pragma once

#include "app/command_line.h"
#include "app/nearest_word.h"
#include "core/experiment/experiment_settings.h"

#include <deque>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}

/// Options that are settings of an experiment: which were given, and as what.
class SettingOptions
{
public:
    /// Adds `--rate` and so on for the named settings, or for all.
    SettingOptions(CLI::App &command, const ExperimentSettings &defaults, const QStringList &only = {});

    /// Those that were given, in the order of the table.
    [[nodiscard]] QList<std::pair<QString, QString>> given() const;

private:
    struct Entry
    {
        QString option;
        std::string value;
        const CLI::Option *parsed = nullptr;
    };
    std::deque<Entry> m_entries; // the parser keeps pointers into it
};

/// Sets given options in `settings`; the error names the option and its range.
[[nodiscard]] Result<Done> applyOverrides(const QList<std::pair<QString, QString>> &overrides,
                                          ExperimentSettings &settings);

/// Whether a setting acts on the lanes of an experiment and on nothing else: the gauntlet and the tabs, which
/// have none, refuse it rather than ignore it.
[[nodiscard]] bool isAboutLanes(const QString &option);

/// Refuses an empty text as the value of `option`: a script's variable is not set, and without it the report
/// would go elsewhere or the server listen elsewhere.
CLI::Option *neverEmpty(CLI::Option *option);

/// The options of `pushscope run` while they are parsed.
class RunOptions
{
public:
    explicit RunOptions(CLI::App &command);

    [[nodiscard]] Result<CommandLine> command() const;

private:
    [[nodiscard]] static Result<Done> fitsGauntlet(const RunCommand &run);
    [[nodiscard]] static Result<Done> fitsCheck(const RunCommand &run);

    SettingOptions m_settings;
    std::string m_subject, m_json, m_csv, m_charts, m_pcapng, m_har;
    std::vector<std::string> m_thresholds;
    bool m_quiet = false;
    bool m_gauntlet = false;
    bool m_check = false;
};

/// The options of `pushscope serve` while they are parsed.
class ServeOptions
{
public:
    explicit ServeOptions(CLI::App &command);

    [[nodiscard]] Result<CommandLine> command() const;

private:
    [[nodiscard]] Result<Done> readLimits(ServeCommand &serve) const;

    SettingOptions m_settings;
    std::string m_listen, m_logMessages, m_logBytes, m_heartbeat, m_maxConnections;
    std::vector<std::string> m_origins;
};
