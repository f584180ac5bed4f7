#include "ui/wire/arrow_words.h"

#include "ui/theme/number_text.h"
#include "ui/wire/record_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

/// RFC 6455 5.5: opcodes from here on are control frames.
constexpr int firstControlOpcode = 8;
constexpr int switchingProtocols = 101;

QString tr(const char *text)
{
    return QCoreApplication::translate("ArrowWords", text);
}

QStringList requestLabels(const WireRecord &wire)
{
    const QString summary = QString::fromUtf8(wire.summary);
    const QString method = summary.section(u' ', 0, 0);
    const QUrl target(summary.section(u' ', 1));
    const QString after = QUrlQuery(target).queryItemValue(u"after"_s);
    if (!after.isEmpty() && target.path().endsWith("poll"_L1))
        return {method + u' ' + after, after};
    return {method + u' ' + target.path(), method};
}

/// "message 141", "20 messages"; empty if it carried none.
QStringList carried(const WireRecord &wire, const QString &one)
{
    if (wire.messages.empty())
        return {};
    if (wire.messages.size() == 1) {
        const QString id = QString::number(toNumber(wire.messages.front()));
        return {one.arg(id), id};
    }
    const auto count = static_cast<qint64>(wire.messages.size());
    return {tr("%1 messages").arg(QLocale().toString(count)), tr("%1 msg").arg(count)};
}

/// The long words and the short ones.
std::pair<QString, QString> howItClosed(const TraceRecord &record)
{
    switch (record.closeCause) {
    case CloseCause::Cut:
        return {tr("cut in the link"), tr("cut")};
    case CloseCause::Vanished:
        return {tr("vanished in the link"), tr("vanished")};
    case CloseCause::Middlebox:
        return {tr("closed by middlebox"), tr("closed")};
    case CloseCause::Peer:
        break;
    }
    const bool client = record.wire.direction == Direction::Up;
    return {client ? tr("closed by client") : tr("closed by server"), tr("closed")};
}

QStringList closedLabels(const TraceRecord &record)
{
    const auto [words, word] = howItClosed(record);
    if (record.closeCode == 0)
        return {words, word};
    const QString code = QString::number(record.closeCode);
    return {tr("%1, %2").arg(words, code), tr("%1, %2").arg(word, code), code};
}

QStringList wireLabels(const WireRecord &wire)
{
    const QStringList summary{QString::fromUtf8(wire.summary)};
    QStringList found;
    switch (wire.kind) {
    case WireRecordKind::Request:
        return requestLabels(wire);
    case WireRecordKind::Response:
        if (wire.emptyPoll && wire.code < 400)
            return {tr("empty")};
        if (wire.code == switchingProtocols)
            return {tr("101 upgrade"), u"101"_s};
        found = carried(wire, tr("message %1"));
        return found.isEmpty() ? summary : found;
    case WireRecordKind::SseEvent:
        found = carried(wire, tr("event %1"));
        return found.isEmpty() ? QStringList{tr("event \u201c%1\u201d").arg(summary.first()), tr("event")}
                               : found;
    case WireRecordKind::SseComment:
        return {tr("comment")};
    case WireRecordKind::SseRetry:
        return {tr("retry")};
    case WireRecordKind::ChunkEnd:
        return {tr("end of body"), tr("end")};
    case WireRecordKind::Frame:
        if (wire.echo)
            return wire.direction == Direction::Up ? QStringList{tr("to be echoed"), tr("to echo")}
                                                   : QStringList{tr("echo")};
        found = carried(wire, tr("frame %1"));
        return found.isEmpty() ? summary : found;
    case WireRecordKind::Unclassified:
        return {tr("unknown bytes"), tr("unknown")};
    }
    return summary;
}

const char *nounOf(const TraceRecord &record)
{
    switch (record.kind) {
    case TraceKind::Opened:
        return "%1 connects";
    case TraceKind::Closed:
        return "%1 closed";
    case TraceKind::Unfinished:
        return "%1 unfinished";
    case TraceKind::Wire:
        break;
    }
    switch (record.wire.kind) {
    case WireRecordKind::Request:
        return "%1 requests";
    case WireRecordKind::Response:
        return "%1 responses";
    case WireRecordKind::SseEvent:
        return "%1 events";
    case WireRecordKind::SseComment:
        return "%1 comments";
    case WireRecordKind::Frame:
        return "%1 frames";
    default:
        return "%1 records";
    }
}

const Hold *holdOf(const TraceRecord &record, const TraceLog &log)
{
    const auto &holds = log.holds();
    const auto found = std::find_if(holds.rbegin(), holds.rend(), [&](const Hold &hold) {
        return hold.request == record.number || hold.response == record.number;
    });
    return found == holds.rend() ? nullptr : &*found;
}

} // namespace

QStringList arrow_words::labels(const TraceRecord &record)
{
    switch (record.kind) {
    case TraceKind::Opened:
        return {tr("connect")};
    case TraceKind::Closed:
        return closedLabels(record);
    case TraceKind::Unfinished:
        return {tr("unfinished")};
    case TraceKind::Wire:
        break;
    }
    return wireLabels(record.wire);
}

QString arrow_words::bundle(const TraceRecord &first, int count, bool sameKind)
{
    return tr(sameKind ? nounOf(first) : "%1 records").arg(QLocale().toString(count));
}

QString arrow_words::sentence(const TraceRecord &record, const TraceLog &log)
{
    QString text = recordName(record);
    if (!record.bytes.isEmpty())
        text += tr(", %1 bytes").arg(QLocale().toString(record.bytes.size()));
    text += tr(", %1 in the link").arg(duration(toSeconds(record.wire.lastOut - record.wire.firstIn)));
    if (record.kind == TraceKind::Wire && record.wire.exchange)
        if (const Hold *hold = holdOf(record, log); hold && hold->to)
            text += tr(", held %1").arg(duration(toSeconds(*hold->to - hold->from)));
    return text;
}

bool arrow_words::isPale(const TraceRecord &record)
{
    if (record.kind != TraceKind::Wire)
        return false;
    switch (record.wire.kind) {
    case WireRecordKind::Request:
    case WireRecordKind::Response:
        return record.wire.emptyPoll;
    case WireRecordKind::SseComment:
    case WireRecordKind::SseRetry:
    case WireRecordKind::ChunkEnd:
        return true;
    case WireRecordKind::Frame:
        return record.wire.code >= firstControlOpcode;
    default:
        return false;
    }
}

QString arrow_words::duration(double seconds)
{
    return latencyText(seconds * 1000).joined();
}

QString arrow_words::moment(double seconds, int decimals)
{
    // No "-0.0".
    const double shown = std::abs(seconds) < 0.5 * std::pow(10, -decimals) ? 0 : seconds;
    return QLocale().toString(shown, 'f', decimals);
}
