#include "tests/support/recorded_trace.h"
#include "ui/wire/byte_bar.h"
#include "ui/wire/byte_canvas.h"
#include "ui/wire/byte_view.h"

#include <QImage>
#include <QtTest>

using namespace Qt::Literals::StringLiterals;
using enum TransportKind;

namespace {

struct Shown
{
    RecordedTrace recorded;
    TransportKind lane = WebSocket;
};

constexpr std::array<quint8, 4> mask{0x37, 0xfa, 0x21, 0x3d};

void record(Shown &shown, const QString &what)
{
    RecordedTrace &t = shown.recorded;
    const Message hello = RecordedTrace::message(141, "hello, class");
    if (what == u"frame"_s || what == u"ping"_s || what == u"long frame"_s || what == u"huge frame"_s) {
        t.upgrade(1);
        const QByteArray payload = what == u"long frame"_s ? QByteArray(300, 'x') : QByteArray(70'000, 'x');
        const QByteArray json
            = messageJson(what == u"frame"_s ? hello : RecordedTrace::message(141, payload));
        t.send(WebSocket, Direction::Down,
               what == u"ping"_s ? webSocketFrame(9, "pushscope") : webSocketFrame(1, json), 30.9, 30.94);
    } else if (what == u"masked close"_s) {
        t.upgrade(1);
        t.send(WebSocket, Direction::Up, maskedWebSocketFrame(8, QByteArray("\x03\xe9") + "see you", mask),
               30.9, 30.94);
    } else if (what == u"published"_s) {
        t.upgrade(1);
        t.send(WebSocket, Direction::Up, maskedWebSocketFrame(1, "good morning", mask), 30.9, 30.94);
    } else if (what == u"closed"_s) {
        t.upgrade(1);
        t.close(WebSocket, Direction::Down, 31);
    } else if (what == u"event"_s) {
        shown.lane = Sse;
        t.stream(1);
        t.send(Sse, Direction::Down, RecordedTrace::chunk(sseMessage(hello)), 30.9, 30.94);
    } else {
        shown.lane = ShortPoll;
        t.open(ShortPoll, 1);
        t.send(ShortPoll, Direction::Up,
               "GET /poll?after=140 HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nConnection: keep-alive\r\n"
               "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36\r\nAccept: */*\r\n"
               "Accept-Encoding: gzip, deflate, br\r\nAccept-Language: en-GB,en\r\n\r\n",
               30.86, 30.9);
        if (what == u"response"_s)
            t.send(ShortPoll, Direction::Down,
                   RecordedTrace::response(
                       pollBody({.messages = {hello, RecordedTrace::message(142, "bye \"all\"")},
                                 .last = MessageId{142}})),
                   30.9, 30.94);
    }
}

} // namespace

class TestBytePictures : public QObject
{
    Q_OBJECT

private slots:
    void everyRecordIsPaintedInEveryTheme_data();
    void everyRecordIsPaintedInEveryTheme();
};

void TestBytePictures::everyRecordIsPaintedInEveryTheme_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<ThemeChoice>("choice");
    for (const char *what : {"frame", "long frame", "huge frame", "ping", "masked close", "published",
                             "closed", "event", "request", "response", "nothing"}) {
        QTest::addRow("%s, light", what) << QString::fromLatin1(what) << ThemeChoice::Light;
        QTest::addRow("%s, dark", what) << QString::fromLatin1(what) << ThemeChoice::Dark;
        QTest::addRow("%s, projector", what) << QString::fromLatin1(what) << ThemeChoice::Projector;
    }
}

void TestBytePictures::everyRecordIsPaintedInEveryTheme()
{
    QFETCH(QString, what);
    QFETCH(ThemeChoice, choice);
    const Theme theme = makeTheme(choice, QPalette(), 1);
    Shown shown;
    ByteView view;
    view.setPalette(paletteFor(theme.tokens));
    view.applyTheme(theme);
    if (what != u"nothing"_s) {
        record(shown, what);
        view.showRecord(shown.recorded.last(shown.lane), shown.lane, shown.recorded.trace);
    }
    view.resize(632, theme.isProjector() ? 740 : 446);
    view.show();
    QCoreApplication::sendPostedEvents();
    QImage image(view.size(), QImage::Format_RGB32);
    image.fill(theme.tokens.win);
    view.render(&image, {}, {}, QWidget::DrawChildren);
    if (const QString folder = qEnvironmentVariable("PUSHSCOPE_PICTURES"); !folder.isEmpty()) {
        QString name = QString::fromLatin1(QTest::currentDataTag());
        image.save(u"%1/bytes-%2.png"_s.arg(folder, name.replace(u", "_s, u"-"_s).replace(u' ', u'_')));
    }
    const auto has = [&](const QColor &colour) {
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (image.pixelColor(x, y) == colour)
                    return true;
        return false;
    };
    QVERIFY(has(theme.tokens.surf));
    const bool payload = shown.recorded.trace.lane(shown.lane).records().empty()
        ? false
        : std::ranges::any_of(shown.recorded.last(shown.lane).wire.ranges,
                              [](const ByteRange &range) { return range.part == BytePart::Payload; });
    if (payload)
        QVERIFY(has(theme.tokens.of(shown.lane)));
}

QTEST_MAIN(TestBytePictures)

#include "tst_byte_pictures.moc"
