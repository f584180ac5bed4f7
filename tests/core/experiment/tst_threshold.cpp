#include "core/experiment/threshold.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

class TestThreshold : public QObject
{
    Q_OBJECT

private slots:
    void everyOperatorIsHeldToItsMeaning_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("passes"); // of a p99 of 50

        QTest::newRow("less") << u"sse.latency_ms.p99<51"_s << true;
        QTest::newRow("not less") << u"sse.latency_ms.p99<50"_s << false;
        QTest::newRow("at most") << u"sse.latency_ms.p99<=50"_s << true;
        QTest::newRow("not at most") << u"sse.latency_ms.p99<=49.9"_s << false;
        QTest::newRow("greater") << u"sse.latency_ms.p99>49"_s << true;
        QTest::newRow("not greater") << u"sse.latency_ms.p99>50"_s << false;
        QTest::newRow("at least") << u"sse.latency_ms.p99>=50"_s << true;
        QTest::newRow("not at least") << u"sse.latency_ms.p99>=51"_s << false;
        QTest::newRow("equal, with spaces") << u" sse.latency_ms.p99 == 50 "_s << true;
        QTest::newRow("not equal") << u"sse.latency_ms.p99==51"_s << false;
        QTest::newRow("null") << u"sse.latency_ms.p99_9<1000000"_s << false;
        QTest::newRow("null, however") << u"sse.latency_ms.p99_9>=0"_s << false;
    }

    void everyOperatorIsHeldToItsMeaning()
    {
        QFETCH(QString, text);
        QFETCH(bool, passes);
        const QJsonObject latency{{u"p99"_s, 50}, {u"p99_9"_s, QJsonValue::Null}};
        const QJsonObject lane{{u"latency_ms"_s, latency}};
        const QJsonObject report{{u"transports"_s, QJsonObject{{u"sse"_s, lane}}}};
        const auto threshold = parseThreshold(text);
        QVERIFY(threshold);
        const ThresholdOutcome outcome = check(*threshold, report);
        QVERIFY(!outcome.unknown);
        QCOMPARE(outcome.passed, passes);
        QVERIFY(outcome.words.startsWith(text.trimmed()));
    }

    void twoFiguresOfARunAreCompared()
    {
        const auto lane = [](double mean) {
            return QJsonObject{{u"latency_ms"_s, QJsonObject{{u"mean"_s, mean}}}};
        };
        const QJsonObject report{
            {u"transports"_s, QJsonObject{{u"sse"_s, lane(20)}, {u"short-poll"_s, lane(1020)}}}};
        const auto less = parseThreshold(u"sse.latency_ms.mean<short-poll.latency_ms.mean"_s);
        QVERIFY(less);
        QVERIFY(check(*less, report).passed);
        QVERIFY2(check(*less, report).words.endsWith(u": is 20 and 1020"_s),
                 qPrintable(check(*less, report).words));
        const auto more = parseThreshold(u"sse.latency_ms.mean > short-poll.latency_ms.mean"_s);
        QVERIFY(more && !check(*more, report).passed);
        const auto missing = parseThreshold(u"sse.latency_ms.mean<websocket.latency_ms.mean"_s);
        QVERIFY(missing && check(*missing, report).unknown);
        QVERIFY(!parseThreshold(u"sse.latency_ms.mean<websocket.latency_ms.beauty"_s));
    }

    void aTransportThatDidNotTakePartIsUnknown()
    {
        const auto threshold = parseThreshold(u"websocket.messages.lost==0"_s);
        QVERIFY(threshold);
        QVERIFY(check(*threshold, {}).unknown);
    }

    void pathsOutsideTransportsAreKnownToo()
    {
        QVERIFY(parseThreshold(u"environment.noise.loop_lag_ms.p99<5"_s));
        QVERIFY(parseThreshold(u"settings.rate>0"_s));
        QVERIFY(!parseThreshold(u"environment.system<5"_s));
        QVERIFY(!parseThreshold(u"sse.messages<5"_s));
    }
};

QTEST_APPLESS_MAIN(TestThreshold)

#include "tst_threshold.moc"
