#include "tests/support/recorded_trace.h"
#include "ui/wire/byte_canvas.h"
#include "ui/wire/byte_lines.h"
#include "ui/wire/byte_parts.h"
#include "ui/wire/byte_view.h"
#include "ui/wire/frame_bits.h"
#include "ui/wire/size_check_line.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QImage>
#include <QLabel>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::Literals::StringLiterals;
using enum TransportKind;

namespace {

constexpr std::array<quint8, 4> mask{0x37, 0xfa, 0x21, 0x3d};
const Message hello = RecordedTrace::message(141, "hello, class");

TraceRecord frame(RecordedTrace &t, const QByteArray &bytes, Direction way = Direction::Down)
{
    t.upgrade(1);
    t.send(WebSocket, way, bytes, 30.9, 30.94);
    return t.last(WebSocket);
}

QString textOf(const ByteLine &line)
{
    QString text;
    for (const LineRun &run : line.runs)
        text += run.text;
    return text;
}

QStringList described(const QList<ByteLine> &lines)
{
    QStringList all;
    for (const ByteLine &line : lines)
        all.append(u"%1|%2|%3"_s.arg(line.label, textOf(line), line.meaning));
    return all;
}

} // namespace

class TestByteView : public QObject
{
    Q_OBJECT

private slots:
    void partsOfABytesAreNamed();
    void aRequestThatBroughtNothingIsAnEmptyPoll();
    void headerBitsAreLaidOutAsInTheStandard_data();
    void headerBitsAreLaidOutAsInTheStandard();
    void sseLinesStandBesideTheirEvent();
    void anEventInTwoChunksShowsBoth();
    void aHeadIsSplitIntoItsLines();
    void aMaskedPayloadIsShownBothWays();
    void aCloseFrameSaysItsCodeAndReason();
    void aConnectionWithoutACloseFrameSays1006();
    void withoutASelectionItSaysWhatToDo();
    void theSelectedRecordIsShownOnce();
    void bytesAreSelectedWithTheKeyboard();
    void bytesAreSelectedWithTheMouse();
    void selectedBytesAreCopiedAsHex();
    void bytesAreSavedAsTheyCrossed();
    void aTamperedRecordIsShownAsDiffering();
    void aRecordOf16MebibytesIsPaintedRowByRow();
};

void TestByteView::partsOfABytesAreNamed()
{
    RecordedTrace t;
    const TraceRecord record = frame(t, webSocketFrame(1, messageJson(hello)));
    QCOMPARE(partSums(record),
             (QList<PartSum>{{BytePart::Payload, 12}, {BytePart::Envelope, 41}, {BytePart::Framing, 2}}));
    QCOMPARE(bytesSentence(record, 0, 1), u"byte 0x0000: framing"_s);
    QCOMPARE(bytesSentence(record, 0x29, 12), u"0x0029 to 0x0034, 12 bytes: payload"_s);
    QCOMPARE(bytesSentence(record, 0, 55),
             u"0x0000 to 0x0036, 55 bytes: payload 12, envelope 41, framing 2"_s);
    QCOMPARE(bytesSentence(record, 50, 6), QString());
}

void TestByteView::aRequestThatBroughtNothingIsAnEmptyPoll()
{
    RecordedTrace t;
    t.open(ShortPoll, 1);
    t.send(ShortPoll, Direction::Up, "GET /poll?after=1 HTTP/1.1\r\nHost: a\r\n\r\n", 2, 2.04);
    LabState state;
    state.trace = &t.trace;
    state.selection.record = RecordRef{ShortPoll, t.last(ShortPoll).number};
    ByteView view;
    view.display(state);
    QCOMPARE(partSums(view.canvas()->record()), (QList<PartSum>{{BytePart::RequestHead, 39}}));
    t.send(ShortPoll, Direction::Down, "HTTP/1.1 204 No Content\r\n\r\n", 2.04, 2.08);
    view.display(state);
    QCOMPARE(partSums(view.canvas()->record()), (QList<PartSum>{{BytePart::EmptyPoll, 39}}));
}

