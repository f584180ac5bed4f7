#include "core/transport/poll_exchange.h"
#include "tests/support/scripted_server.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

class PollExchangeTest : public QObject
{
    Q_OBJECT

private slots:
    void readsAnAnswer()
    {
        ScriptedServer server;
        server.answer = [](const HttpRequest &) {
            return scriptedPoll({4, 5}, 5, ",\"missed\":2,\"more\":true");
        };
        PollExchange exchange;
        std::optional<MessageBatch> got;
        TimePoint at{};
        connect(&exchange, &PollExchange::answered, this,
                [&](const std::optional<MessageBatch> &batch, TimePoint t) {
                    got = batch;
                    at = t;
                });
        const TimePoint before = steadyNow();
        exchange.ask({.port = server.port()}, "/poll?after=1");
        QTRY_VERIFY(got);
        QCOMPARE(got->messages.size(), std::size_t(2));
        QCOMPARE(got->messages[1].payload, QByteArray("m5"));
        QCOMPARE(got->missed, quint64(2));
        QVERIFY(got->more);
        QCOMPARE(toNumber(got->last), quint64(5));
        QVERIFY(at > before && at <= steadyNow());
        QCOMPARE(server.target(0), QByteArray("/poll?after=1"));
    }

    void noContentBringsNoBatch()
    {
        ScriptedServer server;
        server.answer = [](const HttpRequest &) { return scriptedNoContent(); };
        PollExchange exchange;
        int answers = 0;
        connect(&exchange, &PollExchange::answered, this,
                [&answers](const std::optional<MessageBatch> &batch) {
                    QVERIFY(!batch);
                    ++answers;
                });
        exchange.ask({.port = server.port()}, "/poll");
        QTRY_COMPARE(answers, 1);
    }

    void tellsABrokenAnswerInWords_data()
    {
        QTest::addColumn<QByteArray>("response");

        QTest::newRow("not JSON") << scriptedResponse("200 OK", "{\"messages\":[");
        QTest::newRow("another JSON") << scriptedResponse("200 OK", "[1,2]");
        QTest::newRow("a page") << scriptedResponse("200 OK", "<p>hello", "Content-Type: text/html\r\n");
        QTest::newRow("no type") << scriptedResponse("200 OK", "{\"messages\":[],\"last\":0}", "");
        QTest::newRow("400") << scriptedResponse("400 Bad Request", "{\"error\":\"no\"}");
        QTest::newRow("503") << scriptedResponse("503 Service Unavailable");
        QTest::newRow("redirect") << scriptedResponse("302 Found", "", "Location: /\r\n");
        QTest::newRow("not HTTP") << QByteArray("hello\r\n\r\n");
    }

    void tellsABrokenAnswerInWords()
    {
        QFETCH(QByteArray, response);
        ScriptedServer server;
        server.answer = [response](const HttpRequest &) { return response; };
        PollExchange exchange;
        QSignalSpy failed(&exchange, &PollExchange::failed);
        QSignalSpy answered(&exchange, &PollExchange::answered);
        exchange.ask({.port = server.port()}, "/poll");
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(!failed.first().first().toString().isEmpty());
        QCOMPARE(answered.size(), 0);
        QVERIFY(!exchange.isBusy());
    }

    void sendsTheHeadersOfTheProfile()
    {
        ScriptedServer server;
        server.answer = [](const HttpRequest &) { return scriptedNoContent(); };
        PollExchange exchange;
        QSignalSpy answered(&exchange, &PollExchange::answered);
        ClientSettings settings{.port = server.port()};
        settings.headers.kind = HeaderProfile::Kind::Minimal;
        exchange.ask(settings, "/poll");
        QTRY_COMPARE(answered.size(), 1);
        settings.headers.kind = HeaderProfile::Kind::Browser;
        exchange.ask(settings, "/poll");
        QTRY_COMPARE(answered.size(), 2);
        QVERIFY(server.requests()[0].head.headers.size() < server.requests()[1].head.headers.size());
        QCOMPARE(server.requests()[0].head.header("Host"), "127.0.0.1:" + QByteArray::number(server.port()));
    }
};

QTEST_GUILESS_MAIN(PollExchangeTest)
#include "tst_poll_exchange.moc"
