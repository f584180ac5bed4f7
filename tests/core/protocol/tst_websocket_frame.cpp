#include "core/protocol/websocket_frame.h"

#include <QTest>

#include <rapidcheck.h>

namespace {

using Outputs = std::vector<WebSocketOutput>;
constexpr std::array<quint8, 4> mask{0x37, 0xfa, 0x21, 0x3d}; // of the examples in RFC 6455 5.7

Outputs read(const QByteArrayList &pieces, quint64 limit = WebSocketFrameReader::defaultMaxPayloadBytes)
{
    WebSocketFrameReader reader(limit);
    Outputs outputs;
    for (const QByteArray &piece : pieces)
        for (WebSocketOutput &output : reader.feed(piece))
            outputs.push_back(std::move(output));
    return outputs;
}

QByteArray hex(const char *digits)
{
    return QByteArray::fromHex(digits);
}

QByteArray largeFrame(const char *header, qsizetype payloadBytes)
{
    return hex(header) + QByteArray(payloadBytes, 'x');
}

} // namespace

class TestWebSocketFrame : public QObject
{
    Q_OBJECT

private slots:
    void theExamplesOfTheStandardAreReadHoweverSplit_data();
    void theExamplesOfTheStandardAreReadHoweverSplit();
    void framesAreWrittenAsTheStandardShows();
    void aHeaderIsAsLongAsThePayloadAsks_data();
    void aHeaderIsAsLongAsThePayloadAsks();
    void whatTheStandardForbidsMakesItDeaf_data();
    void whatTheStandardForbidsMakesItDeaf();
    void framesComeBackHoweverTheyAreSplit();
    void garbageNeverCrashes();
};

void TestWebSocketFrame::theExamplesOfTheStandardAreReadHoweverSplit_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("fin");
    QTest::addColumn<int>("opcode");
    QTest::addColumn<bool>("masked");
    QTest::addColumn<QByteArray>("payload");

    QTest::newRow("unmasked text") << hex("810548656c6c6f") << true << 1 << false << QByteArray("Hello");
    QTest::newRow("masked text") << hex("818537fa213d7f9f4d5158") << true << 1 << true << QByteArray("Hello");
    QTest::newRow("first fragment") << hex("010348656c") << false << 1 << false << QByteArray("Hel");
    QTest::newRow("last fragment") << hex("80026c6f") << true << 0 << false << QByteArray("lo");
    QTest::newRow("ping") << hex("890548656c6c6f") << true << 9 << false << QByteArray("Hello");
    QTest::newRow("masked pong") << hex("8a8537fa213d7f9f4d5158") << true << 10 << true
                                 << QByteArray("Hello");
    QTest::newRow("256 bytes") << largeFrame("827e0100", 256) << true << 2 << false << QByteArray(256, 'x');
    QTest::newRow("close") << hex("880203e8") << true << 8 << false << hex("03e8");
    QTest::newRow("empty") << hex("8100") << true << 1 << false << QByteArray();
    QTest::newRow("empty masked") << hex("818001020304") << true << 1 << true << QByteArray();
}

void TestWebSocketFrame::theExamplesOfTheStandardAreReadHoweverSplit()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, fin);
    QFETCH(int, opcode);
    QFETCH(bool, masked);
    QFETCH(QByteArray, payload);

    for (qsizetype split = 0; split <= bytes.size(); ++split) {
        const Outputs outputs = read({bytes.left(split), bytes.mid(split)});
        QCOMPARE(outputs.size(), std::size_t{1});
        const auto &frame = std::get<WebSocketFrame>(outputs.front());
        QCOMPARE(frame.header.fin, fin);
        QCOMPARE(frame.header.opcode, opcode);
        QCOMPARE(frame.header.masked, masked);
        QCOMPARE(frame.header.rsv, 0);
        QCOMPARE(frame.payload, payload);
        QCOMPARE(qsizetype{frame.header.headerBytes}, bytes.size() - payload.size());
    }
}

void TestWebSocketFrame::framesAreWrittenAsTheStandardShows()
{
    QCOMPARE(webSocketFrame(1, "Hello"), hex("810548656c6c6f"));
    QCOMPARE(maskedWebSocketFrame(1, "Hello", mask), hex("818537fa213d7f9f4d5158"));
    QCOMPARE(webSocketFrame(2, QByteArray(256, 'x')), largeFrame("827e0100", 256));
    QCOMPARE(webSocketFrame(2, QByteArray(65536, 'x')), largeFrame("827f0000000000010000", 65536));
}