void TestByteView::headerBitsAreLaidOutAsInTheStandard_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<int>("bits");
    QTest::newRow("text") << webSocketFrame(1, QByteArray(53, 'x'))
                          << u"FIN last, RSV none, opcode 1 = text, MASK no, payload length 53 bytes"_s << 16;
    QTest::newRow("16 bits of length")
        << webSocketFrame(2, QByteArray(300, 'x'))
        << u"FIN last, RSV none, opcode 2 = binary, MASK no, payload length 126: 16 bits follow, "
           "extended payload length 300 bytes"_s
        << 32;
    QTest::newRow("64 bits of length, masked")
        << maskedWebSocketFrame(1, QByteArray(70'000, 'x'), mask)
        << u"FIN last, RSV none, opcode 1 = text, MASK yes, payload length 127: 64 bits follow, "
           "extended payload length 70,000 bytes, masking key 37 fa 21 3d"_s
        << 112;
    QTest::newRow("first fragment") << QByteArray(
        "\x01\x01x", 3) << u"FIN more, RSV none, opcode 1 = text, MASK no, payload length 1 byte"_s
                                    << 16;
}

void TestByteView::headerBitsAreLaidOutAsInTheStandard()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, sentence);
    QFETCH(int, bits);
    const std::optional<FrameBits> header = FrameBits::of(bytes);
    QVERIFY(header.has_value());
    QCOMPARE(header->sentence(), sentence);
    QCOMPARE(header->bits(), bits);
    int next = 0; // the fields tile the header
    for (const HeaderField &field : header->fields()) {
        QCOMPARE(field.first, next);
        next += field.count;
    }
    QCOMPARE(next, bits);
    for (int i = 0; i < bits; ++i)
        QCOMPARE(header->bit(i), ((static_cast<quint8>(bytes[i / 8]) << (i % 8)) & 0x80) != 0);
    QVERIFY(!FrameBits::of(bytes.first(1)));
}

void TestByteView::sseLinesStandBesideTheirEvent()
{
    RecordedTrace t;
    t.stream(1);
    t.send(Sse, Direction::Down, RecordedTrace::chunk("id: 7\nevent: note\ndata: a\ndata: b\n\n"), 2, 2.04);
    QCOMPARE(
        described(linesOf(t.last(Sse))),
        (QStringList{u"chunk|23\u2190\u21b5|a chunk of 35 bytes"_s, u"id line|id: 7\u21b5|last event id 7"_s,
                     u"event line|event: note\u21b5|type note"_s, u"data line|data: a\u21b5|data a\u21b5b"_s,
                     u"data line|data: b\u21b5|"_s, u"blank line|\u21b5|event dispatched, type note"_s,
                     u"chunk|\u2190\u21b5|end of the chunk"_s}));
}

void TestByteView::anEventInTwoChunksShowsBoth()
{
    RecordedTrace t;
    t.stream(1);
    t.send(Sse, Direction::Down, "7\r\nid: 141\r\n" + RecordedTrace::chunk("\ndata: x\n\n"), 2, 2.04);
    const QStringList lines = described(linesOf(t.last(Sse)));
    QCOMPARE(lines.filter(u"a chunk of"_s).size(), 2);
    QVERIFY(lines.contains(u"data line|data: x\u21b5|data x"_s));
}

void TestByteView::aHeadIsSplitIntoItsLines()
{
    RecordedTrace t;
    t.open(ShortPoll, 1);
    t.send(ShortPoll, Direction::Up, "GET /poll?after=1 HTTP/1.1\r\nHost: a\r\n\r\n", 2, 2.04);
    QCOMPARE(described(linesOf(t.last(ShortPoll))),
             (QStringList{u"request line|GET /poll?after=1 HTTP/1.1\u2190\u21b5|"_s,
                          u"field|Host: a\u2190\u21b5|"_s, u"blank line|\u2190\u21b5|"_s}));
    t.send(ShortPoll, Direction::Down,
           RecordedTrace::response(pollBody({.messages = {hello}, .last = MessageId{141}})), 2.04, 2.08);
    const ByteLine body = linesOf(t.last(ShortPoll)).last();
    QCOMPARE(body.label, u"body"_s);
    QVERIFY(body.runs.contains(LineRun{u"hello, class"_s, BytePart::Payload}));
}

