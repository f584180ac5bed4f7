#include "core/experiment/echo_rounds.h"

#include "tests/support/hand_transport.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// Rounds over a transport that the test moves, and what they told: "returned 1", "lost 2".
class Rounds
{
public:
    Rounds()
    {
        auto made = std::make_unique<HandTransport>(true);
        transport = made.get();
        rounds = std::make_unique<EchoRounds>(sender, std::move(made));
        QObject::connect(rounds.get(), &EchoRounds::returned, rounds.get(),
                         [this](quint64 number) { told << u"returned %1"_s.arg(number); });
        QObject::connect(rounds.get(), &EchoRounds::lost, rounds.get(),
                         [this](quint64 number) { told << u"lost %1"_s.arg(number); });
        rounds->start();
    }

    [[nodiscard]] bool send(quint64 number, PayloadKind kind = PayloadKind::Text)
    {
        return rounds->send(number, 64, kind);
    }

    static constexpr UpstreamSender sender{TransportKind::WebSocket, 3};
    HandTransport *transport = nullptr;
    std::unique_ptr<EchoRounds> rounds;
    QStringList told;
};

class TestEchoRounds : public QObject
{
    Q_OBJECT

private slots:
    void whatComesBackIsTheOldestUnderWay()
    {
        Rounds r;
        QVERIFY(r.send(1));
        QVERIFY(r.send(2, PayloadKind::Binary));
        QCOMPARE(r.transport->sent[0], upstreamPayload(Rounds::sender, 1, 64, PayloadKind::Text));
        r.transport->giveBack(r.transport->sent[0]);
        r.transport->giveBack(r.transport->sent[1], PayloadKind::Binary);
        QCOMPARE(r.told, (QStringList{u"returned 1"_s, u"returned 2"_s}));
    }

    void whatComesBackChangedIsLost()
    {
        Rounds r;
        for (quint64 number = 1; number <= 4; ++number)
            QVERIFY(r.send(number));
        r.transport->giveBack(r.transport->sent[0] + ' ');
        r.transport->giveBack(r.transport->sent[1], PayloadKind::Binary);
        r.transport->giveBack(r.transport->sent[3]); // 3 is skipped: it can never come
        QCOMPARE(r.told, (QStringList{u"lost 1"_s, u"lost 2"_s, u"lost 3"_s}));
        r.rounds->stop();
        QCOMPARE(r.told.last(), u"lost 4"_s);
        QCOMPARE(r.told.size(), 4);
    }

    void whatIsUnderWayIsLostWithItsConnection_data()
    {
        QTest::addColumn<QString>("end");
        for (const QString &end : {u"reconnecting"_s, u"gave up"_s, u"ready again"_s, u"stopped"_s})
            QTest::newRow(qPrintable(end)) << end;
    }

    void whatIsUnderWayIsLostWithItsConnection()
    {
        QFETCH(QString, end);
        Rounds r;
        QSignalSpy reconnecting(r.rounds.get(), &EchoRounds::reconnecting);
        QVERIFY(r.send(1));
        QVERIFY(r.send(2));
        if (end == u"reconnecting")
            r.transport->lose(true);
        else if (end == u"gave up")
            r.transport->lose(false);
        else if (end == u"ready again")
            emit r.transport->ready();
        else
            r.rounds->stop();
        QCOMPARE(r.told, (QStringList{u"lost 1"_s, u"lost 2"_s}));
        QCOMPARE(reconnecting.size(), end == u"reconnecting" ? 1 : 0);
        QCOMPARE(r.rounds->isOpen(), end == u"ready again");
        QCOMPARE(r.send(3), end == u"ready again"); // what is refused is not told of again
        QCOMPARE(r.told.size(), 2);
        r.transport->giveBack(r.transport->sent[0]); // late: nobody waits for it
        QVERIFY(!r.told.contains(u"returned 1"_s));
    }

    void moreThanTheLimitIsRefused()
    {
        Rounds r;
        for (quint64 number = 1; number <= EchoRounds::maxUnderWay; ++number)
            QVERIFY(r.send(number));
        QVERIFY(!r.send(EchoRounds::maxUnderWay + 1));
        r.transport->giveBack(r.transport->sent[0]);
        QVERIFY(r.send(EchoRounds::maxUnderWay + 2));
    }
};

QTEST_GUILESS_MAIN(TestEchoRounds)
#include "tst_echo_rounds.moc"
