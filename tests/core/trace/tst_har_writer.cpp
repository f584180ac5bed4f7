#include "core/protocol/websocket_frame.h"
#include "core/trace/har_writer.h"
#include "tests/support/captured.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray upgradeRequest("GET /ws?after=0 HTTP/1.1\r\nHost: h:1\r\nUpgrade: websocket\r\n"
                                "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
const QByteArray upgradeResponse("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                 "Connection: Upgrade\r\n\r\n");

QByteArray answer(const QByteArray &body, const QByteArray &type = "application/json")
{
    return "HTTP/1.1 200 OK\r\nContent-Type: " + type
        + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

}

class TestHarWriter : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_captured = std::make_unique<Captured>();
        QVERIFY(m_captured->spool.open());
    }

    void aPollIsAnEntryWithItsTimes()
    {
        m_captured->bare(TraceKind::Opened, 0);
        m_captured->request(0, 5,
                            "GET /poll?after=3&x=%20y HTTP/1.1\r\nHost: h:1\r\nCookie: a=1; b=2\r\n\r\n");
        m_captured->response(0, 765, answer("{}"), {MessageId{4}, MessageId{5}});
        const QJsonObject entry = entries().at(0).toObject();
        QCOMPARE(entry[u"startedDateTime"_s].toString(), u"2020-09-13T12:26:40.005000Z"_s);
        const QJsonObject request = entry[u"request"_s].toObject();
        QCOMPARE(request[u"method"_s].toString(), u"GET"_s);
        QCOMPARE(request[u"url"_s].toString(), u"http://h:1/poll?after=3&x=%20y"_s);
        QCOMPARE(pairs(request, u"queryString"_s), (QStringList{u"after=3"_s, u"x= y"_s}));
        QCOMPARE(pairs(request, u"cookies"_s), (QStringList{u"a=1"_s, u"b=2"_s}));
        QCOMPARE(pairs(request, u"headers"_s), (QStringList{u"Host=h:1"_s, u"Cookie=a=1; b=2"_s}));
        QCOMPARE(request[u"headersSize"_s].toInt(), 66);
        QCOMPARE(request[u"bodySize"_s].toInt(), 0);
        const QJsonObject response = entry[u"response"_s].toObject();
        QCOMPARE(response[u"status"_s].toInt(), 200);
        QCOMPARE(response[u"statusText"_s].toString(), u"OK"_s);
        QCOMPARE(response[u"content"_s][u"text"_s].toString(), u"{}"_s);
        QCOMPARE(response[u"content"_s][u"size"_s].toInt(), 2);
        QCOMPARE(response[u"bodySize"_s].toInt(), 2);
        const QJsonObject timings = entry[u"timings"_s].toObject();
        QCOMPARE(timings[u"connect"_s].toDouble(), 5.0);
        QCOMPARE(timings[u"send"_s].toDouble(), 20.0);
        QCOMPARE(timings[u"wait"_s].toDouble(), 740.0);
        QCOMPARE(timings[u"receive"_s].toDouble(), 20.0);
        QCOMPARE(timings[u"dns"_s].toDouble(), -1.0);
        QCOMPARE(entry[u"time"_s].toDouble(), 785.0);
        QVERIFY(entry[u"comment"_s].toString().contains("messages 4 to 5"_L1));
    }

    void aSecondRequestDoesNotConnect()
    {
        m_captured->bare(TraceKind::Opened, 0);
        for (int i = 0; i < 2; ++i) {
            m_captured->request(i, 5 + 100 * i, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            m_captured->response(i, 50 + 100 * i, answer("{}"));
        }
        QCOMPARE(entries().at(1)[u"timings"_s][u"connect"_s].toDouble(), -1.0);
    }

    void whatWasNotAnsweredSaysSo()
    {
        m_captured->bare(TraceKind::Opened, 0);
        m_captured->request(0, 5, "GET /long-poll HTTP/1.1\r\nHost: h\r\n\r\n");
        m_captured->bare(TraceKind::Closed, 1025);
        const QJsonObject entry = entries().at(0).toObject();
        QCOMPARE(entry[u"response"_s][u"status"_s].toInt(), 0);
        QCOMPARE(entry[u"timings"_s][u"wait"_s].toDouble(), 1000.0);
        QVERIFY(entry[u"comment"_s].toString().contains("no response"_L1));
    }

    void aStreamIsOneEntryWithoutItsChunks()
    {
        m_captured->bare(TraceKind::Opened, 0);
        m_captured->request(0, 5, "GET /events HTTP/1.1\r\nHost: h\r\n\r\n");
        m_captured->response(0, 50,
                             "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                             "Transfer-Encoding: chunked\r\n\r\n");
        for (int i = 1; i <= 3; ++i) {
            TraceRecord event
                = m_captured->bytes(WireRecordKind::SseEvent, Direction::Down, 100 * i,
                                    "f\r\ndata: \xe2\x82\xac\t\"" + QByteArray::number(i) + "\"\n\n\r\n");
            event.wire.messages = {MessageId{static_cast<quint64>(i)}};
            m_captured->add(event);
        }
        const QJsonArray all = entries();
        QCOMPARE(all.size(), 1);
        const QJsonObject response = all.at(0)[u"response"_s].toObject();
        QCOMPARE(response[u"content"_s][u"text"_s].toString(),
                 u"data: \u20ac\t\"1\"\n\ndata: \u20ac\t\"2\"\n\ndata: \u20ac\t\"3\"\n\n"_s);
        QCOMPARE(response[u"content"_s][u"size"_s].toInt(), 3 * 15);
        QCOMPARE(response[u"bodySize"_s].toInt(), 3 * 20); // on the wire
        QCOMPARE(all.at(0)[u"timings"_s][u"receive"_s].toDouble(), 270.0); // from the head to the last event
        QVERIFY(all.at(0)[u"comment"_s].toString().contains("messages 1 to 3"_L1));
    }

    void bytesThatAreNotTextAreBase64()
    {
        QByteArray body;
        for (int i = 0; i < 256; ++i)
            body += static_cast<char>(i);
        m_captured->request(0, 5, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        m_captured->response(0, 50, answer(body, "application/octet-stream"));
        const QJsonObject content = entries().at(0)[u"response"_s][u"content"_s].toObject();
        QCOMPARE(content[u"encoding"_s].toString(), u"base64"_s);
        QCOMPARE(QByteArray::fromBase64(content[u"text"_s].toString().toLatin1()), body);
        QCOMPARE(content[u"size"_s].toInt(), 256);
    }

    void postedDataIsThere()
    {
        m_captured->request(0, 5,
                            "POST /messages HTTP/1.1\r\nHost: h\r\nContent-Type: text/plain\r\n"
                            "Content-Length: 5\r\n\r\nhello");
        const QJsonObject data = entries().at(0)[u"request"_s][u"postData"_s].toObject();
        QCOMPARE(data[u"text"_s].toString(), u"hello"_s);
        QCOMPARE(data[u"mimeType"_s].toString(), u"text/plain"_s);
    }

    void aWebSocketHasItsMessagesAsChromeDoes()
    {
        m_captured->bare(TraceKind::Opened, 0);
        m_captured->request(0, 5, upgradeRequest);
        m_captured->response(0, 50, upgradeResponse);
        frame(Direction::Down, 100, webSocketFrame(1, "hello"));
        frame(Direction::Up, 110, maskedWebSocketFrame(2, QByteArrayView("\0\xff", 2), {1, 2, 3, 4}));
        frame(Direction::Down, 150, webSocketFrame(9, "ping"));
        QByteArray fragment = webSocketFrame(1, "one ");
        fragment[0] = 1; // more follow
        frame(Direction::Down, 200, fragment);
        frame(Direction::Down, 210, webSocketFrame(0, "message"));
        const QJsonObject entry = entries().at(0).toObject();
        QCOMPARE(entry[u"_resourceType"_s].toString(), u"websocket"_s);
        const QJsonArray messages = entry[u"_webSocketMessages"_s].toArray();
        QCOMPARE(messages.size(), 3);
        QCOMPARE(messages[0][u"type"_s].toString(), u"send"_s); // before the other arrived
        QCOMPARE(messages[0][u"opcode"_s].toInt(), 2);
        QCOMPARE(QByteArray::fromBase64(messages[0][u"data"_s].toString().toLatin1()),
                 QByteArray("\0\xff", 2));
        QCOMPARE(messages[0][u"time"_s].toDouble(), 1'600'000'000.11);
        QCOMPARE(messages[1][u"type"_s].toString(), u"receive"_s);
        QCOMPARE(messages[1][u"data"_s].toString(), u"hello"_s);
        QCOMPARE(messages[2][u"data"_s].toString(), u"one message"_s);
        QVERIFY(entry[u"comment"_s].toString().contains("1 control frames"_L1));
    }

    void theArchiveSaysWhatIsMissing()
    {
        m_captured->request(0, 5, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        m_context.dropped[indexOf(TransportKind::Sse)] = 12;
        const QJsonObject log = archive()[u"log"_s].toObject();
        QCOMPARE(log[u"creator"_s][u"name"_s].toString(), u"pushscope"_s);
        QCOMPARE(log[u"creator"_s][u"version"_s].toString(), u"9.9"_s);
        QVERIFY(log[u"comment"_s].toString().contains("sse: 12 older records were dropped"_L1));
        QVERIFY(log[u"comment"_s].toString().contains("nothing is redacted"_L1));
    }

    void anExistingFileStaysUntilAllIsWritten()
    {
        QTemporaryDir folder;
        const QString name = folder.filePath(u"a.har"_s);
        QFile before(name);
        QVERIFY(before.open(QIODevice::WriteOnly));
        before.write("before");
        before.close();
        m_captured->request(0, 5, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        QVERIFY(m_captured->spool.finish());
        auto writing = harExport(m_captured->spool, m_context, name);
        const auto begun = writing->advance();
        QVERIFY(begun && !*begun);
        QCOMPARE(QFile(name).size(), 6);
        writing.reset(); // given up
        QCOMPARE(QFile(name).size(), 6);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"a.har"_s});
    }

private:
    static QStringList pairs(const QJsonObject &message, const QString &member)
    {
        QStringList found;
        for (const QJsonValue pair : message[member].toArray())
            found += pair[u"name"_s].toString() + u'=' + pair[u"value"_s].toString();
        return found;
    }

    void frame(Direction direction, double in, const QByteArray &bytes)
    {
        m_captured->add(m_captured->bytes(WireRecordKind::Frame, direction, in, bytes));
    }

    QJsonObject archive()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"a.har"_s));
        if (!m_captured->spool.finish() || !harExport(m_captured->spool, m_context, file.fileName())->finish()
            || !file.open(QIODevice::ReadOnly))
            return {};
        return QJsonDocument::fromJson(file.readAll()).object();
    }
    QJsonArray entries() { return archive()[u"log"_s][u"entries"_s].toArray(); }

    std::unique_ptr<Captured> m_captured;
    CaptureContext m_context{.anchor = {Captured::at(0), 1'600'000'000'000'000},
                             .version = u"9.9"_s,
                             .command = u"pushscope run"_s,
                             .ports = {},
                             .dropped = {}};
};

QTEST_APPLESS_MAIN(TestHarWriter)

#include "tst_har_writer.moc"