void TestWebSocketFrame::aHeaderIsAsLongAsThePayloadAsks_data()
{
    QTest::addColumn<qsizetype>("payloadBytes");
    QTest::addColumn<int>("headerBytes");

    QTest::newRow("0") << qsizetype{0} << 2;
    QTest::newRow("125") << qsizetype{125} << 2;
    QTest::newRow("126") << qsizetype{126} << 4;
    QTest::newRow("65535") << qsizetype{65535} << 4;
    QTest::newRow("65536") << qsizetype{65536} << 10;
}

void TestWebSocketFrame::aHeaderIsAsLongAsThePayloadAsks()
{
    QFETCH(qsizetype, payloadBytes);
    QFETCH(int, headerBytes);

    QCOMPARE(webSocketHeaderBytes(static_cast<quint64>(payloadBytes), false), headerBytes);
    QCOMPARE(webSocketHeaderBytes(static_cast<quint64>(payloadBytes), true), headerBytes + 4);
    const QByteArray payload(payloadBytes, 'y');
    for (const QByteArray &bytes : {webSocketFrame(1, payload), maskedWebSocketFrame(1, payload, mask)}) {
        const Outputs outputs = read({bytes});
        QCOMPARE(outputs.size(), std::size_t{1});
        const auto &frame = std::get<WebSocketFrame>(outputs.front());
        QCOMPARE(frame.payload, payload);
        QCOMPARE(qsizetype{frame.header.headerBytes}, bytes.size() - payloadBytes);
    }
}

void TestWebSocketFrame::whatTheStandardForbidsMakesItDeaf_data()
{
    QTest::addColumn<QByteArray>("bytes");

    for (const int opcode : {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
        QTest::addRow("opcode %d", opcode) << QByteArray(1, static_cast<char>(0x80 | opcode)) + '\0';
    QTest::newRow("fragmented ping") << hex("0900");
    QTest::newRow("ping of 126 bytes") << largeFrame("897e007e", 126);
    QTest::newRow("125 in 16 bits") << largeFrame("817e007d", 125);
    QTest::newRow("65535 in 64 bits") << hex("817f000000000000ffff");
    QTest::newRow("top bit of the length") << hex("817f8000000000000000");
    QTest::newRow("all bits of the length") << hex("817fffffffffffffffff");
    QTest::newRow("over the limit") << hex("817f7fffffffffffffff");
    QTest::newRow("one byte over the limit") << hex("827e03e9");
}

void TestWebSocketFrame::whatTheStandardForbidsMakesItDeaf()
{
    QFETCH(QByteArray, bytes);

    const QByteArray stream = webSocketFrame(1, "a") + bytes + webSocketFrame(1, "b");
    for (qsizetype split = 0; split <= stream.size(); ++split) {
        const Outputs outputs = read({stream.left(split), stream.mid(split)}, 1000);
        QCOMPARE(outputs.size(), std::size_t{2});
        QVERIFY(std::holds_alternative<WebSocketFrame>(outputs.front()));
        QVERIFY(!std::get<WebSocketFault>(outputs.back()).reason.isEmpty());
    }
}

void TestWebSocketFrame::framesComeBackHoweverTheyAreSplit()
{
    QVERIFY(rc::check("any frames, any split", [] {
        QByteArray stream;
        std::vector<std::pair<int, QByteArray>> sent;
        for (int left = *rc::gen::inRange(1, 6); left > 0; --left) {
            const int opcode = *rc::gen::element(1, 2, 8, 9, 10);
            const QByteArray payload(*rc::gen::inRange(0, opcode < 8 ? 300 : 126),
                                     *rc::gen::arbitrary<char>());
            sent.emplace_back(opcode, payload);
            stream += *rc::gen::arbitrary<bool>()
                ? webSocketFrame(opcode, payload)
                : maskedWebSocketFrame(opcode, payload, *rc::gen::arbitrary<std::array<quint8, 4>>());
        }
        QByteArrayList pieces;
        for (qsizetype at = 0; at < stream.size(); at += pieces.back().size())
            pieces.append(stream.mid(at, *rc::gen::inRange<qsizetype>(1, 200)));
        std::vector<std::pair<int, QByteArray>> received;
        for (const WebSocketOutput &output : read(pieces))
            received.emplace_back(std::get<WebSocketFrame>(output).header.opcode,
                                  std::get<WebSocketFrame>(output).payload);
        RC_ASSERT(received == sent);
    }));
}

void TestWebSocketFrame::garbageNeverCrashes()
{
    QVERIFY(rc::check("any bytes, any split", [] {
        const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
        const QByteArray stream = QByteArray::fromStdString(bytes);
        const auto split = *rc::gen::inRange<qsizetype>(0, stream.size() + 1);
        RC_ASSERT(read({stream.left(split), stream.mid(split)}) == read({stream}));
    }));
}

QTEST_GUILESS_MAIN(TestWebSocketFrame)
#include "tst_websocket_frame.moc"
