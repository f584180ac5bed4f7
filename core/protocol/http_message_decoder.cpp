#include "core/protocol/http_message_decoder.h"

#define BOOST_ERROR_CODE_HEADER_ONLY
#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>
#include <utility>

namespace http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

namespace {

/// A chunk-size line with its extensions; more is a fault (RFC 9112 7.1.1 asks for a limit).
constexpr qsizetype maxChunkLineBytes = 4096;

const HttpFault badChunk{400, "Bad chunk framing"};
const HttpFault bodyTooLarge{413, "The body is too large"};

QByteArray toBytes(string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

boost::asio::const_buffer toBuffer(QByteArrayView bytes)
{
    return {bytes.data(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

/// What both kinds have in common, so that only BeastMessage is a template.
class HttpMessageDecoder::Impl
{
public:
    virtual ~Impl() = default;

    virtual void putBytes(QByteArrayView bytes, std::size_t &used, error_code &ec) = 0;
    [[nodiscard]] virtual bool isDone() const = 0;
    [[nodiscard]] virtual bool isCloseDelimited() const = 0;
    [[nodiscard]] virtual bool isChunked() const = 0;

    HttpRequest request;
    HttpResponse response;
    QByteArray body; ///< what the last putBytes() brought
    quint64 chunkLeft = 0;
    bool chunkSeen = false;
    qsizetype maxTrailerBytes = 0;
    /// Of a close-delimited body; Beast's own limit would make the output depend on the split.
    std::optional<qsizetype> bytesLeft;
};

template<bool isRequest>
class HttpMessageDecoder::BeastMessage final : public Impl, private http::basic_parser<isRequest>
{
    using Base = http::basic_parser<isRequest>;

public:
    BeastMessage(HttpLimits limits, bool noBody)
    {
        maxTrailerBytes = limits.headBytes;
        Base::header_limit(static_cast<std::uint32_t>(limits.headBytes));
        Base::skip(noBody);
        Base::body_limit(boost::none);
        if (limits.bodyBytes > 0) {
            Base::body_limit(static_cast<std::uint64_t>(limits.bodyBytes));
            bytesLeft = limits.bodyBytes;
        }
    }

    void putBytes(QByteArrayView bytes, std::size_t &used, error_code &ec) override
    {
        used = Base::put(toBuffer(bytes), ec);
        if (Base::got_some() && Base::is_header_done() && Base::need_eof())
            Base::body_limit(boost::none);
    }
    [[nodiscard]] bool isDone() const override { return Base::is_done(); }
    [[nodiscard]] bool isCloseDelimited() const override { return Base::need_eof(); }
    [[nodiscard]] bool isChunked() const override { return Base::chunked(); }

private:
    void on_request_impl(http::verb, string_view method, string_view target, int version,
                         error_code &) override
    {
        request.method = toBytes(method);
        request.target = toBytes(target);
        request.versionMinor = version % 10;
    }
    void on_response_impl(int status, string_view reason, int version, error_code &) override
    {
        response.status = status;
        response.reason = toBytes(reason);
        response.versionMinor = version % 10;
    }
    void on_field_impl(http::field, string_view name, string_view value, error_code &) override
    {
        if (Base::is_header_done())
            return; // trailer fields are dropped
        HttpHeaders &headers = isRequest ? request.headers : response.headers;
        headers.emplace_back(toBytes(name), toBytes(value));
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

namespace {

enum class ChunkLine { Partial, Whole, Bad };

/// The chunk-size line, after the CRLF of the chunk before it.
ChunkLine findChunkLine(QByteArrayView bytes, bool chunkSeen)
{
    const qsizetype eol = bytes.indexOf('\n', chunkSeen ? 2 : 0);
    if (eol < 0)
        return bytes.size() < maxChunkLineBytes ? ChunkLine::Partial : ChunkLine::Bad;
    return eol > 0 && eol < maxChunkLineBytes && bytes[eol - 1] == '\r' ? ChunkLine::Whole : ChunkLine::Bad;
}

} // namespace

HttpMessageDecoder::HttpMessageDecoder(Kind kind, HttpLimits limits, bool noBody)
{
    if (kind == Kind::Request)
        m_impl = std::make_unique<BeastMessage<true>>(limits, noBody);
    else
        m_impl = std::make_unique<BeastMessage<false>>(limits, noBody);
}

HttpMessageDecoder::~HttpMessageDecoder() = default;
HttpMessageDecoder::HttpMessageDecoder(HttpMessageDecoder &&) noexcept = default;
HttpMessageDecoder &HttpMessageDecoder::operator=(HttpMessageDecoder &&) noexcept = default;

HttpRequest &HttpMessageDecoder::request()
{
    return m_impl->request;
}

HttpResponse &HttpMessageDecoder::response()
{
    return m_impl->response;
}

bool HttpMessageDecoder::isDone() const
{
    return m_impl->isDone();
}

bool HttpMessageDecoder::isCloseDelimited() const
{
    return m_impl->isCloseDelimited();
}

std::optional<HttpFault> HttpMessageDecoder::takeHead(QByteArrayView head)
{
    error_code ec;
    std::size_t used = 0;
    m_impl->putBytes(head, used, ec);
    if (ec == http::error::body_limit)
        return bodyTooLarge;
    if (ec || used != static_cast<std::size_t>(head.size()))
        return HttpFault{400, "Bad head: " + QByteArray::fromStdString(ec.message())};
    return std::nullopt;
}

HttpMessageDecoder::Step HttpMessageDecoder::takeBody(QByteArrayView bytes)
{
    const bool inChunkLine = m_impl->isChunked() && m_impl->chunkLeft == 0;
    if (inChunkLine) {
        const ChunkLine line = findChunkLine(bytes, m_impl->chunkSeen);
        if (line != ChunkLine::Whole)
            return {0, {}, line == ChunkLine::Bad ? std::optional(badChunk) : std::nullopt};
    }
    error_code ec;
    std::size_t count = 0;
    m_impl->putBytes(bytes, count, ec);
    const auto used = static_cast<qsizetype>(count);
    const qsizetype trailerBytes = ec == http::error::need_more ? bytes.size() : isDone() ? used : 0;
    if (inChunkLine && trailerBytes > m_impl->maxTrailerBytes)
        return {0, {}, badChunk};
    if (ec == http::error::need_more)
        return {};
    if (ec)
        return {0, {}, ec == http::error::body_limit ? bodyTooLarge : badChunk};
    Step step{used, std::exchange(m_impl->body, {}), std::nullopt};
    if (isCloseDelimited() && m_impl->bytesLeft) {
        if (step.body.size() > *m_impl->bytesLeft) {
            step.body.truncate(*m_impl->bytesLeft);
            step.fault = bodyTooLarge;
        }
        *m_impl->bytesLeft -= step.body.size();
    }
    return step;
}
