#include "core/trace/har_entry.h"

#include "core/trace/har_message.h"
#include "core/trace/har_websocket.h"
#include "core/trace/tcp_synthesis.h"

#include <QDateTime>
#include <QStringList>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int switchingProtocols = 101;

QString isoTime(qint64 unixUs)
{
    constexpr qint64 perMs = 1000;
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(unixUs / perMs, Qt::UTC);
    return time.toString(u"yyyy-MM-ddTHH:mm:ss.zzz"_s) + u"%1Z"_s.arg(unixUs % perMs, 3, 10, '0'_L1);
}

} // namespace

void CarriedMessages::note(const std::vector<MessageId> &ids)
{
    for (const MessageId id : ids) {
        last = toNumber(id);
        if (count++ == 0)
            first = last;
    }
}

QString CarriedMessages::words() const
{
    if (count == 0)
        return {};
    if (count == 1)
        return u"message %1"_s.arg(first);
    if (static_cast<quint64>(count) == last - first + 1)
        return u"messages %1 to %2"_s.arg(first).arg(last);
    return u"%1 messages from %2 to %3"_s.arg(count).arg(first).arg(last);
}

HarEntry::HarEntry(const HarSource &source, const HarExchange &exchange, HarJson &json)
    : m_source(source)
    , m_exchange(exchange)
    , m_json(json)
    , m_request(source.spool.read(source.entries[exchange.request]))
{
    if (exchange.response)
        m_response = source.spool.read(source.entries[*exchange.response]);
    m_carried.note(m_request.wire.messages);
}

bool HarEntry::isWebSocket() const
{
    return m_response && m_response->wire.code == switchingProtocols;
}

const CaptureConversation &HarEntry::conversation() const
{
    return m_source.spool.conversations()[m_source.entries[m_exchange.request].conversation];
}

TimePoint HarEntry::end() const
{
    const auto [first, last] = m_exchange.below;
    if (!m_response)
        return m_exchange.ended;
    return isWebSocket() || first == last ? m_response->wire.lastOut : m_source.entries[last - 1].stamp;
}

HttpResponse HarEntry::readBody(const TakeBody &take)
{
    HttpResponseParser parser(HttpLimits{.headBytes = m_response->bytes.size() + 1, .bodyBytes = 0});
    if (m_noBody)
        parser.expectNoBody();
    HttpResponse head;
    const auto feed = [&](const TraceRecord &record) {
        QByteArray piece;
        for (HttpResponseOutput &output : parser.feed(record.bytes))
            if (auto *response = std::get_if<HttpResponse>(&output))
                head = std::move(*response);
            else if (const auto *body = std::get_if<HttpBody>(&output))
                piece += body->bytes;
        take(record, piece);
    };
    feed(*m_response);
    if (!isWebSocket())
        for (std::size_t i = m_exchange.below.first; i < m_exchange.below.second; ++i)
            feed(m_source.spool.read(m_source.entries[i]));
    return head;
}

void HarEntry::write()
{
    const auto request = harRequest(m_request.bytes);
    if (!request)
        return;
    m_noBody = request->head.method == "HEAD";
    const CaptureEntry &first = m_source.entries[m_exchange.request];
    const TransportKind lane = conversation().lane;
    const TcpEndpoints ends = endpointsOf(first.conversation, m_source.context.ports[indexOf(lane)]);
    m_json.beginObject();
    m_json.add("startedDateTime", isoTime(m_source.context.anchor.toUnixMicroseconds(m_exchange.started)));
    writeTimings();
    har_message::writeRequest(m_json, *request, u"http://127.0.0.1:%1"_s.arg(ends.serverPort));
    if (m_response)
        writeResponse();
    else
        har_message::writeNoResponse(m_json);
    m_json.beginObject("cache");
    m_json.end();
    m_json.add("serverIPAddress", u"127.0.0.1"_s);
    m_json.add("connection", QString::number(ends.clientPort));
    if (isWebSocket()) {
        m_json.add("_resourceType", u"websocket"_s);
        writeMessages();
    } else {
        m_json.add("_resourceType", lane == TransportKind::Sse ? u"eventsource"_s : u"fetch"_s);
        writeComment({});
    }
    m_json.end();
}

