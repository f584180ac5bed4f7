#pragma once

#include "core/base/result.h"
#include "core/experiment/member_fault.h"

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

/// The JSON object that is all of `bytes`; what is no JSON is told with its line and column.
[[nodiscard]] Result<QJsonObject> objectFromBytes(const QByteArray &bytes);
/// A value as it stands in the file, for messages: `5`, `"x"`, `[]`.
[[nodiscard]] QString shownJson(const QJsonValue &value);

/// Reads the members of one JSON object by their names.
///
/// The first thing that is wrong stays in `fault`, with the way to the member and what is allowed; after
/// it everything reads as empty. Members that nobody asked for are wrong, too: finish() finds them.
class MemberReader
{
public:
    /// `path`: where the object stands, nothing or "answers[2]". `fault` must outlive the reader.
    MemberReader(QJsonObject object, MemberPath path, std::optional<MemberFault> &fault);

    /// Absent: empty.
    [[nodiscard]] QString text(QLatin1StringView name, qsizetype mostCharacters);
    /// Absent or empty: an error.
    [[nodiscard]] QString neededText(QLatin1StringView name, qsizetype mostCharacters);
    [[nodiscard]] QStringList texts(QLatin1StringView name, qsizetype most, qsizetype mostCharacters);
    [[nodiscard]] double positiveNumber(QLatin1StringView name);
    /// Absent: nullopt.
    [[nodiscard]] std::optional<QJsonObject> object(QLatin1StringView name);
    [[nodiscard]] QList<QJsonObject> objects(QLatin1StringView name, qsizetype most);
    [[nodiscard]] bool has(QLatin1StringView name) const { return m_object.contains(name); }

    /// The way to a member; with `index` to an element of it, counted from 1.
    [[nodiscard]] MemberPath pathOf(QLatin1StringView name, qsizetype index = 0) const;
    /// Notes `words` about a member, or about `part` of its text, unless something was wrong before.
    void fail(const MemberPath &path, const QString &words, const QString &part = {});
    /// Complains about the first member that nobody asked for.
    void finish();

private:
    [[nodiscard]] QJsonValue take(QLatin1StringView name);
    [[nodiscard]] QString checkedText(const QJsonValue &value, const MemberPath &path,
                                      qsizetype mostCharacters);

    QJsonObject m_object;
    MemberPath m_path;
    std::optional<MemberFault> &m_fault;
    QStringList m_asked;
};
