#include "core/experiment/lane_words.h"

#include <QTest>

class TestLaneWords : public QObject
{
    Q_OBJECT

private slots:
    void whatIsSentFollowsFromTheSettingAndTheTransport_data()
    {
        QTest::addColumn<Upstream::Kind>("kind");
        QTest::addColumn<Sending>("websocket");
        QTest::addColumn<Sending>("others");
        QTest::newRow("off") << Upstream::Kind::Off << Sending::Nothing << Sending::Nothing;
        QTest::newRow("rate") << Upstream::Kind::Rate << Sending::Published << Sending::Published;
        QTest::newRow("ping-pong") << Upstream::Kind::PingPong << Sending::Published << Sending::Published;
        QTest::newRow("echo") << Upstream::Kind::Echo << Sending::Echoed << Sending::NoEcho;
    }

    void whatIsSentFollowsFromTheSettingAndTheTransport()
    {
        QFETCH(Upstream::Kind, kind);
        QFETCH(Sending, websocket);
        QFETCH(Sending, others);
        ExperimentSettings settings;
        settings.upstream.kind = kind;
        for (const TransportKind lane : allTransportKinds)
            QCOMPARE(sending(settings, lane), lane == TransportKind::WebSocket ? websocket : others);
    }

    void anEchoIsNoMessageOfTheStream()
    {
        ExperimentSettings settings;
        const PredictionInputs without = predictionInputs(settings);
        settings.upstream.kind = Upstream::Kind::Echo;
        const PredictionInputs with = predictionInputs(settings);
        QCOMPARE(with.messagesPerSecond, without.messagesPerSecond);
        QCOMPARE(with.sentPerSecond, 0.0);
        QVERIFY(!with.disturbed);
        settings.upstream.kind = Upstream::Kind::Rate;
        QCOMPARE(predictionInputs(settings).messagesPerSecond, without.messagesPerSecond + 4 * 2);
    }
};

QTEST_APPLESS_MAIN(TestLaneWords)
#include "tst_lane_words.moc"
