#include "core/experiment/member_reader.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(MemberReader)
};

/// "line 3, column 7" of a byte offset.
QString place(const QByteArray &bytes, int offset)
{
    const QByteArray before = bytes.left(offset);
    const auto column = before.size() - before.lastIndexOf('\n');
    return Words::tr("line %1, column %2").arg(before.count('\n') + 1).arg(column);
}

}

Result<QJsonObject> objectFromBytes(const QByteArray &bytes)
{
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &parse);
    if (parse.error != QJsonParseError::NoError)
        return Error{
            Words::tr("not valid JSON: %1 at %2").arg(parse.errorString(), place(bytes, parse.offset))};
    if (!document.isObject())
        return Error{Words::tr("not a settings file: its JSON must be an object")};
    return document.object();
}

QString shownJson(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.sliced(1, list.size() - 2));
}

MemberReader::MemberReader(QJsonObject object, MemberPath path, std::optional<MemberFault> &fault)
    : m_object(std::move(object))
    , m_path(std::move(path))
    , m_fault(fault)
{
}

QJsonValue MemberReader::take(QLatin1StringView name)
{
    m_asked += name;
    return m_fault ? QJsonValue(QJsonValue::Undefined) : m_object.value(name);
}

MemberPath MemberReader::pathOf(QLatin1StringView name, qsizetype index) const
{
    return m_path + MemberPath{{.name = name, .element = index}};
}

void MemberReader::fail(const MemberPath &path, const QString &words, const QString &part)
{
    if (!m_fault)
        m_fault = MemberFault{.path = path, .words = words, .part = part};
}

QString MemberReader::checkedText(const QJsonValue &value, const MemberPath &path, qsizetype mostCharacters)
{
    if (!value.isString()) {
        fail(path, Words::tr("must be a text in quotes (not %1)").arg(shownJson(value)));
        return {};
    }
    const QString text = value.toString();
    if (text.size() > mostCharacters)
        fail(path,
             Words::tr("must have at most %1 characters (this has %2)").arg(mostCharacters).arg(text.size()),
             text.sliced(mostCharacters));
    return m_fault ? QString() : text;
}

QString MemberReader::text(QLatin1StringView name, qsizetype mostCharacters)
{
    const QJsonValue value = take(name);
    return value.isUndefined() ? QString() : checkedText(value, pathOf(name), mostCharacters);
}

QString MemberReader::neededText(QLatin1StringView name, qsizetype mostCharacters)
{
    QString value = text(name, mostCharacters);
    if (value.trimmed().isEmpty())
        fail(pathOf(name), has(name) ? Words::tr("must not be empty") : Words::tr("is missing"));
    return value;
}

QStringList MemberReader::texts(QLatin1StringView name, qsizetype most, qsizetype mostCharacters)
{
    const QJsonValue value = take(name);
    if (value.isUndefined())
        return {};
    const QJsonArray list = value.toArray();
    if (!value.isArray() || list.size() > most)
        fail(pathOf(name), Words::tr("must be a list of at most %1 texts").arg(most));
    QStringList texts;
    for (qsizetype i = 0; i < list.size() && !m_fault; ++i)
        texts += checkedText(list.at(i), pathOf(name, i + 1), mostCharacters);
    return texts;
}

double MemberReader::positiveNumber(QLatin1StringView name)
{
    const QJsonValue value = take(name);
    if (!value.isDouble() || value.toDouble() <= 0)
        fail(pathOf(name),
             value.isUndefined() ? Words::tr("is missing")
                                 : Words::tr("must be a number above 0 (not %1)").arg(shownJson(value)));
    return value.toDouble();
}

std::optional<QJsonObject> MemberReader::object(QLatin1StringView name)
{
    const QJsonValue value = take(name);
    if (!value.isUndefined() && !value.isObject())
        fail(pathOf(name), Words::tr("must be an object in braces (not %1)").arg(shownJson(value)));
    return value.isObject() ? std::optional(value.toObject()) : std::nullopt;
}

QList<QJsonObject> MemberReader::objects(QLatin1StringView name, qsizetype most)
{
    const QJsonValue value = take(name);
    if (value.isUndefined())
        return {};
    const QJsonArray list = value.toArray();
    if (!value.isArray() || list.size() > most)
        fail(pathOf(name), Words::tr("must be a list of at most %1 objects").arg(most));
    QList<QJsonObject> objects;
    for (qsizetype i = 0; i < list.size() && !m_fault; ++i) {
        if (!list.at(i).isObject())
            fail(pathOf(name, i + 1),
                 Words::tr("must be an object in braces (not %1)").arg(shownJson(list.at(i))));
        objects += list.at(i).toObject();
    }
    return objects;
}

void MemberReader::finish()
{
    for (auto member = m_object.begin(); member != m_object.end() && !m_fault; ++member)
        if (!m_asked.contains(member.key()))
            fail(m_path + MemberPath{{.name = member.key()}},
                 Words::tr("there is no such member; there are: %1").arg(m_asked.join(", "_L1)));
}
