#pragma once

#include "core/base/steady_time.h"
#include "core/protocol/wire_record.h"

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <deque>
#include <functional>

/// The two ends of a synthesised connection, IPv4 in host order.
struct TcpEndpoints
{
    quint32 clientAddress = 0;
    quint16 clientPort = 0;
    quint32 serverAddress = 0;
    quint16 serverPort = 0;

    bool operator==(const TcpEndpoints &) const = default;
};

/// One synthesised packet.
struct TcpPacket
{
    QByteArray bytes; ///< from the IP header on
    bool outbound = false; ///< the client sent it
    qsizetype payloadBytes = 0;
};

/// Ends for the `ordinal`-th connection of a capture, all on 127.0.0.0/8: no two share an address and a
/// port, and no port is one that Wireshark takes for another protocol. `serverPort` is kept if it can be.
[[nodiscard]] TcpEndpoints endpointsOf(quint32 ordinal, quint16 serverPort);

/// The IPv4 packets that carry a stream of bytes, with right sequence numbers, acknowledgements and
/// checksums, as they look from the client's end. RFC 9293; delayed acknowledgements as in RFC 9293 3.8.6.3.
///
/// Sequence numbers count the bytes that come here. Whatever comes first opens the connection.
class TcpSynthesis
{
public:
    using Sink = std::function<void(const TcpPacket &packet)>;

    /// Most payload that an IPv4 packet with a plain TCP header can carry.
    static constexpr qsizetype maxSegmentBytes = 65'495;

    TcpSynthesis(const TcpEndpoints &endpoints, Sink sink);

    void open();
    /// `sent` and `arrived`: when the first byte went in and the last came out of the link. The server's
    /// bytes acknowledge what had arrived there when it sent them.
    void data(Direction direction, QByteArrayView bytes, TimePoint sent, TimePoint arrived);
    /// FIN from both sides, or, `reset`, RST of the one.
    void close(Direction first, bool reset);

    [[nodiscard]] bool isOpen() const { return m_opened && !m_closed; }

private:
    /// One end: what it has sent, and what it has acknowledged of the other's.
    struct End
    {
        quint32 next = 0; ///< sequence number of its next byte
        quint32 acknowledged = 0;
        quint16 packets = 0; ///< identification of its next packet
    };
    struct Arrival
    {
        TimePoint at{};
        quint32 upTo = 0;
    };

    [[nodiscard]] End &end(Direction sender) { return m_ends[sender == Direction::Up ? 0 : 1]; }
    void acknowledgeArrived(TimePoint now);
    void send(Direction sender, quint8 flags, QByteArrayView payload = {});

    TcpEndpoints m_endpoints;
    Sink m_sink;
    std::array<End, 2> m_ends; ///< client, server
    std::deque<Arrival> m_arrivals; ///< of the client's bytes at the server, not yet acknowledged
    int m_unacknowledged = 0; ///< packets of the server since the client's last acknowledgement
    bool m_opened = false;
    bool m_closed = false;
};
