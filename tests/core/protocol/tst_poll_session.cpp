#include "core/protocol/poll_session.h"

#include <QTest>

using namespace std::chrono_literals;

namespace {

HttpRequest asking(const QByteArray &target)
{
    HttpRequest request;
    request.method = "GET";
    request.target = target;
    return request;
}

PollQuery after(quint64 id, std::chrono::seconds timeout = 30s)
{
    return {{AfterParameter::Kind::Id, MessageId{id}}, timeout};
}

constexpr TimePoint start{1h};
using Kind = AfterParameter::Kind;
using Decision = PollSession::Decision;

} // namespace

class TestPollSession : public QObject
{
    Q_OBJECT

private slots:
    void readsTheQuery_data();
    void readsTheQuery();
    void refusesWhatIsNoNumber_data();
    void refusesWhatIsNoNumber();
    void isHeldUntilAMessageComes();
    void isEmptyFromTheDeadlineOn();
    void aMessageAtTheDeadlineIsStillAnAnswer();
    void timeoutZeroIsNeverHeld();
    void nowIsAnsweredAtOnceWithTheLastId();
    void absentMeansAllThatTheLogHolds();
    void aCursorAboveTheLastIdIsAnsweredAtOnce();
};

void TestPollSession::readsTheQuery_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<quint64>("id");
    QTest::addColumn<int>("timeout");

    QTest::newRow("nothing") << QByteArray("/long-poll") << Kind::Absent << quint64{0} << 30;
    QTest::newRow("after") << QByteArray("/long-poll?after=42") << Kind::Id << quint64{42} << 30;
    QTest::newRow("after 0") << QByteArray("/long-poll?after=0") << Kind::Id << quint64{0} << 30;
    QTest::newRow("now") << QByteArray("/long-poll?after=now&timeout=5") << Kind::Now << quint64{0} << 5;
    QTest::newRow("timeout 0") << QByteArray("/long-poll?timeout=0") << Kind::Absent << quint64{0} << 0;
    QTest::newRow("timeout 120") << QByteArray("/long-poll?timeout=120&after=1") << Kind::Id << quint64{1}
                                 << 120;
    QTest::newRow("largest id") << QByteArray("/long-poll?after=18446744073709551615") << Kind::Id
                                << ~quint64{0} << 30;
    QTest::newRow("leading zeros") << QByteArray("/long-poll?after=010") << Kind::Id << quint64{10} << 30;
}

void TestPollSession::readsTheQuery()
{
    QFETCH(QByteArray, target);
    QFETCH(Kind, kind);
    QFETCH(quint64, id);
    QFETCH(int, timeout);

    const Result<PollQuery> query = parsePollQuery(asking(target));
    QVERIFY(query);
    QCOMPARE(query->after.kind, kind);
    QCOMPARE(toNumber(query->after.id), id);
    QCOMPARE(query->timeout.count(), timeout);
}

void TestPollSession::refusesWhatIsNoNumber_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("named");

    const QString after = QStringLiteral("\"after\"");
    const QString timeout = QStringLiteral("\"timeout\"");
    QTest::newRow("word") << QByteArray("after=abc") << after;
    QTest::newRow("empty") << QByteArray("after=") << after;
    QTest::newRow("no value") << QByteArray("after") << after;
    QTest::newRow("negative") << QByteArray("after=-1") << after;
    QTest::newRow("plus sign") << QByteArray("after=%2B1") << after;
    QTest::newRow("space") << QByteArray("after=+1") << after;
    QTest::newRow("fraction") << QByteArray("after=1.5") << after;
    QTest::newRow("hexadecimal") << QByteArray("after=0x1") << after;
    QTest::newRow("NOW") << QByteArray("after=NOW") << after;
    QTest::newRow("beyond 64 bits") << QByteArray("after=18446744073709551616") << after;
    QTest::newRow("timeout too long") << QByteArray("timeout=121") << timeout;
    QTest::newRow("timeout negative") << QByteArray("timeout=-1") << timeout;
    QTest::newRow("timeout with unit") << QByteArray("timeout=5s") << timeout;
    QTest::newRow("timeout empty") << QByteArray("timeout=") << timeout;
    QTest::newRow("timeout huge") << QByteArray("timeout=99999999999999999999") << timeout;
}

void TestPollSession::refusesWhatIsNoNumber()
{
    QFETCH(QByteArray, query);
    QFETCH(QString, named);

    const Result<PollQuery> result = parsePollQuery(asking("/long-poll?" + query));
    QVERIFY(!result);
    QVERIFY2(result.error().message.startsWith(named), qPrintable(result.error().message));
}

void TestPollSession::isHeldUntilAMessageComes()
{
    const PollSession session(after(7), MessageId{7}, start);
    QCOMPARE(session.decide(MessageId{7}, start), Decision::Hold);
    QCOMPARE(session.decide(MessageId{7}, start + 29'999ms), Decision::Hold);
    QCOMPARE(session.decide(MessageId{8}, start + 1ms), Decision::Answer);
    QCOMPARE(session.cursor(), MessageId{7});
}

void TestPollSession::isEmptyFromTheDeadlineOn()
{
    const PollSession session(after(7, 5s), MessageId{7}, start);
    QCOMPARE(session.deadline(), start + 5s);
    QCOMPARE(session.decide(MessageId{7}, start + 5s - 1ns), Decision::Hold);
    QCOMPARE(session.decide(MessageId{7}, start + 5s), Decision::Empty);
    QCOMPARE(session.decide(MessageId{7}, start + 6s), Decision::Empty);
}

void TestPollSession::aMessageAtTheDeadlineIsStillAnAnswer()
{
    const PollSession session(after(7, 5s), MessageId{7}, start);
    QCOMPARE(session.decide(MessageId{8}, start + 5s), Decision::Answer);
}

void TestPollSession::timeoutZeroIsNeverHeld()
{
    QCOMPARE(PollSession(after(7, 0s), MessageId{7}, start).decide(MessageId{7}, start), Decision::Empty);
    QCOMPARE(PollSession(after(6, 0s), MessageId{7}, start).decide(MessageId{7}, start), Decision::Answer);
}

void TestPollSession::nowIsAnsweredAtOnceWithTheLastId()
{
    const PollSession session({{Kind::Now, {}}, 30s}, MessageId{7}, start);
    QCOMPARE(session.decide(MessageId{7}, start), Decision::Answer);
    QCOMPARE(session.cursor(), MessageId{7});
}

void TestPollSession::absentMeansAllThatTheLogHolds()
{
    QCOMPARE(PollSession({}, MessageId{7}, start).decide(MessageId{7}, start), Decision::Answer);
    QCOMPARE(PollSession({}, MessageId{7}, start).cursor(), MessageId{0});
    QCOMPARE(PollSession({}, MessageId{0}, start).decide(MessageId{0}, start), Decision::Hold);
}

void TestPollSession::aCursorAboveTheLastIdIsAnsweredAtOnce()
{
    QCOMPARE(PollSession(after(9), MessageId{7}, start).decide(MessageId{7}, start), Decision::Answer);
}

QTEST_APPLESS_MAIN(TestPollSession)
#include "tst_poll_session.moc"
