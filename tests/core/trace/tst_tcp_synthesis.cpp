#include "core/trace/tcp_synthesis.h"
#include "tests/support/captured.h"

#include <QSet>
#include <QTest>

#include <rapidcheck.h>

using namespace std::chrono_literals;

namespace {

enum Flag : quint8 { Fin = 1, Syn = 2, Rst = 4, Psh = 8, Ack = 16 };

/// Every packet, taken apart; `broken` counts those that are not sound.
struct Recorder
{
    std::vector<DissectedPacket> packets;
    int broken = 0;
    TcpSynthesis tcp{endpointsOf(0, 8080), [this](const TcpPacket &packet) { take(packet); }};

    void take(const TcpPacket &packet)
    {
        const auto parts = dissected(packet.bytes);
        if (!parts || !parts->checksumsRight || parts->payload.size() != packet.payloadBytes
            || packet.outbound != (parts->toPort == 8080))
            ++broken;
        if (parts)
            packets.push_back(*parts);
    }

    [[nodiscard]] QByteArray stream(Direction direction) const
    {
        QByteArray bytes;
        for (const DissectedPacket &packet : packets)
            if ((packet.toPort == 8080) == (direction == Direction::Up))
                bytes += packet.payload;
        return bytes;
    }
};

TimePoint at(Duration d)
{
    return TimePoint{100s} + d;
}

/// What a receiver would object to: gaps, overlaps, acknowledgements of what it has not sent.
QString complaint(const std::vector<DissectedPacket> &packets)
{
    std::array<quint32, 2> next{}, acknowledged{};
    for (const DissectedPacket &packet : packets) {
        const std::size_t side = packet.toPort == 8080 ? 0 : 1;
        if (packet.sequence != next[side])
            return QStringLiteral("sequence %1 where %2 was due").arg(packet.sequence).arg(next[side]);
        if (packet.acknowledged > next[1 - side])
            return QStringLiteral("acknowledges what was not sent");
        if (packet.acknowledged < acknowledged[side])
            return QStringLiteral("takes an acknowledgement back");
        acknowledged[side] = packet.acknowledged;
        next[side]
            += static_cast<quint32>(packet.payload.size()) + ((packet.flags & (Syn | Fin)) != 0 ? 1 : 0);
    }
    return {};
}

}

class TestTcpSynthesis : public QObject
{
    Q_OBJECT

private slots:
    void aConnectionOpensInThreeSteps()
    {
        Recorder recorder;
        recorder.tcp.open();
        recorder.tcp.open(); // is open already
        QCOMPARE(recorder.packets.size(), 3U);
        QCOMPARE(recorder.packets[0].flags, quint8{Syn});
        QCOMPARE(recorder.packets[1].flags, quint8{Syn | Ack});
        QCOMPARE(recorder.packets[2].flags, quint8{Ack});
        QCOMPARE(recorder.packets[2].acknowledged, 1U);
        QCOMPARE(recorder.broken, 0);
    }

    void dataOpensWhatWasNotSeenOpening()
    {
        Recorder recorder;
        recorder.tcp.data(Direction::Down, "late", at(0ms), at(20ms));
        QCOMPARE(recorder.packets.size(), 4U);
        QCOMPARE(recorder.packets[3].payload, QByteArray("late"));
        QCOMPARE(complaint(recorder.packets), QString());
    }

    void theServerAcknowledgesOnlyWhatHadArrived()
    {
        Recorder recorder;
        recorder.tcp.data(Direction::Up, "first", at(0ms), at(20ms));
        recorder.tcp.data(Direction::Up, "second", at(30ms), at(50ms));
        recorder.tcp.data(Direction::Down, "answer", at(49ms), at(69ms));
        QCOMPARE(recorder.packets.back().acknowledged, 6U); // SYN and "first"
        recorder.tcp.data(Direction::Down, "more", at(50ms), at(70ms));
        QCOMPARE(recorder.packets[recorder.packets.size() - 2].acknowledged, 12U);
        QCOMPARE(complaint(recorder.packets), QString());
    }