// A first pass measures, so that the second can write without holding the body.
void HarEntry::writeResponse()
{
    HarBody measured;
    qint64 wireBytes = 0;
    const HttpResponse head = readBody([&](const TraceRecord &record, const QByteArray &piece) {
        measured.measure(piece);
        wireBytes += record.bytes.size();
        m_carried.note(record.wire.messages);
    });
    const qint64 headBytes = headBytesOf(m_response->bytes);
    m_json.beginObject("response");
    har_message::writeResponseHead(m_json, head);
    writeContent(head, measured);
    m_json.add("redirectURL", QString());
    m_json.add("headersSize", headBytes);
    m_json.add("bodySize", wireBytes - headBytes);
    m_json.end();
}

void HarEntry::writeContent(const HttpResponse &head, const HarBody &measured)
{
    m_json.beginObject("content");
    m_json.add("size", measured.bytes());
    m_json.add("mimeType", har_message::text(head.header("content-type").value_or("x-unknown")));
    if (measured.bytes() > 0) {
        HarBody body = measured;
        m_json.beginText("text");
        readBody([&](const TraceRecord &, const QByteArray &piece) { body.write(m_json, piece); });
        body.finish(m_json);
        m_json.endText();
        if (!measured.isText())
            m_json.add("encoding", u"base64"_s);
    }
    m_json.end();
}

// Send and receive are the time in the link, wait is the server's: HAR 1.2 asks for all three.
void HarEntry::writeTimings()
{
    const WireRecord &request = m_request.wire;
    const TimePoint answered = m_response ? m_response->wire.firstIn : m_exchange.ended;
    const double connect = m_exchange.opened ? toMilliseconds(request.firstIn - *m_exchange.opened) : -1;
    const double send = toMilliseconds(request.lastOut - request.firstIn);
    const double wait = std::max(0.0, toMilliseconds(answered - request.lastOut));
    const double receive = m_response ? toMilliseconds(end() - answered) : 0;
    m_json.add("time", std::max(0.0, connect) + send + wait + receive);
    m_json.beginObject("timings");
    for (const char *unknown : {"blocked", "dns"})
        m_json.add(unknown, qint64{-1});
    m_json.add("connect", connect);
    m_json.add("send", send);
    m_json.add("wait", wait);
    m_json.add("receive", receive);
    m_json.add("ssl", qint64{-1});
    m_json.end();
}

void HarEntry::writeMessages()
{
    HarWebSocket messages;
    m_json.beginArray("_webSocketMessages");
    auto [up, lastUp] = m_exchange.above;
    auto [down, lastDown] = m_exchange.below;
    while (up < lastUp || down < lastDown) {
        const bool takeUp
            = down == lastDown || (up < lastUp && m_source.entries[up].stamp <= m_source.entries[down].stamp);
        const CaptureEntry &entry = m_source.entries[takeUp ? up++ : down++];
        const TraceRecord frame = m_source.spool.read(entry);
        m_carried.note(frame.wire.messages);
        constexpr double usPerSecond = 1e6;
        if (frame.kind == TraceKind::Wire && frame.wire.kind == WireRecordKind::Frame)
            messages.add(m_json, frame,
                         static_cast<double>(m_source.context.anchor.toUnixMicroseconds(entry.stamp))
                             / usPerSecond);
    }
    m_json.end();
    const qint64 control = messages.controlFrames();
    writeComment(control == 0 ? QString() : u"%1 control frames are not listed"_s.arg(control));
}

void HarEntry::writeComment(const QString &addition)
{
    QStringList parts{
        u"%1, client %2"_s.arg(machineName(conversation().lane)).arg(conversation().source.client)};
    parts += u"record %1"_s.arg(m_request.number);
    if (m_response && m_response->wire.emptyPoll)
        parts += u"empty poll"_s;
    if (!m_response)
        parts += u"no response until the end"_s;
    for (const QString &part : {m_carried.words(), addition})
        if (!part.isEmpty())
            parts += part;
    m_json.add("comment", parts.join(u", "_s));
}
