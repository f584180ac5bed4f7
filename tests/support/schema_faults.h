#pragma once

#include "tests/support/schema_check.h"

#include <functional>
#include <variant>
#include <vector>

/// Makes a report wrong in one place after the other, and says what of it a schema lets pass.
class SchemaFaults
{
public:
    SchemaFaults(QJsonObject report, SchemaCheck schema)
        : m_report(std::move(report))
        , m_schema(std::move(schema))
    {
    }

    /// Each once, sorted: "$.cells[].verdict null", "$.profiles[].bytes missing". Tried are for each member:
    /// missing, null, of a type that no member has; and for each object a member that nobody knows.
    [[nodiscard]] QStringList accepted()
    {
        m_accepted.clear();
        Path path;
        visit(m_report, path);
        m_accepted.removeDuplicates();
        m_accepted.sort();
        return m_accepted;
    }

private:
    using Path = std::vector<std::variant<QString, qsizetype>>;
    using Change = std::function<void(QJsonObject &, const QString &)>;

    void visit(const QJsonValue &value, Path &path)
    {
        if (value.isArray()) {
            const QJsonArray items = value.toArray();
            for (qsizetype i = 0; i < items.size(); ++i)
                step(i, items[i], path);
        } else if (value.isObject()) {
            const QJsonObject object = value.toObject();
            tryOut(path, QStringLiteral("surplus"), QStringLiteral("unknown"),
                   [](QJsonObject &o, const QString &name) { o[name] = 1; });
            for (auto member = object.begin(); member != object.end(); ++member) {
                tryMember(path, member.key());
                step(member.key(), *member, path);
            }
        }
    }

    void step(const std::variant<QString, qsizetype> &to, const QJsonValue &value, Path &path)
    {
        path.push_back(to);
        visit(value, path);
        path.pop_back();
    }

    void tryMember(const Path &path, const QString &name)
    {
        tryOut(path, name, QStringLiteral("missing"),
               [](QJsonObject &o, const QString &member) { o.remove(member); });
        tryOut(path, name, QStringLiteral("null"),
               [](QJsonObject &o, const QString &member) { o[member] = QJsonValue(QJsonValue::Null); });
        tryOut(path, name, QStringLiteral("of another type"),
               [](QJsonObject &o, const QString &member) { o[member] = QJsonArray{true}; });
    }

    void tryOut(const Path &path, const QString &name, const QString &fault, const Change &change)
    {
        const QJsonObject before = objectAt(path);
        const QJsonValue wrong = changed(m_report, path, 0, name, change);
        if (before.contains(name) && fault == QStringLiteral("null") && before[name].isNull())
            return; // it is so already
        if (m_schema.check(wrong).isEmpty())
            m_accepted += shown(path) + u'.' + name + u' ' + fault;
    }

    [[nodiscard]] QJsonObject objectAt(const Path &path) const
    {
        QJsonValue value = m_report;
        for (const auto &part : path)
            value = std::holds_alternative<QString>(part) ? value[std::get<QString>(part)]
                                                          : value[std::get<qsizetype>(part)];
        return value.toObject();
    }

    [[nodiscard]] static QJsonValue changed(const QJsonValue &value, const Path &path, std::size_t depth,
                                            const QString &name, const Change &change)
    {
        if (depth == path.size()) {
            QJsonObject object = value.toObject();
            change(object, name);
            return object;
        }
        if (const auto *member = std::get_if<QString>(&path[depth])) {
            QJsonObject object = value.toObject();
            object[*member] = changed(object[*member], path, depth + 1, name, change);
            return object;
        }
        QJsonArray items = value.toArray();
        const qsizetype index = std::get<qsizetype>(path[depth]);
        items[index] = changed(items[index], path, depth + 1, name, change);
        return items;
    }

    [[nodiscard]] static QString shown(const Path &path)
    {
        QString text = QStringLiteral("$");
        for (const auto &part : path)
            text += std::holds_alternative<QString>(part) ? u'.' + std::get<QString>(part)
                                                          : QStringLiteral("[]");
        return text;
    }

    QJsonObject m_report;
    SchemaCheck m_schema;
    QStringList m_accepted;
};
