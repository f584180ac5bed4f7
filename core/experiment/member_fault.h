#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>

/// One step on the way to a member of a JSON object.
struct MemberStep
{
    QString name;
    qsizetype element = 0; ///< of a list, counted from 1; 0: the member as a whole

    bool operator==(const MemberStep &) const = default;
};

/// The way to a member, from the outermost object on.
using MemberPath = QList<MemberStep>;

/// "answers[2].text"
[[nodiscard]] QString pathText(const MemberPath &path);

/// What is wrong with a member of a file, as data: whoever shows the member under a name of its own says that
/// name.
struct MemberFault
{
    MemberPath path;
    QString words; ///< what is allowed: "must not be empty"
    QString part; ///< what of the member's text is wrong; empty: all of it

    /// As the reader of a file is told: "\"answers[2].text\": must not be empty".
    [[nodiscard]] Error error() const;

    bool operator==(const MemberFault &) const = default;
};
