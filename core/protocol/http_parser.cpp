#include "core/protocol/http_parser.h"

#include "core/protocol/http_head_scanner.h"

#define BOOST_ERROR_CODE_HEADER_ONLY
#include <boost/beast/http/basic_parser.hpp>

#include <QList>

#include <algorithm>
#include <type_traits>
#include <utility>

namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

/// A chunk-size line with its extensions; more is a fault (RFC 9112 7.1.1 asks for a limit).
constexpr qsizetype maxChunkLineBytes = 4096;

QByteArray toBytes(string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

bool isNamed(const HttpHeader &header, QByteArrayView name)
{
    return header.first.compare(name, Qt::CaseInsensitive) == 0;
}

/// Whether a header that is a comma-separated list, possibly over several lines, has this member.
bool listHas(const HttpHeaders &headers, QByteArrayView name, QByteArrayView token)
{
    for (const HttpHeader &header : headers) {
        if (!isNamed(header, name))
            continue;
        for (const QByteArray &member : header.second.split(','))
            if (member.trimmed().compare(token, Qt::CaseInsensitive) == 0)
                return true;
    }
    return false;
}

/// RFC 9112 9.3.
bool staysOpen(const HttpHeaders &headers, int versionMinor)
{
    if (listHas(headers, "Connection", "close"))
        return false;
    return versionMinor >= 1 || listHas(headers, "Connection", "keep-alive");
}

qsizetype count(const HttpHeaders &headers, QByteArrayView name)
{
    return std::count_if(headers.begin(), headers.end(), [name](const auto &h) { return isNamed(h, name); });
}

/// Beast accepts any list that ends in `chunked`; we decode nothing else, so anything else is a fault.
/// With HTTP/1.0 the framing counts as faulty (RFC 9112 6.1).
std::optional<HttpFault> transferCodingFault(const HttpHeaders &headers, int versionMinor)
{
    for (const HttpHeader &header : headers)
        if (isNamed(header, "Transfer-Encoding")
            && (versionMinor == 0 || header.second.compare("chunked", Qt::CaseInsensitive) != 0))
            return HttpFault{400, "Transfer coding not supported"};
    return std::nullopt;
}

std::optional<HttpFault> faultOf(const HttpRequest &head)
{
    const qsizetype hosts = count(head.headers, "Host");
    if (hosts > 1)
        return HttpFault{400, "More than one Host header"};
    if (hosts == 0 && head.versionMinor >= 1)
        return HttpFault{400, "No Host header"};
    return transferCodingFault(head.headers, head.versionMinor);
}

std::optional<HttpFault> faultOf(const HttpResponse &head)
{
    return transferCodingFault(head.headers, head.versionMinor);
}

HttpFault headFault(const error_code &ec)
{
    if (ec == http::error::body_limit)
        return {413, "The body is too large"};
    return {400, "Bad head: " + QByteArray::fromStdString(ec.message())};
}

/// What Beast found, as our values. One per message: a basic_parser is not used again.
template<bool isRequest>
class BeastMessage final : public http::basic_parser<isRequest>
{
public:
    using Head = std::conditional_t<isRequest, HttpRequest, HttpResponse>;

    Head head;
    QByteArray body; ///< what the last put() brought
    quint64 chunkLeft = 0;
    bool chunkSeen = false;

private:
    void on_request_impl([[maybe_unused]] http::verb verb, [[maybe_unused]] string_view method,
                         [[maybe_unused]] string_view target, int version, error_code &) override
    {
        if constexpr (isRequest) {
            head.method = toBytes(method);
            head.target = toBytes(target);
        }
        head.versionMinor = version % 10;
    }
    void on_response_impl([[maybe_unused]] int code, [[maybe_unused]] string_view reason, int version,
                          error_code &) override
    {
        if constexpr (!isRequest) {
            head.status = code;
            head.reason = toBytes(reason);
        }
        head.versionMinor = version % 10;
    }
    void on_field_impl(http::field, string_view name, string_view value, error_code &) override
    {
        if (!this->is_header_done()) // trailer fields are dropped
            head.headers.emplace_back(toBytes(name), toBytes(value));
    }
    void on_header_impl(error_code &) override { }
    void on_body_init_impl(const boost::optional<std::uint64_t> &, error_code &) override { }
    std::size_t on_body_impl(string_view bytes, error_code &) override
    {
        body = toBytes(bytes);
        return bytes.size();
    }
    void on_chunk_header_impl(std::uint64_t size, string_view, error_code &) override
    {
        chunkLeft = size;
        chunkSeen = true;
    }
    std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code &) override
    {
        body = toBytes(bytes);
        chunkLeft -= bytes.size();
        return bytes.size();
    }
    void on_finish_impl(error_code &) override { }
};

