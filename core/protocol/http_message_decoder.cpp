#include "core/protocol/http_message_decoder.h"

#define BOOST_ERROR_CODE_HEADER_ONLY
#include <boost/beast/http/basic_parser.hpp>

#include <cctype>
#include <limits>
#include <utility>

namespace http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

namespace {

/// A chunk-size line with its extensions; more is a fault (RFC 9112 7.1.1 asks for a limit).
constexpr qsizetype maxChunkLineBytes = 4096;

constexpr std::size_t usualHeaders = 16;

/// Not boost::none: Beast 1.74 takes every Content-Length for greater than that.
constexpr std::uint64_t noLimit = std::numeric_limits<std::uint64_t>::max();

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
        Base::body_limit(noLimit);
        if (limits.bodyBytes > 0) {
            Base::body_limit(static_cast<std::uint64_t>(limits.bodyBytes));
            bytesLeft = limits.bodyBytes;
        }
        (isRequest ? request.headers : response.headers).reserve(usualHeaders);
    }

    void putBytes(QByteArrayView bytes, std::size_t &used, error_code &ec) override
    {
        used = Base::put(toBuffer(bytes), ec);
        if (Base::got_some() && Base::is_header_done() && Base::need_eof())
            Base::body_limit(noLimit);
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

/// Where a piece that ends at `end` (nothing: not there yet) stands against its limit.
ChunkLine against(qsizetype limit, qsizetype end, qsizetype available)
{
    if (end < 0)
        return available <= limit ? ChunkLine::Partial : ChunkLine::Bad;
    return end <= limit ? ChunkLine::Whole : ChunkLine::Bad;
}

/// The chunk-size line, after the CRLF of the chunk before it, and with the last chunk all of its trailer:
/// Beast 1.74 asserts when it gets that in pieces.
ChunkLine findChunkLine(QByteArrayView bytes, bool chunkSeen, qsizetype maxTrailerBytes)
{
    const qsizetype begin = chunkSeen ? 2 : 0;
    const qsizetype eol = bytes.indexOf('\n', begin);
    const ChunkLine line = against(maxChunkLineBytes, eol < 0 ? -1 : eol + 1, bytes.size());
    if (line != ChunkLine::Whole)
        return line;
    if (eol == 0 || bytes[eol - 1] != '\r')
        return ChunkLine::Bad;
    qsizetype digit = begin;
    while (bytes[digit] == '0')
        ++digit;
    const bool isLast = digit > begin && std::isxdigit(static_cast<unsigned char>(bytes[digit])) == 0;
    if (!isLast)
        return ChunkLine::Whole;
    const qsizetype end = bytes.indexOf("\r\n\r\n", eol - 1);
    return against(maxTrailerBytes, end < 0 ? -1 : end + 4, bytes.size());
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
    if (m_impl->isChunked() && m_impl->chunkLeft == 0) {
        const ChunkLine line = findChunkLine(bytes, m_impl->chunkSeen, m_impl->maxTrailerBytes);
        if (line != ChunkLine::Whole)
            return {0, {}, line == ChunkLine::Bad ? std::optional(badChunk) : std::nullopt};
    }
    error_code ec;
    std::size_t used = 0;
    m_impl->putBytes(bytes, used, ec);
    if (ec)
        return {0, {}, ec == http::error::body_limit ? bodyTooLarge : badChunk};
    Step step{static_cast<qsizetype>(used), std::exchange(m_impl->body, {}), std::nullopt};
    if (isCloseDelimited() && m_impl->bytesLeft) {
        if (step.body.size() > *m_impl->bytesLeft) {
            step.body.truncate(*m_impl->bytesLeft);
            step.fault = bodyTooLarge;
        }
        *m_impl->bytesLeft -= step.body.size();
    }
    return step;
}
