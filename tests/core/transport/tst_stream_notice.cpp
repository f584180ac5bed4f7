#include "core/transport/stream_notice.h"

#include "core/protocol/envelope.h"

#include <QTest>

class StreamNoticeTest : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatTheServerWrites()
    {
        QVERIFY(parseNotice(missedJson(12)) == StreamNotice(MissedNotice{12}));
        QVERIFY(parseNotice(restartedJson()) == StreamNotice(RestartedNotice{}));
        QVERIFY(parseNotice(heartbeatJson()) == StreamNotice(HeartbeatNotice{}));
    }

    void readsNothingElse_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a message") << QByteArray("{\"id\":1,\"t\":2,\"data\":\"\"}");
        QTest::newRow("none missed") << QByteArray("{\"missed\":0}");
        QTest::newRow("missed in words") << QByteArray("{\"missed\":\"3\"}");
        QTest::newRow("not restarted") << QByteArray("{\"restarted\":false}");
        QTest::newRow("array") << QByteArray("[{\"missed\":3}]");
    }
    void readsNothingElse()
    {
        QFETCH(QByteArray, json);
        QVERIFY(!parseNotice(json));
    }
};

QTEST_APPLESS_MAIN(StreamNoticeTest)
#include "tst_stream_notice.moc"
