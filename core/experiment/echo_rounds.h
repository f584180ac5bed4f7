#pragma once

#include "core/experiment/upstream_payload.h"
#include "core/transport/client_transport.h"

#include <QObject>

#include <deque>
#include <memory>

/// What one client sends on a connection of its own to have it back, and what of it is under way.
///
/// The server returns messages in their order, so that each that comes must be the oldest under way, byte for
/// byte: one that is not counts as lost. So does all that is under way when the connection goes. Every send()
/// that returns true is followed by one returned() or lost(), unless stop() comes first and tells of all at
/// once.
class EchoRounds : public QObject
{
    Q_OBJECT

public:
    /// More are refused.
    static constexpr std::size_t maxUnderWay = 10'000;

    /// `echo` is a client as ClientTransport::createEcho() makes them, not started.
    EchoRounds(const UpstreamSender &sender, std::unique_ptr<ClientTransport> echo,
               QObject *parent = nullptr);

    void start() { m_echo->start(MessageId{}); }
    /// Closes in order; what is under way is lost.
    void stop();
    void apply(const ClientSettings &settings) { m_echo->apply(settings); }
    /// false: it could not be sent.
    [[nodiscard]] bool send(quint64 number, qint64 bytes, PayloadKind kind);
    [[nodiscard]] bool isOpen() const { return m_echo->state().phase == ClientState::Phase::Open; }

signals:
    void opened();
    void returned(quint64 number, TimePoint at);
    void lost(quint64 number);
    /// The connection was lost and another attempt will follow.
    void reconnecting();

private:
    struct UnderWay
    {
        quint64 number = 0;
        qint64 bytes = 0;
        PayloadKind kind = PayloadKind::Text;
    };
    void receive(const Delivery &delivery);
    void loseAll();

    UpstreamSender m_sender;
    std::unique_ptr<ClientTransport> m_echo;
    std::deque<UnderWay> m_underWay; ///< oldest first
};