    void theClientAcknowledgesEverySecondPacket()
    {
        Recorder recorder;
        recorder.tcp.open();
        for (int i = 0; i < 4; ++i)
            recorder.tcp.data(Direction::Down, "event", at(0ms), at(20ms));
        qsizetype bare = 0;
        for (const DissectedPacket &packet : recorder.packets)
            bare += packet.flags == Ack && packet.toPort == 8080 ? 1 : 0;
        QCOMPARE(bare, 1 + 2); // one of them is the handshake's
    }

    void whatIsTooLargeForAPacketIsCut()
    {
        Recorder recorder;
        QByteArray bytes;
        for (int i = 0; i < 200'000; ++i)
            bytes += static_cast<char>(i % 251);
        recorder.tcp.data(Direction::Down, bytes, at(0ms), at(20ms));
        QCOMPARE(recorder.stream(Direction::Down), bytes);
        for (const DissectedPacket &packet : recorder.packets)
            QVERIFY(packet.payload.size() <= TcpSynthesis::maxSegmentBytes);
        QCOMPARE(recorder.broken, 0);
        QCOMPARE(complaint(recorder.packets), QString());
    }

    void aCloseGoesBothWaysOnce()
    {
        Recorder recorder;
        recorder.tcp.data(Direction::Up, "bye", at(0ms), at(20ms));
        recorder.tcp.close(Direction::Down, false);
        recorder.tcp.close(Direction::Up, false);
        const auto last = recorder.packets.end() - 3;
        QCOMPARE(last[0].flags, quint8{Fin | Ack});
        QCOMPARE(last[0].toPort, recorder.packets[0].fromPort); // the server began
        QCOMPARE(last[1].flags, quint8{Fin | Ack});
        QCOMPARE(last[2].flags, quint8{Ack});
        QCOMPARE(recorder.packets.size(), 3U + 1U + 3U);
        QCOMPARE(complaint(recorder.packets), QString());
        QVERIFY(!recorder.tcp.isOpen());
    }

    void whatWasCutIsReset()
    {
        Recorder recorder;
        recorder.tcp.open();
        recorder.tcp.close(Direction::Up, true);
        QCOMPARE(recorder.packets.size(), 4U);
        QCOMPARE(recorder.packets.back().flags, quint8{Rst | Ack});
        QCOMPARE(recorder.broken, 0);
    }

    void anyConversationIsSoundAndComplete()
    {
        const bool held = rc::check("streams arrive as they were sent", [] {
            Recorder recorder;
            std::array<QByteArray, 2> sent;
            Duration now{};
            const auto steps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 400));
            for (const int step : steps) {
                const Direction direction = step % 2 == 0 ? Direction::Up : Direction::Down;
                const QByteArray bytes(step * step, static_cast<char>(step));
                now += std::chrono::milliseconds(step % 7);
                recorder.tcp.data(direction, bytes, at(now), at(now + std::chrono::milliseconds(step % 40)));
                sent[step % 2] += bytes;
            }
            if (*rc::gen::arbitrary<bool>())
                recorder.tcp.close(Direction::Up, *rc::gen::arbitrary<bool>());
            RC_ASSERT(recorder.broken == 0);
            RC_ASSERT(complaint(recorder.packets).isEmpty());
            RC_ASSERT(recorder.stream(Direction::Up) == sent[0]);
            RC_ASSERT(recorder.stream(Direction::Down) == sent[1]);
        });
        QVERIFY(held);
    }

    void noTwoConnectionsShareAnEnd()
    {
        QSet<std::pair<quint32, quint16>> ends;
        constexpr quint32 connections = 40'000;
        for (quint32 i = 0; i < connections; ++i) {
            const TcpEndpoints one = endpointsOf(i, 40'001);
            QVERIFY(one.clientPort >= 49'152 && one.clientPort != 57'000);
            QCOMPARE(one.clientAddress >> 24, 127U);
            QCOMPARE(one.serverPort, quint16{40'001});
            ends.insert({one.clientAddress, one.clientPort});
        }
        QCOMPARE(ends.size(), qsizetype{connections});
    }

    void aPortOfAnotherProtocolIsNotKept()
    {
        QCOMPARE(endpointsOf(0, 44'818).serverPort, quint16{80}); // EtherNet/IP
        QCOMPARE(endpointsOf(0, 0).serverPort, quint16{80}); // not known
    }
};

QTEST_APPLESS_MAIN(TestTcpSynthesis)

#include "tst_tcp_synthesis.moc"
