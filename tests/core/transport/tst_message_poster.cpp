#include "core/transport/message_poster.h"
#include "tests/support/door.h"
#include "tests/support/scripted_server.h"

#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

/// A poster, and what it said: "1 accepted", "2 refused".
class Posting : public QObject
{
public:
    explicit Posting(quint16 port)
    {
        settings.port = port;
        settings.headers.kind = HeaderProfile::Kind::Minimal;
        connect(&poster, &MessagePoster::accepted, this,
                [this](quint64 number) { lines << u"%1 accepted"_s.arg(number); });
        connect(&poster, &MessagePoster::refused, this, [this](quint64 number, const QString &reason) {
            lines << u"%1 refused"_s.arg(number);
            reasons << reason;
        });
    }
    void post(quint64 number, const QByteArray &payload = "hello", PayloadKind kind = PayloadKind::Text)
    {
        poster.post(settings, number, payload, kind);
    }

    ClientSettings settings;
    MessagePoster poster;
    QStringList lines;
    QStringList reasons;
};

class MessagePosterTest : public QObject
{
    Q_OBJECT

private slots:
    void publishesInOrderWhateverTheKind()
    {
        Door door;
        Posting posting(door.port);
        posting.post(1);
        posting.post(2, {});
        posting.post(3, "\xff\x00", PayloadKind::Binary);
        QTRY_COMPARE(posting.lines, (QStringList{u"1 accepted"_s, u"2 accepted"_s, u"3 accepted"_s}));
        const MessageBatch batch = door.shelf.since(MessageId{0}, {});
        QCOMPARE(batch.messages.size(), std::size_t(3));
        QCOMPARE(batch.messages[0].payload, QByteArray("hello"));
        QCOMPARE(batch.messages[1].payload, QByteArray());
        QCOMPARE(batch.messages[2].kind, PayloadKind::Binary);
    }

    void keepsItsConnectionOrMakesANewOne_data()
    {
        QTest::addColumn<ConnectionMode>("mode");
        QTest::addColumn<int>("connections");
        QTest::newRow("kept") << ConnectionMode::Keep << 1;
        QTest::newRow("new") << ConnectionMode::New << 3;
    }

    void keepsItsConnectionOrMakesANewOne()
    {
        QFETCH(ConnectionMode, mode);
        QFETCH(int, connections);
        ScriptedServer server;
        server.answer = [](const HttpRequest &) { return scriptedResponse("201 Created", "{\"id\":1}"); };
        Posting posting(server.port());
        posting.settings.connections = mode;
        for (quint64 number = 1; number <= 3; ++number)
            posting.post(number);
        QTRY_COMPARE(posting.lines.size(), 3);
        QCOMPARE(server.connectionCount(), connections);
        QCOMPARE(server.requests()[0].head.method, QByteArray("POST"));
        QCOMPARE(server.target(0), QByteArray("/messages"));
    }

    void saysWhatTheServerRefused()
    {
        ScriptedServer server;
        server.answer = [](const HttpRequest &) { return scriptedResponse("413 Content Too Large", "{}"); };
        Posting posting(server.port());
        posting.post(1);
        QTRY_COMPARE(posting.lines, QStringList{u"1 refused"_s});
        QVERIFY(posting.reasons[0].contains(u"413"_s));
    }

    void sendsNoneTwiceAndGoesOnWithTheNext()
    {
        ScriptedServer server;
        Posting posting(server.port());
        posting.post(1);
        QTRY_COMPARE(server.requestCount(), 1);
        server.send(scriptedResponse("201 Created", "{\"id\":1}"));
        QTRY_COMPARE(posting.lines.size(), 1);
        posting.post(2);
        posting.post(3);
        QTRY_COMPARE(server.requestCount(), 2);
        server.closeNewest(); // the server may have taken it
        QTRY_COMPARE(server.requestCount(), 3);
        QCOMPARE(posting.lines.last(), u"2 refused"_s);
        server.send(scriptedResponse("201 Created", "{\"id\":2}"));
        QTRY_COMPARE(posting.lines.last(), u"3 accepted"_s);
        QCOMPARE(server.requestCount(), 3);
    }

    void refusesEachWhenNobodyListens()
    {
        ScriptedServer server;
        server.goAway();
        Posting posting(server.port());
        for (quint64 number = 1; number <= 5; ++number)
            posting.post(number);
        QTRY_COMPARE(posting.lines.size(), 5);
        QVERIFY(posting.lines.contains(u"5 refused"_s));
    }

    void doesNotWaitForeverForAnAnswer()
    {
        ScriptedServer server;
        Posting posting(server.port());
        posting.settings.silenceTimeout = 50ms;
        posting.post(1);
        QTRY_COMPARE(posting.lines, QStringList{u"1 refused"_s});
        QTRY_COMPARE(server.openConnections(), 0);
    }

    void whatWaitsIsBounded()
    {
        ScriptedServer server;
        Posting posting(server.port());
        for (quint64 number = 1; number <= MessagePoster::maxWaiting + 1; ++number)
            posting.post(number);
        QCOMPARE(posting.lines, QStringList{u"1001 refused"_s});
    }

    void closeForgetsWhatWaits()
    {
        ScriptedServer server;
        Posting posting(server.port());
        posting.post(1);
        posting.post(2);
        QTRY_COMPARE(server.requestCount(), 1);
        posting.poster.close();
        QTRY_COMPARE(server.openConnections(), 0);
        QVERIFY(posting.lines.isEmpty());
        posting.post(3);
        QTRY_COMPARE(server.requestCount(), 2);
        server.send(scriptedResponse("201 Created", "{\"id\":1}"));
        QTRY_COMPARE(posting.lines, QStringList{u"3 accepted"_s});
    }
};

QTEST_GUILESS_MAIN(MessagePosterTest)
#include "tst_message_poster.moc"
