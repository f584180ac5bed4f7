#pragma once

#include "core/experiment/member_fault.h"

#include <QList>
#include <QString>

/// A piece of what was typed into a field.
struct TextPart
{
    int start = 0;
    int length = 0;

    bool operator==(const TextPart &) const = default;
};

/// The conditions in what was typed: what stands between semicolons and line ends, without spaces around.
[[nodiscard]] QList<TextPart> conditionsIn(const QString &typed);
/// What of `typed`, the text of one field, `fault` is about. A reveal goes to the file with its white space
/// simplified, conditions one by one; the rest as it is.
[[nodiscard]] TextPart faultyPart(const QString &typed, const MemberFault &fault);
