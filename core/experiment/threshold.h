#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QString>

/// What a run must keep: `PATH OP NUMBER`, as in `sse.latency_ms.p99<50` (design section 4.2), or two figures
/// of the same run: `PATH OP PATH`.
struct Threshold
{
    enum class Operator { Less, LessOrEqual, Greater, GreaterOrEqual, Equal };

    QString path; ///< of the report, or of one transport in it
    Operator op = Operator::Less;
    double number = 0;
    QString otherPath; ///< in the place of the number
    QString text; ///< as it was given

    bool operator==(const Threshold &) const = default;
};

/// An error for a wrong form only.
[[nodiscard]] Result<Threshold> parseCondition(const QString &text);
/// An error for a wrong form and for a path that no report has.
[[nodiscard]] Result<Threshold> parseThreshold(const QString &text);

/// How a threshold did.
struct ThresholdOutcome
{
    bool unknown = false; ///< this report has no such path
    bool passed = false; ///< null does not pass
    QString words; ///< "sse.latency_ms.p99<50: is 61.2"

    bool operator==(const ThresholdOutcome &) const = default;
};
[[nodiscard]] ThresholdOutcome check(const Threshold &threshold, const QJsonObject &report);