void TestByteView::aMaskedPayloadIsShownBothWays()
{
    RecordedTrace t;
    const QList<ByteLine> lines
        = linesOf(frame(t, maskedWebSocketFrame(1, "good morning", mask), Direction::Up));
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0].label, u"on the wire"_s);
    QVERIFY(textOf(lines[0]) != u"good morning"_s);
    QCOMPARE(textOf(lines[1]), u"good morning"_s);
}

void TestByteView::aCloseFrameSaysItsCodeAndReason()
{
    RecordedTrace t;
    const QByteArray payload = QByteArray("\x03\xe9") + "see you";
    QCOMPARE(described(linesOf(frame(t, webSocketFrame(8, payload)))),
             (QStringList{u"code|1001|going away"_s, u"reason|see you|"_s}));
    RecordedTrace without;
    QCOMPARE(described(linesOf(frame(without, webSocketFrame(8, {})))),
             (QStringList{u"code||1005: no code in the Close frame"_s}));
}

void TestByteView::aConnectionWithoutACloseFrameSays1006()
{
    RecordedTrace t;
    t.upgrade(1);
    t.close(WebSocket, Direction::Down, 2);
    const QStringList lines = described(linesOf(t.last(WebSocket)));
    QCOMPARE(lines.first(), u"||The server closed the TCP connection first."_s);
    QVERIFY(lines.contains(u"||1006: no Close frame crossed"_s));
    RecordedTrace clean;
    frame(clean, webSocketFrame(8, QByteArray("\x03\xe8")));
    clean.close(WebSocket, Direction::Up, 31);
    QVERIFY(described(linesOf(clean.last(WebSocket))).contains(u"||1000: normal closure"_s));
}

void TestByteView::withoutASelectionItSaysWhatToDo()
{
    ByteView view;
    QCOMPARE(view.summary(), u"Select an arrow or a message."_s);
    view.show();
    QVERIFY(!view.canvas()->isVisible());
}

void TestByteView::theSelectedRecordIsShownOnce()
{
    RecordedTrace t;
    const TraceRecord record = frame(t, webSocketFrame(1, messageJson(hello)));
    LabState state;
    state.trace = &t.trace;
    state.selection.record = RecordRef{WebSocket, record.number};
    ByteView view;
    view.display(state);
    QVERIFY(view.summary().startsWith(u"WebSocket frame, message 141"_s));
    QSignalSpy shown(view.canvas(), &ByteCanvas::bytesSelected);
    view.display(state);
    QCOMPARE(shown.count(), 0);
    t.trace.clear(); // it has fallen out of the ring
    view.display(state);
    QCOMPARE(view.canvas()->record(), record);
    state.selection.record.reset();
    view.display(state);
    QCOMPARE(view.summary(), u"Select an arrow or a message."_s);
}

