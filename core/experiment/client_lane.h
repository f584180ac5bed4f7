#pragma once

#include "core/experiment/experiment_settings.h"
#include "core/experiment/upstream_client.h"
#include "core/metrics/run_metrics.h"
#include "core/transport/client_transport.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

/// The clients of one lane: creates, applies and stops them, knows which are ready, and tells metrics what
/// each received. `metrics` outlives it.
class ClientLane : public QObject
{
    Q_OBJECT

public:
    using RowFunction = std::function<void(const DeliveryRow &)>;

    ClientLane(TransportKind kind, UnixAnchor anchor, RunMetrics &metrics, RowFunction onDelivery,
               QObject *parent = nullptr);
    ~ClientLane() override;

    /// As many clients as there are ports; new ones begin after `cursor`, those at the end go.
    void resize(const std::vector<quint16> &ports, const ExperimentSettings &settings, MessageId cursor);
    void stop();
    void apply(const ExperimentSettings &settings);
    /// What is received from now on is not counted any more.
    void closeBooks();
    /// What the clients send is due from `start` on and, with `end`, before it.
    void beginSending(TimePoint start, std::optional<TimePoint> end);
    void setSendingHeld(bool held);

    [[nodiscard]] TransportKind kind() const { return m_kind; }
    [[nodiscard]] int clients() const { return static_cast<int>(m_clients.size()); }
    [[nodiscard]] int readyClients() const;
    [[nodiscard]] ClientState firstState() const;
    /// Mean over the clients that have one; 0 if none has.
    [[nodiscard]] Duration effectiveInterval() const;

signals:
    void readyChanged();

private:
    struct Client
    {
        std::unique_ptr<ClientTransport> transport;
        std::unique_ptr<UpstreamClient> upstream; ///< goes before the transport that it sends over
        quint16 port = 0;
        bool ready = false;
    };
    [[nodiscard]] ClientSettings clientSettings(int number, quint16 port,
                                                const ExperimentSettings &settings) const;
    [[nodiscard]] UpstreamClient::Settings upstreamSettings(int number, quint16 port,
                                                            const ExperimentSettings &settings) const;
    void add(quint16 port, const ExperimentSettings &settings, MessageId cursor);
    void watch(int number, const ClientTransport &transport);
    void receive(int number, const Delivery &delivery);
    void setReady(int number, bool ready);

    TransportKind m_kind;
    UnixAnchor m_anchor;
    RunMetrics &m_metrics;
    RowFunction m_onDelivery;
    bool m_closed = false;
    std::vector<Client> m_clients;
    std::optional<TimePoint> m_sendFrom; ///< the schedule has begun
    std::optional<TimePoint> m_sendUntil;
    bool m_sendingHeld = false;
};
