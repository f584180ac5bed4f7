#pragma once

#include <QString>

#include <optional>

/// A number and its unit, apart, so that the unit can be set smaller: {"1,024", "ms"}.
struct NumberText
{
    QString number;
    QString unit;

    [[nodiscard]] QString joined() const; ///< "1,024 ms", with a no-break space
    bool operator==(const NumberText &) const = default;
};

/// The locale's separators; at most three significant digits below 1,000; no value: an en dash.
[[nodiscard]] QString plainNumber(double value);
/// "20 ms", "0.31 ms", "1,024 ms"; from 10 s on "12.3 s".
[[nodiscard]] NumberText latencyText(std::optional<double> milliseconds);
/// "341 B", "3,163 B"; from 100,000 on "120 kB", from 10^6 "4.2 MB" (SI).
[[nodiscard]] NumberText bytesText(std::optional<double> bytes);
/// "0.5 /s", "1,000 /s".
[[nodiscard]] NumberText rateText(std::optional<double> perSecond);
/// Settings: "200 ms", "2 s", "30 s".
[[nodiscard]] NumberText intervalText(double milliseconds);
/// "00:42.1", from one hour on "1:00:42".
[[nodiscard]] QString clockText(double seconds);
