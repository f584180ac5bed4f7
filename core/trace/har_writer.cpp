#include "core/trace/har_writer.h"

#include "core/trace/capture_file.h"
#include "core/trace/capture_order.h"
#include "core/trace/har_exchanges.h"
#include "core/trace/har_message.h"
#include "core/trace/har_websocket.h"
#include "core/trace/tcp_synthesis.h"

#include <QDateTime>
#include <QStringList>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int switchingProtocols = 101;

/// Which messages an entry carries, without keeping their ids.
struct Carried
{
    qint64 count = 0;
    quint64 first = 0, last = 0;

    void note(const std::vector<MessageId> &ids)
    {
        for (const MessageId id : ids) {
            last = toNumber(id);
            if (count++ == 0)
                first = last;
        }
    }
    [[nodiscard]] QString words() const
    {
        if (count == 0)
            return {};
        if (count == 1)
            return u"message %1"_s.arg(first);
        if (static_cast<quint64>(count) == last - first + 1)
            return u"messages %1 to %2"_s.arg(first).arg(last);
        return u"%1 messages from %2 to %3"_s.arg(count).arg(first).arg(last);
    }
};

class Entries
{
public:
    Entries(CaptureSpool &spool, const CaptureContext &context, QIODevice &out)
        : m_spool(spool)
        , m_context(context)
        , m_json(out)
        , m_entries(byConversation(spool.entries()))
    {
    }

    void writeAll()
    {
        m_json.beginObject();
        m_json.beginObject("log");
        m_json.add("version", u"1.2"_s);
        m_json.beginObject("creator");
        m_json.add("name", u"pushscope"_s);
        m_json.add("version", m_context.version);
        m_json.end();
        m_json.beginArray("pages");
        m_json.end();
        m_json.beginArray("entries");
        for (const HarExchange &exchange : harExchanges(m_entries))
            write(exchange);
        m_json.end();
        m_json.add("comment", capture_words::archive(m_context));
        m_json.end();
        m_json.end();
    }

private:
    /// What the parts of an entry share.
    struct Context
    {
        const HarExchange &exchange;
        TraceRecord request;
        std::optional<TraceRecord> response;
        bool noBody = false; ///< HEAD
        Carried carried;
        [[nodiscard]] bool isWebSocket() const
        {
            return response && response->wire.code == switchingProtocols;
        }
    };

    void write(const HarExchange &exchange);
    void writeResponse(Context &context);
    void writeContent(Context &context, const HttpResponse &head, const HarBody &measured);
    void writeTimings(const Context &context);
    void writeMessages(Context &context);
    void writeComment(const Context &context, const QString &addition);

    /// Gives `take` each record's part of the body of the response, chunk framing taken off.
    template<typename Take>
    HttpResponse readBody(const Context &context, Take take)
    {
        HttpResponseParser parser(
            HttpLimits{.headBytes = context.response->bytes.size() + 1, .bodyBytes = 0});
        if (context.noBody)
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
        feed(*context.response);
        if (!context.isWebSocket())
            for (std::size_t i = context.exchange.below.first; i < context.exchange.below.second; ++i)
                feed(m_spool.read(m_entries[i]));
        return head;
    }

    [[nodiscard]] qint64 unixUs(TimePoint t) const { return m_context.anchor.toUnixMicroseconds(t); }
    /// When the last byte of the exchange was there.
    [[nodiscard]] TimePoint endOf(const Context &context) const
    {
        const auto [first, last] = context.exchange.below;
        if (!context.response)
            return context.exchange.ended;
        return context.isWebSocket() || first == last ? context.response->wire.lastOut
                                                      : m_entries[last - 1].stamp;
    }

    CaptureSpool &m_spool;
    const CaptureContext &m_context;
    HarJson m_json;
    std::vector<CaptureEntry> m_entries;
};

QString isoTime(qint64 unixUs)
{
    constexpr qint64 perMs = 1000;
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(unixUs / perMs, Qt::UTC);
    return time.toString(u"yyyy-MM-ddTHH:mm:ss.zzz"_s) + u"%1Z"_s.arg(unixUs % perMs, 3, 10, '0'_L1);
}