/// The messages of one direction of a connection, one after the other.
template<bool isRequest>
class MessageReader
{
public:
    using Head = typename BeastMessage<isRequest>::Head;
    using Output = std::conditional_t<isRequest, HttpRequestOutput, HttpResponseOutput>;
    using Outputs = std::vector<Output>;

    explicit MessageReader(HttpLimits limits)
        : m_limits(limits)
        , m_scanner(newScanner())
    {
    }

    Outputs feed(QByteArrayView bytes)
    {
        Outputs out;
        if (m_phase == Phase::Deaf)
            return out;
        m_buffer.append(bytes.data(), bytes.size());
        while ((m_phase == Phase::Head && readHead(out)) || (m_phase == Phase::Body && readBody(out))) { }
        m_buffer.remove(0, m_at);
        m_at = 0;
        return out;
    }

    Outputs finish()
    {
        Outputs out;
        if (m_phase == Phase::Body && m_message->need_eof())
            end(out);
        else if (m_phase == Phase::Body || (m_phase == Phase::Head && m_messageBytes + m_scanner.bytes() > 0))
            fail({400, "The connection closed in the middle of a message"}, out);
        if (m_phase == Phase::Head)
            m_phase = Phase::Deaf;
        return out;
    }

    QByteArray takeUnread() { return m_phase == Phase::Stopped ? std::exchange(m_buffer, {}) : QByteArray(); }
    void expectNoBody() { ++m_bodiless; }

private:
    enum class Phase { Head, Body, Stopped, Deaf };

    [[nodiscard]] HttpHeadScanner newScanner() const
    {
        return {isRequest ? HttpHeadScanner::Kind::Request : HttpHeadScanner::Kind::Response,
                m_limits.headBytes};
    }
    [[nodiscard]] QByteArrayView rest() const { return QByteArrayView(m_buffer).sliced(m_at); }

    /// These say whether to go on with the bytes that are there.
    bool readHead(Outputs &out)
    {
        m_scanner.take(rest().sliced(m_scanner.bytes()));
        if (m_scanner.fault())
            return fail(*m_scanner.fault(), out);
        return m_scanner.complete() && parseHead(out);
    }

    bool parseHead(Outputs &out)
    {
        beginMessage();
        const QByteArrayView head = rest().first(m_scanner.bytes()).sliced(m_scanner.leadingBytes());
        error_code ec;
        m_message->put(boost::asio::const_buffer(head.data(), static_cast<std::size_t>(head.size())), ec);
        if (ec)
            return fail(headFault(ec), out);
        if (const std::optional<HttpFault> fault = faultOf(m_message->head))
            return fail(*fault, out);
        takeBytes(m_scanner.bytes());
        m_scanner = newScanner();
        return startBody(out);
    }

    void beginMessage()
    {
        m_message.emplace();
        m_message->header_limit(static_cast<std::uint32_t>(m_limits.headBytes));
        m_message->skip(m_bodiless > 0);
        if (m_limits.bodyBytes > 0)
            m_message->body_limit(static_cast<std::uint64_t>(m_limits.bodyBytes));
        else
            m_message->body_limit(boost::none);
        m_bodyLeft = m_limits.bodyBytes;
    }

    bool startBody(Outputs &out)
    {
        Head &head = m_message->head;
        head.keepAlive = staysOpen(head.headers, head.versionMinor);
        bool stops = false;
        if constexpr (isRequest) {
            stops = head.upgrade = head.method == "GET" && head.versionMinor >= 1
                && listHas(head.headers, "Connection", "upgrade")
                && listHas(head.headers, "Upgrade", "websocket");
        } else {
            stops = head.status == 101;
            if (head.status / 100 == 1 && !stops)
                return true; // the real response follows: RFC 9110 15.2
            head.keepAlive = head.keepAlive && !m_message->need_eof();
            m_bodiless = std::max(0, m_bodiless - 1);
        }
        out.push_back(head);
        if (!stops && !m_message->is_done()) {
            m_phase = Phase::Body;
            // A close-delimited body is limited by us: Beast's answer would depend on the split.
            if (m_message->need_eof())
                m_message->body_limit(boost::none);
            return true;
        }
        end(out);
        if (stops)
            m_phase = Phase::Stopped;
        return true;
    }

