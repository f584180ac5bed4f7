#include "app/exit_code.h"
#include "app/headless_serve.h"
#include "core/protocol/envelope.h"
#include "tests/support/captured_stream.h"
#include "tests/support/door.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

ServeCommand onAnyPort()
{
    ServeCommand command;
    command.port = 0;
    return command;
}

/// A started server and the port that it has told.
class Served
{
public:
    explicit Served(const ServeCommand &command)
        : server(command)
        , ended(&server, &HeadlessServe::ended)
    {
        CapturedStream out(stdout);
        server.start();
        said = out.text();
        port = static_cast<quint16>(said.mid(said.lastIndexOf(':') + 1).trimmed().toUInt());
    }

    HeadlessServe server;
    QSignalSpy ended;
    QByteArray said;
    quint16 port = 0;
};

QByteArray posted(const Served &served, const QByteArray &body, const QByteArray &headers = {})
{
    RawClient client(served.port,
                     "POST /messages HTTP/1.1\r\nHost: h\r\n" + headers
                         + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    return client.response();
}

/// What a poll from the beginning brings.
std::optional<MessageBatch> polled(const Served &served)
{
    RawClient client(served.port);
    client.get("/poll?after=0");
    const auto batch = parsePollBody(RawClient::bodyOf(client.response()));
    return batch ? std::optional(*batch) : std::nullopt;
}

}

class TestHeadlessServe : public QObject
{
    Q_OBJECT

private slots:
    void anAddressOfAnotherMachineCannotBeListenedOn()
    {
        ServeCommand command = onAnyPort();
        command.address = QHostAddress(u"192.0.2.1"_s); // RFC 5737: nobody's
        HeadlessServe server(command);
        const QSignalSpy ended(&server, &HeadlessServe::ended);
        CapturedStream out(stdout);
        CapturedStream err(stderr);
        server.start();
        QCOMPARE(ended.size(), 1);
        QCOMPARE(ended.first().first().toInt(), int(ExitCannotListen));
        QVERIFY2(err.text().startsWith("pushscope: ") && err.text().contains("192.0.2.1"), err.text());
        QCOMPARE(out.text(), QByteArray());
    }

    void aStdoutThatIsFullIsSaidAndTheServerServes()
    {
        HeadlessServe server(onAnyPort());
        const QSignalSpy ended(&server, &HeadlessServe::ended);
        CapturedStream err(stderr);
        {
            const CapturedStream full(stdout, "/dev/full");
            server.start();
        }
        QVERIFY2(err.text().startsWith("pushscope: cannot write to standard output: "), err.text());
        QCOMPARE(ended.size(), 0);
    }

    void theLogKeepsAsManyMessagesAsItIsTold()
    {
        ServeCommand command = onAnyPort();
        command.log.messages = 2;
        const Served served(command);
        for (const char *body : {"one", "two", "three"})
            QCOMPARE(RawClient::statusOf(posted(served, body)), 201);
        const auto batch = polled(served);
        QVERIFY(batch);
        QCOMPARE(batch->missed, 1U);
        QCOMPARE(batch->messages.size(), 2U);
        QCOMPARE(batch->messages.front().payload, QByteArray("two"));
    }

    void theLogKeepsAsManyBytesAsItIsTold()
    {
        ServeCommand command = onAnyPort();
        command.log.bytes = 8;
        const Served served(command);
        for (const char *body : {"one", "two", "three"})
            QCOMPARE(RawClient::statusOf(posted(served, body)), 201);
        const auto batch = polled(served);
        QVERIFY(batch);
        QCOMPARE(batch->missed, 1U);
        QCOMPARE(batch->messages.size(), 2U);
    }

    void foreignOriginsPublishWhenTheyMay()
    {
        const QByteArray origin = "Origin: https://a.example\r\n";
        QCOMPARE(RawClient::statusOf(posted(Served(onAnyPort()), "x", origin)), 403);
        ServeCommand command = onAnyPort();
        command.server.allowedOrigins = {"https://a.example"};
        const Served served(command);
        QCOMPARE(RawClient::statusOf(posted(served, "x", origin)), 201);
        QCOMPARE(RawClient::statusOf(posted(served, "x", "Origin: https://b.example\r\n")), 403);
    }

    void oneConnectionMoreThanAllowedIsToldSo()
    {
        ServeCommand command = onAnyPort();
        command.server.maxConnections = 1;
        const Served served(command);
        RawClient first(served.port);
        first.get("/stats");
        QCOMPARE(RawClient::statusOf(first.response()), 200);
        RawClient second(served.port);
        second.get("/stats");
        QCOMPARE(RawClient::statusOf(second.response()), 503);
    }

    void aSilentStreamIsKeptAliveAsOftenAsItIsTold()
    {
        ServeCommand command = onAnyPort();
        command.server.heartbeat = 10ms;
        const Served served(command);
        RawClient client(served.port);
        client.get("/events");
        for (int i = 0; i < 3; ++i)
            QVERIFY(!client.takeUntil("\r\n:").isEmpty()); // a chunk that holds a comment
    }

    void theScheduleIsThatOfTheCommand()
    {
        ServeCommand command = onAnyPort();
        command.publisher = {1000, {.kind = Arrivals::Kind::Steady}, 12, PayloadKind::Binary, 7};
        const Served served(command);
        QTRY_VERIFY(polled(served) && polled(served)->messages.size() >= 5);
        const MessageBatch batch = *polled(served);
        const Message &first = batch.messages.front();
        QCOMPARE(first.kind, PayloadKind::Binary);
        QCOMPARE(first.payload.size(), 12);
        QCOMPARE(batch.messages.at(4).unixMicroseconds - first.unixMicroseconds, 4000);
    }

    void withoutARateNothingIsPublished()
    {
        const Served served(onAnyPort());
        RawClient client(served.port);
        client.get("/long-poll?after=0&timeout=0");
        QCOMPARE(RawClient::statusOf(client.response()), 204);
    }

    void closingLetsEverybodyGoAndEndsOnce()
    {
        Served served(onAnyPort());
        RawClient stream(served.port);
        stream.get("/events");
        QVERIFY(!stream.takeUntil("retry:").isEmpty());
        RawClient held(served.port);
        held.get("/long-poll?after=0");
        RawClient stats(served.port);
        QTRY_VERIFY((stats.get("/stats"), stats.response().contains("\"long-poll\":1")));
        served.server.close();
        // Well before it would leave behind those who do not go.
        QTRY_COMPARE_WITH_TIMEOUT(served.ended.size(), 1, 2500);
        QCOMPARE(served.ended.first().first().toInt(), int(ExitOk));
        QTRY_VERIFY(stream.closed && held.closed && stats.closed);
        QVERIFY2(stream.bytes.endsWith("0\r\n\r\n"), stream.bytes); // an end, not a break
        QVERIFY(!RawClient(served.port).socket.waitForConnected());
    }
};

QTEST_GUILESS_MAIN(TestHeadlessServe)
#include "tst_headless_serve.moc"
