#include "core/trace/tcp_synthesis.h"

#include <QtEndian>

#include <algorithm>
#include <utility>

namespace {

enum Flag : quint8 { Fin = 1, Syn = 2, Rst = 4, Psh = 8, Ack = 16 };

constexpr quint32 loopback = 0x7F000001; // 127.0.0.1
constexpr quint16 window = 65'535;
constexpr quint8 windowShift = 10; // 64 MiB: never full here

/// Dissectors of Wireshark that claim these ports (`tshark -G decodes`) come before its look at the bytes.
constexpr std::array<quint16, 7> claimedPorts{34'980, 44'321, 44'322, 44'818, 48'049, 48'898, 57'000};

template<typename Number>
void append(QByteArray &bytes, Number number)
{
    const Number big = qToBigEndian(number);
    bytes.append(reinterpret_cast<const char *>(&big), sizeof big); // NOLINT(*-reinterpret-cast)
}

/// The Internet checksum's sum of 16-bit words (RFC 1071), not yet folded.
quint64 wordSum(QByteArrayView bytes)
{
    quint64 sum = 0;
    qsizetype i = 0;
    for (; i + 1 < bytes.size(); i += 2)
        sum += qFromBigEndian<quint16>(bytes.data() + i);
    if (i < bytes.size())
        sum += static_cast<quint64>(static_cast<quint8>(bytes[i])) << 8U;
    return sum;
}

quint16 folded(quint64 sum)
{
    while (sum > 0xFFFFU)
        sum = (sum & 0xFFFFU) + (sum >> 16U);
    return static_cast<quint16>(~sum);
}

void put(QByteArray &bytes, qsizetype at, quint16 number)
{
    qToBigEndian(number, bytes.data() + at);
}

QByteArray ipHeader(quint32 from, quint32 to, qsizetype tcpBytes, quint16 identification)
{
    constexpr quint16 headerBytes = 20, dontFragment = 0x4000;
    constexpr quint8 versionAndLength = 0x45, timeToLive = 64, tcp = 6;
    constexpr qsizetype checksumAt = 10;
    QByteArray header;
    append(header, versionAndLength);
    append(header, quint8{0});
    append(header, static_cast<quint16>(headerBytes + tcpBytes));
    append(header, identification);
    append(header, dontFragment);
    append(header, timeToLive);
    append(header, tcp);
    append(header, quint16{0});
    append(header, from);
    append(header, to);
    put(header, checksumAt, folded(wordSum(header)));
    return header;
}

/// What a SYN offers: the largest segment, and the window's scale.
QByteArray synOptions()
{
    QByteArray options;
    append(options, quint8{2});
    append(options, quint8{4});
    append(options, static_cast<quint16>(TcpSynthesis::maxSegmentBytes));
    append(options, quint8{1}); // padding
    append(options, quint8{3});
    append(options, quint8{3});
    append(options, windowShift);
    return options;
}

quint64 pseudoHeaderSum(quint32 from, quint32 to, qsizetype tcpBytes)
{
    QByteArray header;
    append(header, from);
    append(header, to);
    append(header, quint16{6}); // TCP
    append(header, static_cast<quint16>(tcpBytes));
    return wordSum(header);
}

} // namespace

TcpEndpoints endpointsOf(quint32 ordinal, quint16 serverPort)
{
    constexpr quint32 firstPort = 49'152, perAddress = 16'384 - 1; // one is claimed
    constexpr quint16 http = 80;
    const auto claimed
        = [](quint16 port) { return std::ranges::find(claimedPorts, port) != claimedPorts.end(); };
    auto port = static_cast<quint16>(firstPort + ordinal % perAddress);
    if (port >= claimedPorts.back())
        ++port;
    return {.clientAddress = loopback + ordinal / perAddress,
            .clientPort = port,
            .serverAddress = loopback,
            .serverPort = serverPort == 0 || claimed(serverPort) ? http : serverPort};
}

TcpSynthesis::TcpSynthesis(const TcpEndpoints &endpoints, Sink sink)
    : m_endpoints(endpoints)
    , m_sink(std::move(sink))
{
}

void TcpSynthesis::open()
{
    if (std::exchange(m_opened, true))
        return;
    send(Direction::Up, Syn);
    end(Direction::Down).acknowledged = end(Direction::Up).next;
    send(Direction::Down, Syn | Ack);
    end(Direction::Up).acknowledged = end(Direction::Down).next;
    send(Direction::Up, Ack);
}

void TcpSynthesis::data(Direction direction, QByteArrayView bytes, TimePoint sent, TimePoint arrived)
{
    open();
    if (direction == Direction::Up)
        end(Direction::Up).acknowledged = end(Direction::Down).next;
    else
        acknowledgeArrived(sent);
    while (!bytes.isEmpty()) {
        const qsizetype size = std::min(bytes.size(), maxSegmentBytes);
        send(direction, Psh | Ack, bytes.first(size));
        bytes = bytes.sliced(size);
        if (direction == Direction::Up)
            m_unacknowledged = 0;
        else
            ++m_unacknowledged;
    }
    if (direction == Direction::Up) {
        m_arrivals.push_back({arrived, end(Direction::Up).next});
    } else if (m_unacknowledged >= 2) { // at least every second segment
        m_unacknowledged = 0;
        end(Direction::Up).acknowledged = end(Direction::Down).next;
        send(Direction::Up, Ack);
    }
}

void TcpSynthesis::close(Direction first, bool reset)
{
    open();
    if (std::exchange(m_closed, true))
        return;
    const Direction second = first == Direction::Up ? Direction::Down : Direction::Up;
    m_arrivals.clear();
    for (const Direction side : {first, second})
        end(side).acknowledged = end(side == first ? second : first).next;
    if (reset) {
        send(first, Rst | Ack);
        return;
    }
    send(first, Fin | Ack);
    end(second).acknowledged = end(first).next;
    send(second, Fin | Ack);
    end(first).acknowledged = end(second).next;
    send(first, Ack);
}

void TcpSynthesis::acknowledgeArrived(TimePoint now)
{
    while (!m_arrivals.empty() && m_arrivals.front().at <= now) {
        end(Direction::Down).acknowledged = m_arrivals.front().upTo;
        m_arrivals.pop_front();
    }
}

void TcpSynthesis::send(Direction sender, quint8 flags, QByteArrayView payload)
{
    const bool up = sender == Direction::Up;
    const quint32 from = up ? m_endpoints.clientAddress : m_endpoints.serverAddress;
    const quint32 to = up ? m_endpoints.serverAddress : m_endpoints.clientAddress;
    constexpr quint8 plainWords = 5;
    constexpr qsizetype checksumAt = 16;
    const QByteArray options = (flags & Syn) != 0 ? synOptions() : QByteArray();
    const auto headerWords = static_cast<quint8>(plainWords + options.size() / 4);
    QByteArray tcp;
    tcp.reserve(60 + payload.size());
    append(tcp, up ? m_endpoints.clientPort : m_endpoints.serverPort);
    append(tcp, up ? m_endpoints.serverPort : m_endpoints.clientPort);
    append(tcp, end(sender).next);
    append(tcp, end(sender).acknowledged);
    append(tcp, static_cast<quint8>(headerWords << 4U));
    append(tcp, flags);
    append(tcp, window);
    append(tcp, quint16{0}); // checksum
    append(tcp, quint16{0}); // urgent pointer
    tcp += options;
    tcp.append(payload.data(), payload.size());
    put(tcp, checksumAt, folded(wordSum(tcp) + pseudoHeaderSum(from, to, tcp.size())));
    m_sink({ipHeader(from, to, tcp.size(), end(sender).packets++) + tcp, up, payload.size()});
    end(sender).next += static_cast<quint32>(payload.size()) + ((flags & (Syn | Fin)) != 0 ? 1U : 0U);
}
