#include "core/transport/response_words.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

class ResponseWordsTest : public QObject
{
    Q_OBJECT

private slots:
    void saysTheStatus()
    {
        QCOMPARE(statusInWords({.status = 503, .reason = "Service Unavailable"}),
                 u"The server answered 503 Service Unavailable"_s);
        QCOMPARE(statusInWords({.status = 599}), u"The server answered 599"_s);
    }

    void knowsAMediaType_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("expected");
        QTest::newRow("plain") << QByteArray("text/event-stream") << true;
        QTest::newRow("parameter") << QByteArray("text/event-stream; charset=utf-8") << true;
        QTest::newRow("case") << QByteArray("Text/Event-Stream ;x=y") << true;
        QTest::newRow("longer") << QByteArray("text/event-streams") << false;
        QTest::newRow("empty") << QByteArray() << false;
    }
    void knowsAMediaType()
    {
        QFETCH(QByteArray, value);
        QFETCH(bool, expected);
        QCOMPARE(hasMediaType({.headers = {{"content-type", value}}}, "text/event-stream"), expected);
        QVERIFY(!hasMediaType({}, "text/event-stream"));
    }
};

QTEST_APPLESS_MAIN(ResponseWordsTest)
#include "tst_response_words.moc"
