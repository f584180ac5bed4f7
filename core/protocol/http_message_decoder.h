#pragma once

#include "core/protocol/http_parser.h"

#include <memory>
#include <optional>

/// One HTTP/1.1 message decoded by Boost.Beast, which is compiled behind this class alone.
///
/// Takes the head whole (HttpHeadScanner finds its end) and then the body step by step. Faults do not depend
/// on how the body was split.
class HttpMessageDecoder
{
public:
    enum class Kind { Request, Response };
    /// One step through a body. Nothing used and no fault: more bytes are needed.
    struct Step
    {
        qsizetype used = 0;
        QByteArray body;
        std::optional<HttpFault> fault;
    };

    /// `noBody`: the response to a HEAD.
    HttpMessageDecoder(Kind kind, HttpLimits limits, bool noBody);
    ~HttpMessageDecoder();
    HttpMessageDecoder(HttpMessageDecoder &&) noexcept;
    HttpMessageDecoder &operator=(HttpMessageDecoder &&) noexcept;

    /// A fault if the head is not sound. Fills in request() or response(), but for keepAlive and upgrade.
    [[nodiscard]] std::optional<HttpFault> takeHead(QByteArrayView head);
    [[nodiscard]] HttpRequest &request();
    [[nodiscard]] HttpResponse &response();
    [[nodiscard]] bool isDone() const;
    /// The body ends where the connection does.
    [[nodiscard]] bool isCloseDelimited() const;
    /// REQUIRES bytes that are not empty, a head that was sound and a message that is not done.
    [[nodiscard]] Step takeBody(QByteArrayView bytes);

private:
    class Impl;
    template<bool isRequest>
    class BeastMessage;
    std::unique_ptr<Impl> m_impl;
};
