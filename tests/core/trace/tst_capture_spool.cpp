#include "core/trace/capture_order.h"
#include "core/trace/capture_spool.h"
#include "tests/support/captured.h"

#include <QDir>
#include <QTest>

#include <csignal>

#include <sys/resource.h>

namespace {

std::vector<quint64> numbers(const std::vector<CaptureEntry> &entries)
{
    std::vector<quint64> found;
    for (const CaptureEntry &entry : entries)
        found.push_back(entry.number);
    return found;
}

using Numbers = std::vector<quint64>;

/// While it lives, the process may have no more of something.
class Limit
{
public:
    Limit(__rlimit_resource_t resource, rlim_t most)
        : m_resource(resource)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(m_resource, &m_before);
        const rlimit small{most, m_before.rlim_max};
        setrlimit(m_resource, &small);
    }
    ~Limit() { setrlimit(m_resource, &m_before); }
    Limit(const Limit &) = delete;
    Limit &operator=(const Limit &) = delete;

private:
    __rlimit_resource_t m_resource;
    rlimit m_before{};
};

}

class TestCaptureSpool : public QObject
{
    Q_OBJECT

private slots:
    void aRecordComesBackAsItWas()
    {
        TraceRecord record;
        record.number = 17;
        record.kind = TraceKind::Unfinished;
        record.source = {3, 4};
        record.closeCode = 1006;
        record.closeCause = CloseCause::Vanished;
        record.closeReason = QByteArray("\0x", 2);
        record.wire.kind = WireRecordKind::Frame;
        record.wire.direction = Direction::Down;
        record.wire.begin = 5;
        record.wire.end = 8;
        record.wire.exchange = 6;
        record.wire.emptyPoll = true;
        record.wire.summary = "text";
        record.wire.code = 1;
        record.wire.messages = {MessageId{7}, MessageId{~quint64{0}}};
        record.wire.published = true;
        record.wire.echo = true;
        record.wire.firstIn = Captured::at(1);
        record.wire.lastOut = Captured::at(21.5);
        record.bytes = QByteArray("\0\xff\n", 3);
        CaptureSpool spool;
        QVERIFY(spool.open());
        spool.add(TransportKind::Sse, record);
        QVERIFY(spool.finish());
        QCOMPARE(spool.entries().size(), 1U);
        QCOMPARE(spool.conversations().at(0), (CaptureConversation{TransportKind::Sse, {3, 4}}));
        QVERIFY(spool.read(spool.entries()[0]) == record);
        QVERIFY(spool.readError());
    }

    void anyRecordCanBeReadAtAnyTime()
    {
        Captured captured;
        QVERIFY(captured.spool.open());
        for (int i = 0; i < 300; ++i)
            captured.add(captured.bytes(WireRecordKind::Frame, Direction::Down, i, QByteArray(i * 17, 'x')));
        QVERIFY(captured.spool.finish());
        const auto &entries = captured.spool.entries();
        for (std::size_t i = 0; i < entries.size(); ++i) {
            const std::size_t place = i * 7919 % entries.size();
            const TraceRecord record = captured.spool.read(entries[place]);
            QCOMPARE(record.number, place + 1);
            QCOMPARE(record.bytes.size(), static_cast<qsizetype>(place) * 17);
        }
    }

    void theClientsClockDecides()
    {
        Captured captured;
        QVERIFY(captured.spool.open());
        captured.bare(TraceKind::Opened, 0);
        captured.request(0, 5, "GET / HTTP/1.1\r\n\r\n"); // sent at 5 ms
        captured.add(captured.bytes(WireRecordKind::Frame, Direction::Down, 1, "x")); // arrives at 21 ms
        captured.add(captured.bytes(WireRecordKind::Frame, Direction::Up, 20, "x"));
        QVERIFY(captured.spool.finish());
        QCOMPARE(numbers(byTime(captured.spool.entries())), (Numbers{1, 2, 4, 3}));
        QCOMPARE(numbers(byConversation(captured.spool.entries())), (Numbers{1, 2, 4, 3}));
    }

    void bytesDecideWithinAStream()
    {
        Captured captured;
        QVERIFY(captured.spool.open());
        captured.bare(TraceKind::Opened, 0);
        TraceRecord fragment = captured.bytes(WireRecordKind::Frame, Direction::Down, 5, "fragment");
        captured.add(captured.bytes(WireRecordKind::Frame, Direction::Down, 6, "ping")); // complete before it
        captured.add(fragment);
        captured.bare(TraceKind::Closed, 30);
        QVERIFY(captured.spool.finish());
        QCOMPARE(numbers(byTime(captured.spool.entries())), (Numbers{1, 3, 2, 4}));
    }

    void whatComesAfterTheEndIsBeforeIt()
    {
        Captured captured;
        QVERIFY(captured.spool.open());
        captured.bare(TraceKind::Opened, 0);
        captured.add(captured.bytes(WireRecordKind::Frame, Direction::Down, 5, "in time"));
        captured.bare(TraceKind::Closed, 26);
        captured.position = {};
        TraceRecord late = captured.bytes(WireRecordKind::Unclassified, Direction::Down, 10, "late");
        late.kind = TraceKind::Unfinished;
        captured.add(late);
        QVERIFY(captured.spool.finish());
        QCOMPARE(numbers(byTime(captured.spool.entries())), (Numbers{1, 2, 4, 3}));
    }

    void aStampNeverGoesBackWithinAStream()
    {
        Captured captured;
        QVERIFY(captured.spool.open());
        captured.bare(TraceKind::Opened, 0);
        captured.add(captured.bytes(WireRecordKind::Frame, Direction::Down, 50, "first"));
        captured.add(captured.bytes(WireRecordKind::Frame, Direction::Down, 40, "second"));
        QVERIFY(captured.spool.finish());
        const auto sorted = byTime(captured.spool.entries());
        QCOMPARE(numbers(sorted), (Numbers{1, 2, 3}));
        QCOMPARE(sorted[2].stamp, sorted[1].stamp);
    }

    void aFullDiskIsReported()
    {
        const Limit full(RLIMIT_FSIZE, 100'000);
        Captured captured;
        QVERIFY(captured.spool.open());
        for (int i = 0; i < 10; ++i)
            captured.add(captured.bytes(WireRecordKind::Frame, Direction::Down, i, QByteArray(50'000, 'x')));
        const auto finished = captured.spool.finish();
        QVERIFY(!finished);
        QVERIFY2(finished.error().message.contains(QLatin1StringView("cannot keep")),
                 qPrintable(finished.error().message));
    }

    void aTemporaryFileThatCannotBeMadeIsReported()
    {
        const Limit noFiles(RLIMIT_NOFILE, 0);
        CaptureSpool spool;
        const auto opened = spool.open();
        QVERIFY(!opened);
        QVERIFY(opened.error().message.contains(QDir::tempPath()));
    }
};

QTEST_APPLESS_MAIN(TestCaptureSpool)

#include "tst_capture_spool.moc"
