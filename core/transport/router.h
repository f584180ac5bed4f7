#pragma once

#include "core/transport/http_connection.h"
#include "core/transport/server_stats.h"
#include "core/transport/server_transport.h"
#include "core/transport/transport_factory.h"

#include <array>
#include <functional>
#include <memory>

/// Gives a message that a client sent its id and place in the log.
using PublishFunction = std::function<MessageId(const QByteArray &payload, PayloadKind kind)>;
using ServerTransports = std::array<std::unique_ptr<ServerTransport>, transportCount>;

/// Answers each request of design section 4.1, or hands it to the transport whose path it names. What is
/// wrong with method, origin or handshake is answered here.
class Router : public RequestHandler
{
public:
    /// All outlive it.
    Router(ServerContext &context, const ServerTransports &transports, PublishFunction publish,
           std::function<ServerStats()> stats);

    [[nodiscard]] std::optional<HttpAnswer> refusal(const HttpRequest &request) const override;
    void handle(HttpConnection &connection, const HttpRequest &request, const QByteArray &body) override;

private:
    enum class Resource { None, Any, Page, Stats, Messages, Transport };

    [[nodiscard]] static Resource resourceAt(QByteArrayView path);
    [[nodiscard]] static QByteArray methodsOf(Resource resource);
    [[nodiscard]] HttpAnswer options(const HttpRequest &request, Resource resource) const;
    [[nodiscard]] std::optional<HttpAnswer> upgradeFault(const HttpConnection &connection,
                                                         const HttpRequest &request) const;
    void toTransport(HttpConnection &connection, const HttpRequest &request);
    [[nodiscard]] HttpAnswer publish(const HttpRequest &request, const QByteArray &body);

    ServerContext &m_context;
    const ServerTransports &m_transports;
    PublishFunction m_publish;
    std::function<ServerStats()> m_stats;
    QByteArray m_page;
};