void Entries::write(const HarExchange &exchange)
{
    const CaptureEntry &first = m_entries[exchange.request];
    const TransportKind lane = m_spool.conversations()[first.conversation].lane;
    const TcpEndpoints ends = endpointsOf(first.conversation, m_context.ports[indexOf(lane)]);
    Context context{.exchange = exchange, .request = m_spool.read(first), .response = {}, .carried = {}};
    if (exchange.response)
        context.response = m_spool.read(m_entries[*exchange.response]);
    const auto request = harRequest(context.request.bytes);
    if (!request)
        return;
    context.noBody = request->head.method == "HEAD";
    context.carried.note(context.request.wire.messages);

    m_json.beginObject();
    m_json.add("startedDateTime", isoTime(unixUs(exchange.started)));
    writeTimings(context);
    har_message::writeRequest(m_json, *request, u"http://127.0.0.1:%1"_s.arg(ends.serverPort));
    if (context.response)
        writeResponse(context);
    else
        har_message::writeNoResponse(m_json);
    m_json.beginObject("cache");
    m_json.end();
    m_json.add("serverIPAddress", u"127.0.0.1"_s);
    m_json.add("connection", QString::number(ends.clientPort));
    if (context.isWebSocket()) {
        m_json.add("_resourceType", u"websocket"_s);
        writeMessages(context);
    } else {
        m_json.add("_resourceType", lane == TransportKind::Sse ? u"eventsource"_s : u"fetch"_s);
        writeComment(context, {});
    }
    m_json.end();
}

// A first pass measures, so that the second can write without holding the body.
void Entries::writeResponse(Context &context)
{
    HarBody measured;
    qint64 wireBytes = 0;
    const HttpResponse head = readBody(context, [&](const TraceRecord &record, const QByteArray &piece) {
        measured.measure(piece);
        wireBytes += record.bytes.size();
        context.carried.note(record.wire.messages);
    });
    const qint64 headBytes = headBytesOf(context.response->bytes);
    m_json.beginObject("response");
    har_message::writeResponseHead(m_json, head);
    writeContent(context, head, measured);
    m_json.add("redirectURL", QString());
    m_json.add("headersSize", headBytes);
    m_json.add("bodySize", wireBytes - headBytes);
    m_json.end();
}

void Entries::writeContent(Context &context, const HttpResponse &head, const HarBody &measured)
{
    m_json.beginObject("content");
    m_json.add("size", measured.bytes());
    m_json.add("mimeType", har_message::text(head.header("content-type").value_or("x-unknown")));
    if (measured.bytes() > 0) {
        HarBody body = measured;
        m_json.beginText("text");
        readBody(context, [&](const TraceRecord &, const QByteArray &piece) { body.write(m_json, piece); });
        body.finish(m_json);
        m_json.endText();
        if (!measured.isText())
            m_json.add("encoding", u"base64"_s);
    }
    m_json.end();
}

// Send and receive are the time in the link, wait is the server's: HAR 1.2 asks for all three.
void Entries::writeTimings(const Context &context)
{
    const WireRecord &request = context.request.wire;
    const TimePoint answered = context.response ? context.response->wire.firstIn : context.exchange.ended;
    const double connect
        = context.exchange.opened ? toMilliseconds(request.firstIn - *context.exchange.opened) : -1;
    const double send = toMilliseconds(request.lastOut - request.firstIn);
    const double wait = std::max(0.0, toMilliseconds(answered - request.lastOut));
    const double receive = context.response ? toMilliseconds(endOf(context) - answered) : 0;
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

void Entries::writeMessages(Context &context)
{
    HarWebSocket messages;
    m_json.beginArray("_webSocketMessages");
    auto [up, lastUp] = context.exchange.above;
    auto [down, lastDown] = context.exchange.below;
    while (up < lastUp || down < lastDown) {
        const bool takeUp = down == lastDown || (up < lastUp && m_entries[up].stamp <= m_entries[down].stamp);
        const CaptureEntry &entry = m_entries[takeUp ? up++ : down++];
        const TraceRecord frame = m_spool.read(entry);
        context.carried.note(frame.wire.messages);
        constexpr double usPerSecond = 1e6;
        if (frame.kind == TraceKind::Wire && frame.wire.kind == WireRecordKind::Frame)
            messages.add(m_json, frame, static_cast<double>(unixUs(entry.stamp)) / usPerSecond);
    }
    m_json.end();
    const qint64 control = messages.controlFrames();
    writeComment(context, control == 0 ? QString() : u"%1 control frames are not listed"_s.arg(control));
}

void Entries::writeComment(const Context &context, const QString &addition)
{
    const CaptureConversation &conversation
        = m_spool.conversations()[m_entries[context.exchange.request].conversation];
    QStringList parts{u"%1, client %2"_s.arg(machineName(conversation.lane)).arg(conversation.source.client)};
    parts += u"record %1"_s.arg(context.request.number);
    if (context.response && context.response->wire.emptyPoll)
        parts += u"empty poll"_s;
    if (!context.response)
        parts += u"no response until the end"_s;
    for (const QString &part : {context.carried.words(), addition})
        if (!part.isEmpty())
            parts += part;
    m_json.add("comment", parts.join(u", "_s));
}

} // namespace

Result<Done> exportHar(CaptureSpool &spool, const CaptureContext &context, const QString &file)
{
    CaptureFile target;
    if (const auto opened = target.open(file); !opened)
        return opened.error();
    Entries(spool, context, target.device()).writeAll();
    target.device().write("\n");
    if (const auto read = spool.readError(); !read)
        return read.error();
    return target.commit();
}
