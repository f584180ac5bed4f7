#pragma once

#include "core/experiment/experiment_settings.h"

#include <QString>

#include <span>

/// One setting as text: how it is called, spelt, read and checked. One table serves the command line, the
/// JSON of files and reports, the messages about wrong values and the words about a change.
struct SettingField
{
    const char *option; ///< "poll-interval" on the command line; "poll_interval" in JSON
    const char *label; ///< "poll interval", to be translated
    const char *expects; ///< what a value may be: "a duration from 50ms to 30s, such as 2s"
    const char *summary; ///< what it does, one line of the help
    bool isNumber; ///< a number in JSON (a string otherwise)

    QString (*text)(const ExperimentSettings &); ///< machine spelling
    QString (*words)(const ExperimentSettings &); ///< for people: "2 s"
    bool (*read)(const QString &, ExperimentSettings &); ///< false: cannot be read; nothing is changed
    bool (*inRange)(const ExperimentSettings &);
    bool repeats = false; ///< one option a part; elsewhere the parts are joined by semicolons

    [[nodiscard]] QString jsonName() const;
    /// "poll interval must be a duration from 50ms to 30s, such as 2s (not 5)"
    [[nodiscard]] Error wrong(const QString &value) const;
};

/// All settings, in the order of the command line.
[[nodiscard]] std::span<const SettingField> settingFields();
