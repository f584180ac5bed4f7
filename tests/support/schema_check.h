#pragma once

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QString>
#include <QStringList>

#include <algorithm>

/// The JSON object in a file; empty: there is none.
inline QJsonObject jsonObjectIn(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

/// The part of JSON Schema (2020-12) that our schemas use, so that reports are held to the published files
/// themselves. A keyword that it does not know is a fault: nothing in a schema is passed over in silence.
class SchemaCheck
{
public:
    explicit SchemaCheck(QJsonObject schema)
        : m_root(std::move(schema))
    {
    }

    /// Empty if `value` keeps to the schema, else where and why not.
    [[nodiscard]] QString check(const QJsonValue &value) const
    {
        return check(value, m_root, QStringLiteral("$"));
    }

private:
    using Latin1 = QLatin1StringView;

    static bool hasType(const QJsonValue &value, const QString &type)
    {
        if (type == Latin1("integer"))
            return value.isDouble() && value.toDouble() == static_cast<double>(value.toInteger(-1));
        return (type == Latin1("number") && value.isDouble()) || (type == Latin1("null") && value.isNull())
            || (type == Latin1("string") && value.isString()) || (type == Latin1("boolean") && value.isBool())
            || (type == Latin1("object") && value.isObject()) || (type == Latin1("array") && value.isArray());
    }

    static bool typeFits(const QJsonValue &value, const QJsonValue &type)
    {
        QJsonArray types = type.toArray();
        if (type.isString())
            types = {type};
        return type.isUndefined() || std::any_of(types.begin(), types.end(), [&](const QJsonValue &t) {
                   return hasType(value, t.toString());
               });
    }

    [[nodiscard]] QJsonObject resolved(const QJsonObject &schema) const
    {
        if (!schema.contains(Latin1("$ref")))
            return schema;
        const QString name = schema[Latin1("$ref")].toString().section(u'/', -1);
        return m_root[Latin1("$defs")][name].toObject();
    }

    static QString unknownKeyword(const QJsonObject &schema)
    {
        static const QSet<QString> known = [] {
            QSet<QString> words;
            for (const char *word : {"$schema",
                                     "$id",
                                     "$defs",
                                     "title",
                                     "description",
                                     "type",
                                     "properties",
                                     "required",
                                     "additionalProperties",
                                     "oneOf",
                                     "const",
                                     "enum",
                                     "pattern",
                                     "minimum",
                                     "maximum",
                                     "exclusiveMinimum",
                                     "minLength",
                                     "items",
                                     "minItems",
                                     "maxItems",
                                     "uniqueItems"})
                words += QString::fromLatin1(word);
            return words;
        }();
        for (auto keyword = schema.begin(); keyword != schema.end(); ++keyword)
            if (!known.contains(keyword.key()))
                return keyword.key();
        return {};
    }

    QString check(const QJsonValue &value, const QJsonObject &part, const QString &at) const
    {
        const QJsonObject schema = resolved(part);
        if (const QString unknown = unknownKeyword(schema); !unknown.isEmpty())
            return at + QStringLiteral(": this check does not know ") + unknown;
        if (schema.contains(Latin1("oneOf"))) {
            const QJsonArray choices = schema[Latin1("oneOf")].toArray();
            const auto fits = std::count_if(choices.begin(), choices.end(), [&](const QJsonValue &choice) {
                return check(value, choice.toObject(), at).isEmpty();
            });
            return fits == 1 ? QString() : at + QStringLiteral(": none or several of oneOf");
        }
        if (!typeFits(value, schema[Latin1("type")]))
            return at + QStringLiteral(": wrong type");
        if (schema.contains(Latin1("const")) && value != schema[Latin1("const")])
            return at + QStringLiteral(": another constant");
        if (schema.contains(Latin1("enum")) && !schema[Latin1("enum")].toArray().contains(value))
            return at + QStringLiteral(": not one of the values");
        if (value.isString())
            return checkText(value.toString(), schema, at);
        if (value.isDouble())
            return checkNumber(value.toDouble(), schema, at);
        if (value.isArray())
            return checkItems(value.toArray(), schema, at);
        return value.isObject() ? checkMembers(value.toObject(), schema, at) : QString();
    }

    static QString checkText(const QString &text, const QJsonObject &schema, const QString &at)
    {
        if (text.size() < schema[Latin1("minLength")].toInteger())
            return at + QStringLiteral(": too short");
        if (schema.contains(Latin1("pattern"))
            && !QRegularExpression(schema[Latin1("pattern")].toString()).match(text).hasMatch())
            return at + QStringLiteral(": another form");
        return {};
    }

    static QString checkNumber(double number, const QJsonObject &schema, const QString &at)
    {
        const bool fits = number >= schema[Latin1("minimum")].toDouble(-1e300)
            && number <= schema[Latin1("maximum")].toDouble(1e300)
            && number > schema[Latin1("exclusiveMinimum")].toDouble(-1e300);
        return fits ? QString() : at + QStringLiteral(": out of range");
    }

    QString checkItems(const QJsonArray &items, const QJsonObject &schema, const QString &at) const
    {
        if (items.size() < schema[Latin1("minItems")].toInteger()
            || items.size() > schema[Latin1("maxItems")].toInteger(items.size()))
            return at + QStringLiteral(": too few or too many");
        for (qsizetype i = 0; i < items.size(); ++i) {
            const QString path = QStringLiteral("%1[%2]").arg(at).arg(i);
            if (schema[Latin1("uniqueItems")].toBool())
                for (qsizetype before = 0; before < i; ++before)
                    if (items[before] == items[i])
                        return path + QStringLiteral(": twice");
            const QJsonObject each = schema[Latin1("items")].toObject();
            if (const QString problem = check(items[i], each, path); !problem.isEmpty())
                return problem;
        }
        return {};
    }

    QString checkMembers(const QJsonObject &object, const QJsonObject &schema, const QString &at) const
    {
        const QJsonArray required = schema[Latin1("required")].toArray();
        for (const QJsonValue &name : required)
            if (!object.contains(name.toString()))
                return QStringLiteral("%1: \"%2\" is missing").arg(at, name.toString());
        const QJsonObject properties = schema[Latin1("properties")].toObject();
        for (auto member = object.begin(); member != object.end(); ++member) {
            const QString path = QStringLiteral("%1.%2").arg(at, member.key());
            if (!properties.contains(member.key())) {
                if (!schema[Latin1("additionalProperties")].toBool(true))
                    return path + QStringLiteral(": unknown");
                continue;
            }
            const QJsonObject each = properties[member.key()].toObject();
            if (const QString problem = check(*member, each, path); !problem.isEmpty())
                return problem;
        }
        return {};
    }

    QJsonObject m_root;
};
