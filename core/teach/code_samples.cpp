#include "core/teach/code_samples.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

// Resources of a static library are dropped by the linker unless somebody asks for them, outside a namespace.
static void keepCode()
{
    Q_INIT_RESOURCE(code);
}

namespace {

constexpr QLatin1StringView goAddress("127.0.0.1:8090");

/// A file of this page: it is in the program, so that it can always be read.
QByteArray resource(const QString &name)
{
    keepCode();
    QFile file(u":/teach/code/"_s + name);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    return opened ? file.readAll() : QByteArray();
}

CodeRole roleNamed(const QString &name)
{
    const auto found = std::ranges::find_if(allCodeRoles, [&](CodeRole r) { return machineName(r) == name; });
    Q_ASSERT(found != allCodeRoles.end());
    return found == allCodeRoles.end() ? CodeRole::Server : *found;
}

CodeFault readFault(const QJsonValue &fault)
{
    return {.title = fault["title"_L1].toString(),
            .text = fault["text"_L1].toString(),
            .measured = fault["measured"_L1].toString(),
            .reading = fault["reading"_L1].toString(),
            .scenario = fault["scenario"_L1].toString(),
            .port = fault["port"_L1].toInt()};
}

CodeSample readSample(const QJsonValue &given)
{
    CodeSample sample{.transport = transportNamed(given["transport"_L1].toString()).value(),
                      .role = roleNamed(given["role"_L1].toString()),
                      .file = given["file"_L1].toString(),
                      .code = {},
                      .companion = given["companion"_L1].toString(),
                      .companionCode = {},
                      .notes = {},
                      .commands = {},
                      .faults = {},
                      .scenario = given["scenario"_L1].toString()};
    if (!sample.file.isEmpty())
        sample.code = resource(sample.file);
    if (!sample.companion.isEmpty())
        sample.companionCode = resource(sample.companion);
    const QJsonArray notes = given["notes"_L1].toArray();
    for (const QJsonValue note : notes)
        sample.notes += CodeNote{note["text"_L1].toString(), note["reading"_L1].toString()};
    const QJsonArray commands = given["commands"_L1].toArray();
    for (const QJsonValue command : commands)
        sample.commands += CodeCommand{command["title"_L1].toString(), command["command"_L1].toString()};
    const QJsonArray faults = given["faults"_L1].toArray();
    for (const QJsonValue fault : faults)
        sample.faults += readFault(fault);
    return sample;
}

} // namespace

QLatin1StringView machineName(CodeRole role)
{
    constexpr std::array names{"server"_L1, "browser"_L1, "brief"_L1};
    return names[static_cast<std::size_t>(role)];
}

QString CodeOutcomes::filled(const QString &text) const
{
    static const QRegularExpression place(u"\\{([a-z-]+\\.[a-z_]+)\\}"_s);
    QString result;
    qsizetype done = 0;
    for (auto matches = place.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const auto value = values.constFind(match.captured(1));
        result += QStringView(text).mid(done, match.capturedStart() - done);
        result += value == values.constEnd() ? match.captured() : QLocale().toString(*value, 'g', 10);
        done = match.capturedEnd();
    }
    return result.append(QStringView(text).mid(done));
}

const QList<CodeSample> &codeSamples()
{
    static const QList<CodeSample> samples = [] {
        QList<CodeSample> all;
        const QJsonArray given = QJsonDocument::fromJson(resource(u"samples.json"_s))["samples"_L1].toArray();
        for (const QJsonValue sample : given)
            all += readSample(sample);
        return all;
    }();
    return samples;
}

const CodeSample &codeSample(TransportKind transport, CodeRole role)
{
    const auto found = std::ranges::find_if(codeSamples(), [=](const CodeSample &sample) {
        return sample.transport == transport && sample.role == role;
    });
    Q_ASSERT(found != codeSamples().end());
    return *found;
}

const CodeSample &codeSampleOrFirst(TransportKind transport, CodeRole role)
{
    const CodeSample &wanted = codeSample(transport, role);
    if (wanted.hasCode())
        return wanted;
    const auto first = std::ranges::find_if(
        codeSamples(), [role](const CodeSample &sample) { return sample.role == role && sample.hasCode(); });
    Q_ASSERT(first != codeSamples().end());
    return *first;
}

const CodeOutcomes &codeOutcomes()
{
    static const CodeOutcomes outcomes = [] {
        const QJsonDocument given = QJsonDocument::fromJson(resource(u"outcomes.json"_s));
        CodeOutcomes read{.measuredOn = QDate::fromString(given["measured_on"_L1].toString(), Qt::ISODate),
                          .go = given["go"_L1].toString(),
                          .gorilla = given["gorilla_websocket"_L1].toString(),
                          .values = {}};
        const QJsonObject all = given["outcomes"_L1].toObject();
        for (auto outcome = all.begin(); outcome != all.end(); ++outcome)
            for (const QLatin1StringView kind : {"counts"_L1, "figures"_L1}) {
                const QJsonObject values = outcome.value()[kind].toObject();
                for (auto value = values.begin(); value != values.end(); ++value)
                    if (value.value().isDouble())
                        read.values.insert(outcome.key() + u'.' + value.key(), value.value().toDouble());
            }
        return read;
    }();
    return outcomes;
}

int lineCount(const QByteArray &code)
{
    const qsizetype ends = code.count('\n');
    return static_cast<int>(code.isEmpty() || code.endsWith('\n') ? ends : ends + 1);
}

QString filledCommand(const QString &command, const QString &labOrigin)
{
    QString filled = command;
    return filled.replace("{lab}"_L1, labOrigin)
        .replace("{lab-ws}"_L1, QString(labOrigin).replace(0, 4, u"ws"_s))
        .replace("{go}"_L1, goAddress);
}