void TestByteView::bytesAreSelectedWithTheKeyboard()
{
    RecordedTrace t;
    ByteView view;
    view.showRecord(frame(t, webSocketFrame(1, messageJson(hello))), WebSocket, t.trace);
    ByteCanvas *canvas = view.canvas();
    QVERIFY(!canvas->selected());
    QTest::keyClick(canvas, Qt::Key_Right);
    QCOMPARE(canvas->selected(), std::optional(ByteDump::Span(0, 0)));
    QTest::keyClick(canvas, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(canvas->selected(), std::optional(ByteDump::Span(0, 1)));
    QCOMPARE(canvas->accessibleDescription(), u"0x0000 to 0x0001, 2 bytes: framing"_s);
    QTest::keyClick(canvas, Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(canvas->selected(), std::optional(ByteDump::Span(54, 54)));
    QTest::keyClick(canvas, Qt::Key_Down);
    QCOMPARE(canvas->selected(), std::optional(ByteDump::Span(54, 54)));
}

void TestByteView::bytesAreSelectedWithTheMouse()
{
    RecordedTrace t;
    const TraceRecord record = frame(t, webSocketFrame(1, messageJson(hello)));
    const Theme theme;
    const ByteDump dump(record, WebSocket, theme, 600);
    QCOMPARE(dump.bytesPerRow(), 16);
    QCOMPARE(dump.rows(), 4);
    QCOMPARE(dump.byteAt({0, 0}), 0);
    QCOMPARE(dump.byteAt({10'000, 0}), 15);
    QCOMPARE(dump.byteAt({10'000, dump.rowHeight() * 99}), 54);
    QCOMPARE(ByteDump(record, WebSocket, theme, 300).bytesPerRow(), 8);
    ByteView view;
    view.resize(632, 446);
    view.showRecord(record, WebSocket, t.trace);
    view.show();
    QCoreApplication::sendPostedEvents();
    QWidget *area = view.canvas()->viewport();
    const QPoint last(area->width() - 1, area->height() - 2);
    QTest::mousePress(area, Qt::LeftButton, {}, last);
    QVERIFY(view.canvas()->selected().has_value());
    QCOMPARE(view.canvas()->selected()->second, 54);
    QTest::mouseClick(area, Qt::LeftButton, {}, {1, 1}); // above the dump: nothing
    QVERIFY(!view.canvas()->selected());
}

void TestByteView::selectedBytesAreCopiedAsHex()
{
    RecordedTrace t;
    ByteView view;
    view.showRecord(frame(t, webSocketFrame(1, messageJson(hello))), WebSocket, t.trace);
    view.canvas()->select(0x29, 0x34);
    QTest::keySequence(view.canvas(), QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             u"0029  68 65 6c 6c 6f 2c 20 63 6c 61 73 73              hello, class\n"_s);
    view.canvas()->select(0, 54);
    QCOMPARE(view.copiedText().count(u'\n'), 4);
}

void TestByteView::bytesAreSavedAsTheyCrossed()
{
    QTemporaryDir folder;
    RecordedTrace t;
    QByteArray all;
    for (int byte = 0; byte < 256; ++byte)
        all.append(static_cast<char>(byte));
    const TraceRecord record = frame(t, maskedWebSocketFrame(2, all, mask), Direction::Up);
    ByteView view;
    view.showRecord(record, WebSocket, t.trace);
    const QString path = folder.filePath(u"record.bin"_s);
    QVERIFY(view.saveBytes(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), record.bytes);
    QVERIFY(!view.saveBytes(folder.filePath(u"no/such/folder"_s)));
}

void TestByteView::aTamperedRecordIsShownAsDiffering()
{
    RecordedTrace t;
    TraceRecord record = frame(t, webSocketFrame(1, messageJson(hello)));
    ByteView view;
    view.showRecord(record, WebSocket, t.trace);
    QCOMPARE(view.checkLine()->verdictText(), u"as the RFC says"_s);
    record.bytes[1] = 60;
    view.showRecord(record, WebSocket, t.trace);
    QCOMPARE(view.checkLine()->verdictText(), u"differs: the header says 60 bytes"_s);
}

void TestByteView::aRecordOf16MebibytesIsPaintedRowByRow()
{
    constexpr qsizetype payload = qsizetype{16} * 1024 * 1024;
    TraceRecord record;
    record.wire.kind = WireRecordKind::Frame;
    record.wire.code = 2;
    record.wire.direction = Direction::Down;
    record.bytes = webSocketFrame(2, QByteArray(payload, '\xff'));
    record.wire.end = record.bytes.size();
    record.wire.ranges = {{0, 10, BytePart::Framing, {}}, {10, payload, BytePart::Payload, MessageId{1}}};
    ByteView view;
    view.resize(632, 446);
    view.showRecord(record, WebSocket, Trace());
    view.show();
    QImage image(view.size(), QImage::Format_RGB32);
    QTest::keyClick(view.canvas(), Qt::Key_End, Qt::ControlModifier);
    view.render(&image);
    QCOMPARE(view.canvas()->selected()->first, record.bytes.size() - 1);
    QVERIFY(view.canvas()->contentHeight() > 20'000'000);
    QVERIFY(view.copiedText().size() < 10 * 1024 * 1024);
    QCOMPARE(view.checkLine()->verdictText(), u"as the RFC says"_s);
}

QTEST_MAIN(TestByteView)

#include "tst_byte_view.moc"
