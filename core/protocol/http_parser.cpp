#include "core/protocol/http_parser.h"

#include "core/protocol/http_head_rules.h"
#include "core/protocol/http_head_scanner.h"
#include "core/protocol/http_message_decoder.h"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace {

/// The messages of one direction of a connection, one after the other.
template<typename Head>
class MessageReader
{
public:
    static constexpr bool isRequest = std::is_same_v<Head, HttpRequest>;
    using Outputs = std::vector<std::conditional_t<isRequest, HttpRequestOutput, HttpResponseOutput>>;

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
        while ((m_phase == Phase::InHead && readHead(out)) || (m_phase == Phase::InBody && readBody(out))) { }
        m_buffer.remove(0, m_at);
        m_at = 0;
        return out;
    }

    Outputs finish()
    {
        Outputs out;
        if (m_phase == Phase::InBody && m_decoder->isCloseDelimited())
            end(out);
        else if (m_phase == Phase::InBody
                 || (m_phase == Phase::InHead && m_messageBytes + m_scanner.bytes() > 0))
            fail({400, "The connection closed in the middle of a message"}, out);
        if (m_phase == Phase::InHead)
            m_phase = Phase::Deaf;
        return out;
    }

    QByteArray takeUnread() { return m_phase == Phase::Stopped ? std::exchange(m_buffer, {}) : QByteArray(); }
    void expectNoBody() { ++m_bodiless; }

private:
    enum class Phase { InHead, InBody, Stopped, Deaf };

    [[nodiscard]] HttpHeadScanner newScanner() const
    {
        return {isRequest ? HttpHeadScanner::Kind::Request : HttpHeadScanner::Kind::Response,
                m_limits.headBytes};
    }
    [[nodiscard]] QByteArrayView rest() const { return QByteArrayView(m_buffer).sliced(m_at); }

    /// readHead() and readBody() say whether to go on with the bytes that are there.
    bool readHead(Outputs &out)
    {
        m_scanner.take(rest().sliced(m_scanner.bytes()));
        if (m_scanner.fault())
            return fail(*m_scanner.fault(), out);
        if (!m_scanner.complete())
            return false;
        m_decoder.emplace(isRequest ? HttpMessageDecoder::Kind::Request : HttpMessageDecoder::Kind::Response,
                          m_limits, m_bodiless > 0);
        const QByteArrayView head = rest().first(m_scanner.bytes()).sliced(m_scanner.leadingBytes());
        if (const std::optional<HttpFault> fault = m_decoder->takeHead(head))
            return fail(*fault, out);
        takeBytes(m_scanner.bytes());
        m_scanner = newScanner();
        if constexpr (isRequest)
            return startRequest(std::move(m_decoder->request()), out);
        else
            return startResponse(std::move(m_decoder->response()), out);
    }

    bool startRequest(HttpRequest head, Outputs &out)
    {
        if (const std::optional<HttpFault> fault = faultOf(head))
            return fail(*fault, out);
        head.keepAlive = staysOpen(head.headers, head.versionMinor);
        const bool upgrades = asksForWebSocket(head);
        head.upgrade = upgrades;
        return startBody(std::move(head), upgrades, out);
    }

    bool startResponse(HttpResponse head, Outputs &out)
    {
        if (const std::optional<HttpFault> fault = faultOf(head))
            return fail(*fault, out);
        const bool upgraded = head.status == 101;
        if (head.status / 100 == 1 && !upgraded)
            return true; // the real response follows: RFC 9110 15.2
        head.keepAlive = staysOpen(head.headers, head.versionMinor) && !m_decoder->isCloseDelimited();
        m_bodiless = std::max(0, m_bodiless - 1);
        return startBody(std::move(head), upgraded, out);
    }

    bool startBody(Head head, bool stops, Outputs &out)
    {
        out.push_back(std::move(head));
        if (!stops && !m_decoder->isDone()) {
            m_phase = Phase::InBody;
            return true;
        }
        end(out);
        if (stops)
            m_phase = Phase::Stopped;
        return true;
    }

    bool readBody(Outputs &out)
    {
        if (rest().isEmpty())
            return false;
        HttpMessageDecoder::Step step = m_decoder->takeBody(rest());
        takeBytes(step.used);
        if (!step.body.isEmpty())
            out.push_back(HttpBody{std::move(step.body)});
        if (step.fault)
            return fail(*step.fault, out);
        if (m_decoder->isDone())
            end(out);
        return step.used > 0;
    }

    void takeBytes(qsizetype size)
    {
        m_at += size;
        m_messageBytes += size;
    }
    void end(Outputs &out)
    {
        out.push_back(HttpEnd{std::exchange(m_messageBytes, 0)});
        m_decoder.reset();
        m_phase = Phase::InHead;
    }
    /// Always false: nothing more is read.
    bool fail(HttpFault fault, Outputs &out)
    {
        out.push_back(std::move(fault));
        m_phase = Phase::Deaf;
        m_decoder.reset();
        m_buffer.clear();
        m_at = 0;
        return false;
    }

    HttpLimits m_limits;
    HttpHeadScanner m_scanner;
    std::optional<HttpMessageDecoder> m_decoder;
    QByteArray m_buffer;
    qsizetype m_at = 0;
    qint64 m_messageBytes = 0;
    int m_bodiless = 0;
    Phase m_phase = Phase::InHead;
};

} // namespace

class HttpRequestParser::Impl : public MessageReader<HttpRequest>
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

class HttpResponseParser::Impl : public MessageReader<HttpResponse>
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
