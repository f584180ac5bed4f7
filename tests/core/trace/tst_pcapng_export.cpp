#include "core/trace/pcapng_export.h"
#include "tests/support/captured.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Packet
{
    quint32 interface = 0;
    qint64 unixNs = 0;
    DissectedPacket ip;
    QByteArray comment;
};

enum Flag : quint8 { Fin = 1, Syn = 2, Rst = 4 };

}

class TestPcapngExport : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_captured = std::make_unique<Captured>();
        QVERIFY(m_captured->spool.open());
        m_context = {.anchor = {Captured::at(0), 1'600'000'000'000'000},
                     .version = u"9.9"_s,
                     .command = u"pushscope run --rate 5"_s,
                     .ports = {40'001, 40'002, 40'003, 40'004},
                     .dropped = {}};
    }

    void eachPacketNamesItsRecordAndMessages()
    {
        m_captured->bare(TraceKind::Opened, 0);
        m_captured->request(0, 5, "GET /poll?after=3 HTTP/1.1\r\n\r\n");
        m_captured->response(0, 765, "HTTP/1.1 200 OK\r\n\r\n", {MessageId{4}, MessageId{5}});
        m_captured->request(1, 800, "GET /poll?after=5 HTTP/1.1\r\n\r\n");
        m_captured->response(1, 820, "HTTP/1.1 204 No Content\r\n\r\n");
        m_captured->bare(TraceKind::Closed, 900, Direction::Up);
        const auto packets = exported();
        QCOMPARE(packets.size(), 3U + 2U + 2U + 3U); // requests acknowledge
        QCOMPARE(packets[0].comment, "record 1: connection opened");
        QCOMPARE(packets[1].comment, QByteArray());
        QCOMPARE(packets[3].comment, "record 2: request GET /poll?after=3, 20 ms in the link");
        QCOMPARE(packets[4].comment,
                 "record 3: response 200, messages 4 to 5, held 740 ms, 20 ms in the link");
        QCOMPARE(packets[6].comment, "record 5: response 204, empty poll, 20 ms in the link");
        QCOMPARE(packets[7].comment, "record 6: closed by the client");
        QCOMPARE(packets[3].ip.toPort, quint16{40'001});
    }

    void timesAreThoseOfTheClient()
    {
        m_captured->bare(TraceKind::Opened, 0);
        m_captured->request(0, 5, "GET / HTTP/1.1\r\n\r\n");
        m_captured->response(0, 45, "HTTP/1.1 200 OK\r\n\r\n");
        const auto packets = exported();
        QCOMPARE(packets[3].unixNs, 1'600'000'000'005'000'000); // sent
        QCOMPARE(packets[4].unixNs, 1'600'000'000'065'000'000); // arrived
    }

    void everyByteIsThereOnce()
    {
        m_captured->bare(TraceKind::Opened, 0);
        m_captured->request(0, 5, "GET / HTTP/1.1\r\n\r\n");
        m_captured->response(0, 45, QByteArray(200'000, 'd'));
        TraceRecord rest = m_captured->bytes(WireRecordKind::Unclassified, Direction::Up, 70, "GET /unfin");
        rest.kind = TraceKind::Unfinished;
        m_captured->add(rest);
        std::array<QByteArray, 2> streams;
        for (const Packet &packet : exported()) {
            QVERIFY(packet.ip.checksumsRight);
            streams[packet.ip.toPort == 40'001 ? 0 : 1] += packet.ip.payload;
        }
        QCOMPARE(streams[0], QByteArray("GET / HTTP/1.1\r\n\r\nGET /unfin"));
        QCOMPARE(streams[1], QByteArray(200'000, 'd'));
    }

    void lanesAndConnectionsStayApart()
    {
        m_captured->bare(TraceKind::Opened, 0);
        m_captured->add(m_captured->bytes(WireRecordKind::Frame, Direction::Down, 5, "one"));
        TraceRecord other = m_captured->bytes(WireRecordKind::Frame, Direction::Down, 6, "two");
        other.source = {1, 0};
        m_captured->add(other, TransportKind::WebSocket);
        const auto packets = exported();
        QCOMPARE(packets.back().interface, 3U);
        QCOMPARE(packets.back().ip.fromPort, quint16{40'004});
        QCOMPARE(packets.back().ip.payload, QByteArray("two"));
        QVERIFY(packets.back().ip.toPort != packets.front().ip.fromPort);
    }

    void whatWasOpenAtTheEndStaysOpen()
    {
        m_captured->bare(TraceKind::Opened, 0);
        m_captured->add(m_captured->bytes(WireRecordKind::Frame, Direction::Down, 5, "one"));
        for (const Packet &packet : exported())
            QVERIFY((packet.ip.flags & (Fin | Rst)) == 0);
    }

    void whatWasTornIsReset_data()
    {
        QTest::addColumn<int>("closeCode");
        QTest::addColumn<CloseCause>("cause");
        QTest::addColumn<bool>("reset");
        QTest::newRow("no WebSocket") << 0 << CloseCause::Peer << false;
        QTest::newRow("normal") << 1000 << CloseCause::Peer << false;
        QTest::newRow("no Close frame") << 1006 << CloseCause::Peer << true;
        QTest::newRow("a poll cut in the link") << 0 << CloseCause::Cut << true;
        QTest::newRow("a poll closed by a middlebox") << 0 << CloseCause::Middlebox << false;
    }

    void whatWasTornIsReset()
    {
        QFETCH(int, closeCode);
        QFETCH(CloseCause, cause);
        QFETCH(bool, reset);
        m_captured->bare(TraceKind::Opened, 0);
        m_captured->bare(TraceKind::Closed, 30, Direction::Down, closeCode, cause);
        const auto packets = exported();
        QCOMPARE((packets.back().ip.flags & Rst) != 0, reset);
        QCOMPARE(packets[3].ip.fromPort, quint16{40'001}); // the server began
    }

    void theSectionSaysWhatIsMissing()
    {
        m_captured->bare(TraceKind::Opened, 0);
        m_context.dropped[indexOf(TransportKind::LongPoll)] = 120;
        exported();
        QVERIFY(m_file.contains("long-poll: 120 older records were dropped"));
        QVERIFY(m_file.contains("pushscope run --rate 5"));
    }

    void aFileThatCannotBeWrittenIsReported_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("no folder") << u"/nowhere/at/all.pcapng"_s;
        QTest::newRow("full disk") << u"/dev/full"_s;
    }

    void aFileThatCannotBeWrittenIsReported()
    {
        QFETCH(QString, name);
        m_captured->bare(TraceKind::Opened, 0);
        QVERIFY(m_captured->spool.finish());
        const auto written = pcapngExport(m_captured->spool, m_context, name)->finish();
        QVERIFY(!written);
        QVERIFY2(written.error().message.contains(name), qPrintable(written.error().message));
    }

private:
    std::vector<Packet> exported()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"a.pcapng"_s));
        if (!m_captured->spool.finish()
            || !pcapngExport(m_captured->spool, m_context, file.fileName())->finish()
            || !file.open(QIODevice::ReadOnly))
            return {};
        m_file = file.readAll();
        const auto number = [&](qsizetype at) { return qFromLittleEndian<quint32>(m_file.constData() + at); };
        std::vector<Packet> packets;
        for (qsizetype at = 0; at < m_file.size(); at += number(at + 4)) {
            constexpr quint32 enhancedPacket = 6;
            if (number(at) != enhancedPacket)
                continue;
            const auto size = static_cast<qsizetype>(number(at + 20));
            const qsizetype options = at + 28 + (size + 3) / 4 * 4;
            const auto option = number(options);
            Packet packet;
            packet.interface = number(at + 8);
            packet.unixNs = (static_cast<qint64>(number(at + 12)) << 32) + number(at + 16);
            packet.ip = dissected(m_file.mid(at + 28, size)).value_or(DissectedPacket{});
            if ((option & 0xFFFF) == 1) // a comment
                packet.comment = m_file.mid(options + 4, option >> 16);
            packets.push_back(packet);
        }
        return packets;
    }

    std::unique_ptr<Captured> m_captured;
    CaptureContext m_context;
    QByteArray m_file;
};

QTEST_APPLESS_MAIN(TestPcapngExport)

#include "tst_pcapng_export.moc"