    bool readBody(Outputs &out)
    {
        const QByteArrayView bytes = rest();
        if (bytes.isEmpty())
            return false;
        const bool inChunkLine = m_message->chunked() && m_message->chunkLeft == 0;
        if (inChunkLine) {
            const std::optional<bool> whole = hasChunkLine(bytes);
            if (!whole)
                return fail(badChunk(), out);
            if (!*whole)
                return false;
        }
        error_code ec;
        const auto used = static_cast<qsizetype>(m_message->put(
            boost::asio::const_buffer(bytes.data(), static_cast<std::size_t>(bytes.size())), ec));
        if (ec == http::error::need_more)
            return bytes.size() > m_limits.headBytes && fail(badChunk(), out);
        if (ec)
            return fail(ec == http::error::body_limit ? HttpFault{413, "The body is too large"} : badChunk(),
                        out);
        if (inChunkLine && m_message->is_done() && used > m_limits.headBytes)
            return fail(badChunk(), out);
        takeBytes(used);
        return passBody(out);
    }

    bool passBody(Outputs &out)
    {
        QByteArray body = std::exchange(m_message->body, {});
        if (m_message->need_eof() && m_limits.bodyBytes > 0 && body.size() > m_bodyLeft) {
            if (m_bodyLeft > 0)
                out.push_back(HttpBody{body.first(m_bodyLeft)});
            return fail({413, "The body is too large"}, out);
        }
        m_bodyLeft -= body.size();
        if (!body.isEmpty())
            out.push_back(HttpBody{std::move(body)});
        if (m_message->is_done())
            end(out);
        return true;
    }

    /// Whether the chunk-size line (after the CRLF of the chunk before it) is all there; nothing: it is bad.
    [[nodiscard]] std::optional<bool> hasChunkLine(QByteArrayView bytes) const
    {
        const qsizetype eol = bytes.indexOf('\n', m_message->chunkSeen ? 2 : 0);
        if (eol >= maxChunkLineBytes || (eol < 0 && bytes.size() >= maxChunkLineBytes))
            return std::nullopt;
        if (eol == 0 || (eol > 0 && bytes[eol - 1] != '\r'))
            return std::nullopt;
        return eol > 0;
    }
    [[nodiscard]] static HttpFault badChunk() { return {400, "Bad chunk framing"}; }

    void takeBytes(qsizetype size)
    {
        m_at += size;
        m_messageBytes += size;
    }
    void end(Outputs &out)
    {
        out.push_back(HttpEnd{std::exchange(m_messageBytes, 0)});
        m_message.reset();
        m_phase = Phase::Head;
    }
    bool fail(HttpFault fault, Outputs &out)
    {
        out.push_back(std::move(fault));
        m_phase = Phase::Deaf;
        m_message.reset();
        m_buffer.clear();
        m_at = 0;
        return false;
    }

    HttpLimits m_limits;
    HttpHeadScanner m_scanner;
    std::optional<BeastMessage<isRequest>> m_message;
    QByteArray m_buffer;
    qsizetype m_at = 0;
    qint64 m_messageBytes = 0;
    qsizetype m_bodyLeft = 0;
    int m_bodiless = 0;
    Phase m_phase = Phase::Head;
};

} // namespace

class HttpRequestParser::Impl : public MessageReader<true>
{
    using MessageReader::MessageReader;
};

HttpRequestParser::HttpRequestParser(HttpLimits limits)
    : m_impl(std::make_unique<Impl>(limits))
{
}
HttpRequestParser::~HttpRequestParser() = default;
HttpRequestParser::HttpRequestParser(HttpRequestParser &&) noexcept = default;
HttpRequestParser &HttpRequestParser::operator=(HttpRequestParser &&) noexcept = default;

std::vector<HttpRequestOutput> HttpRequestParser::feed(QByteArrayView bytes)
{
    return m_impl->feed(bytes);
}

QByteArray HttpRequestParser::takeUnread()
{
    return m_impl->takeUnread();
}

class HttpResponseParser::Impl : public MessageReader<false>
{
    using MessageReader::MessageReader;
};

HttpResponseParser::HttpResponseParser(HttpLimits limits)
    : m_impl(std::make_unique<Impl>(limits))
{
}
HttpResponseParser::~HttpResponseParser() = default;
HttpResponseParser::HttpResponseParser(HttpResponseParser &&) noexcept = default;
HttpResponseParser &HttpResponseParser::operator=(HttpResponseParser &&) noexcept = default;

void HttpResponseParser::expectNoBody()
{
    m_impl->expectNoBody();
}

std::vector<HttpResponseOutput> HttpResponseParser::feed(QByteArrayView bytes)
{
    return m_impl->feed(bytes);
}

std::vector<HttpResponseOutput> HttpResponseParser::finish()
{
    return m_impl->finish();
}

QByteArray HttpResponseParser::takeUnread()
{
    return m_impl->takeUnread();
}
