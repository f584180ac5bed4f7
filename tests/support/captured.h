#pragma once

#include "core/trace/capture_spool.h"

#include <QtEndian>

#include <optional>

/// Trace records for tests of the captures, numbered and timed as they come: times in milliseconds.
struct Captured
{
    CaptureSpool spool;
    quint64 number = 0;
    std::array<qint64, 2> position{}; ///< of the one connection, up and down

    static TimePoint at(double ms)
    {
        return TimePoint{std::chrono::seconds(100)} + std::chrono::microseconds(qRound64(ms * 1000));
    }

    void bare(TraceKind kind, double ms, Direction direction = Direction::Up, int closeCode = 0,
              CloseCause cause = CloseCause::Peer)
    {
        TraceRecord record;
        record.kind = kind;
        record.wire.direction = direction;
        record.wire.firstIn = record.wire.lastOut = at(ms);
        record.closeCode = closeCode;
        record.closeCause = cause;
        add(record);
    }

    /// Bytes that entered the link at `in` and left it 20 ms later.
    TraceRecord bytes(WireRecordKind kind, Direction direction, double in, const QByteArray &content)
    {
        TraceRecord record;
        record.wire.kind = kind;
        record.wire.direction = direction;
        qint64 &from = position[direction == Direction::Up ? 0 : 1];
        record.wire.begin = from;
        record.wire.end = from += content.size();
        record.bytes = content;
        record.wire.firstIn = at(in);
        record.wire.lastOut = at(in + 20);
        return record;
    }

    void add(TraceRecord record, TransportKind lane = TransportKind::ShortPoll)
    {
        record.number = ++number;
        spool.add(lane, record);
    }

    void request(int exchange, double in, const QByteArray &content,
                 TransportKind lane = TransportKind::ShortPoll)
    {
        TraceRecord record = bytes(WireRecordKind::Request, Direction::Up, in, content);
        record.wire.exchange = exchange;
        record.wire.summary = content.left(content.indexOf(" HTTP"));
        add(record, lane);
    }

    void response(int exchange, double in, const QByteArray &content, std::vector<MessageId> messages = {},
                  TransportKind lane = TransportKind::ShortPoll)
    {
        TraceRecord record = bytes(WireRecordKind::Response, Direction::Down, in, content);
        record.wire.exchange = exchange;
        record.wire.code = content.mid(9, 3).toInt();
        record.wire.summary = content.mid(9, 3);
        record.wire.emptyPoll = record.wire.code == 204;
        record.wire.messages = std::move(messages);
        add(record, lane);
    }
};

/// An IPv4 packet taken apart; only what the synthesis sets.
struct DissectedPacket
{
    quint32 from = 0, to = 0;
    quint16 fromPort = 0, toPort = 0;
    quint32 sequence = 0, acknowledged = 0;
    quint8 flags = 0;
    QByteArray payload;
    bool checksumsRight = false;
};

/// RFC 1071: the words of what a right checksum covers add up to all ones.
inline bool addsUp(const QByteArray &bytes)
{
    quint32 sum = 0;
    for (qsizetype i = 0; i < bytes.size(); i += 2)
        sum += static_cast<quint32>(static_cast<quint8>(bytes[i]) << 8)
            + (i + 1 < bytes.size() ? static_cast<quint8>(bytes[i + 1]) : 0U);
    while (sum > 0xFFFF)
        sum = (sum & 0xFFFF) + (sum >> 16);
    return sum == 0xFFFF;
}

/// nullopt: not a sound packet.
inline std::optional<DissectedPacket> dissected(const QByteArray &packet)
{
    const auto word = [&](qsizetype at) { return qFromBigEndian<quint16>(packet.constData() + at); };
    const auto number = [&](qsizetype at) { return qFromBigEndian<quint32>(packet.constData() + at); };
    if (packet.size() < 40 || packet[0] != 0x45 || packet[9] != 6 || word(2) != packet.size())
        return std::nullopt;
    const qsizetype tcpHeader = (static_cast<quint8>(packet[32]) >> 4) * 4;
    QByteArray pseudo = packet.mid(12, 8);
    pseudo.append('\0').append('\6');
    pseudo.append(static_cast<char>((packet.size() - 20) >> 8)).append(static_cast<char>(packet.size() - 20));
    return DissectedPacket{.from = number(12),
                           .to = number(16),
                           .fromPort = word(20),
                           .toPort = word(22),
                           .sequence = number(24),
                           .acknowledged = number(28),
                           .flags = static_cast<quint8>(packet[33]),
                           .payload = packet.mid(20 + tcpHeader),
                           .checksumsRight = addsUp(packet.left(20)) && addsUp(pseudo + packet.mid(20))};
}
