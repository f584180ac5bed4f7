#include "tests/ui/wire/any_trace.h"
#include "ui/charts/chart_painter.h"
#include "ui/wire/arrow_words.h"
#include "ui/wire/sequence_geometry.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using enum TransportKind;

namespace {

Theme themeOf(ThemeChoice choice = ThemeChoice::Light, double zoom = 1)
{
    return makeTheme(choice, QPalette(), zoom);
}

Theme anyTheme()
{
    return themeOf(*rc::gen::element(ThemeChoice::Light, ThemeChoice::Projector),
                   *rc::gen::element(0.8, 1.0, 2.0, 3.0));
}

/// As much room as the window gives: it is counted in units of text.
QRectF areaFor(const Theme &theme)
{
    const double unit = std::max(1.0, theme.size(Theme::Text::Caption) / 12.0);
    return {0, 0, 1240 * unit, 900 * unit};
}

SequenceRequest requestOf(const Trace &trace, double fromS, double toS)
{
    SequenceRequest request;
    request.trace = &trace;
    request.fromS = fromS;
    request.toS = toS;
    request.nowS = toS;
    request.area = {0, 0, 1240, 900};
    return request;
}

const SequenceLane &laneOf(const SequenceGeometry &geometry, TransportKind kind)
{
    return *std::ranges::find(geometry.lanes, kind, &SequenceLane::kind);
}

QStringList textsOf(const SequenceLane &lane)
{
    QStringList texts;
    for (const SequenceLabel &label : lane.labels)
        texts << label.text;
    return texts;
}

/// Nothing written covers something else written, nor leaves its column.
bool labelsAreApart(const SequenceGeometry &geometry)
{
    for (const SequenceLane &lane : geometry.lanes) {
        QList<QRectF> taken;
        for (const SequenceMark &mark : lane.marks)
            if (!mark.chip.isEmpty()) {
                if (std::ranges::any_of(taken, [&](const QRectF &box) { return box.intersects(mark.chip); }))
                    return false;
                taken.append(mark.chip);
            }
        for (const SequenceLabel &label : lane.labels) {
            if (!lane.column.adjusted(-0.5, -0.5, 0.5, 0.5).contains(label.box))
                return false;
            if (std::ranges::any_of(taken, [&](const QRectF &box) { return box.intersects(label.box); }))
                return false;
            taken.append(label.box);
        }
    }
    return true;
}

} // namespace

class TestSequenceGeometry : public QObject
{
    Q_OBJECT

private slots:
    void timesBecomePixelsAndBack();
    void fourLanesShareOneAxisAndOneMayBeLarge();
    void aParkedLongPollIsABarOnTheServersLine();
    void theTimeHeldIsSaidWhereverThereIsRoom();
    void aHeldRequestReachesToNow();
    void emptyPollsArePale();
    void countsOnShowAreTheRecordsOfTheWindow();
    void saysWhatWasDropped();
    void labelsNeverCoverEachOther();
    void theSelectedRecordAlwaysHasItsWords();
    void labelsShortenWhereThereIsLittleRoom();
    void ticksAreRoundAndFarEnoughApart();
    void cursorsSayTheTimeBetweenThem();
    void ticksGiveWayToCursors();
    void aPointFindsTheNearestRecord();
    void nothingRecordedIsSaid();
};

void TestSequenceGeometry::timesBecomePixelsAndBack()
{
    const SampleTrace sample = sampleRush();
    const SequenceGeometry geometry = layOutSequence(requestOf(sample.trace, 29.2, 31.6), themeOf());
    QCOMPARE(geometry.yAt(29.2), geometry.plot.top());
    QCOMPARE(geometry.yAt(31.6), geometry.plot.bottom());
    QCOMPARE(geometry.secondsAt(geometry.yAt(30.9)), 30.9);
    // The areas tile the whole.
    QCOMPARE(geometry.header.bottom(), geometry.plot.top());
    QCOMPARE(geometry.plot.bottom(), geometry.footer.top());
    QCOMPARE(geometry.footer.bottom(), geometry.area.bottom());
    QCOMPARE(geometry.axis.right(), geometry.plot.left());
}

void TestSequenceGeometry::fourLanesShareOneAxisAndOneMayBeLarge()
{
    const SampleTrace sample = sampleRush();
    SequenceRequest request = requestOf(sample.trace, 29.2, 31.6);
    SequenceGeometry geometry = layOutSequence(request, themeOf());
    QCOMPARE(geometry.lanes.size(), 4);
    double x = geometry.plot.left();
    for (const SequenceLane &lane : geometry.lanes) {
        QCOMPARE(lane.column.left(), x);
        QVERIFY(lane.clientX < lane.serverX);
        x = lane.column.right();
        QCOMPARE(geometry.laneAt(lane.column.center().x()), &lane);
        // Message 141 leaves the server at 30.9 s in each lane but short polling.
        if (lane.kind == ShortPoll)
            continue;
        QVERIFY(std::ranges::any_of(lane.marks, [&](const SequenceMark &mark) {
            return mark.direction == Direction::Down && qAbs(mark.senderY - geometry.yAt(30.9)) < 0.01;
        }));
    }
    QVERIFY(!geometry.laneAt(geometry.axis.center().x()));
    request.large = Sse;
    geometry = layOutSequence(request, themeOf());
    QCOMPARE(geometry.lanes.size(), 1);
    QCOMPARE(geometry.lanes.constFirst().kind, Sse);
    QCOMPARE(geometry.lanes.constFirst().column, geometry.plot);
}

void TestSequenceGeometry::aParkedLongPollIsABarOnTheServersLine()
{
    const SampleTrace sample = sampleRush();
    const SequenceGeometry geometry = layOutSequence(requestOf(sample.trace, 29.2, 31.6), themeOf());
    const SequenceLane &lane = laneOf(geometry, LongPoll);
    // From the last byte of the request in (30.163) to the first byte of the answer out (30.9).
    const auto bar = std::ranges::find_if(
        lane.bars, [&](const SequenceBar &b) { return qAbs(b.rect.top() - geometry.yAt(30.163)) < 0.01; });
    QVERIFY(bar != lane.bars.end());
    QCOMPARE(bar->rect.bottom(), geometry.yAt(30.9));
    QCOMPARE(bar->rect.center().x(), lane.serverX);
    QVERIFY(!bar->open && !bar->pale);
    QVERIFY(textsOf(lane).contains(u"held 737\u00a0ms"_s));
    // One that began before the window says since when.
    QVERIFY(textsOf(lane).contains(u"since 25.16 s"_s));
}

void TestSequenceGeometry::theTimeHeldIsSaidWhereverThereIsRoom()
{
    SampleTrace sample;
    sample.poll(LongPoll, 10, 1, 12.996, sampleIds(2, 2));
    SequenceRequest request = requestOf(sample.trace, 9, 19);
    const auto words = [&](double width, ThemeChoice theme) {
        request.area = {0, 0, width, 940};
        const SequenceGeometry geometry = layOutSequence(request, themeOf(theme));
        return laneOf(geometry, LongPoll).labels.constLast().text;
    };
    QCOMPARE(words(2400, ThemeChoice::Light), u"held 2,956\u00a0ms"_s);
    QCOMPARE(words(1880, ThemeChoice::Projector), u"2,956\u00a0ms"_s);
    QCOMPARE(words(1100, ThemeChoice::Projector), u"held"_s);
}

void TestSequenceGeometry::aHeldRequestReachesToNow()
{
    const SampleTrace sample = sampleRush();
    SequenceRequest request = requestOf(sample.trace, 29.2, 32);
    request.nowS = 31.6;
    const SequenceGeometry geometry = layOutSequence(request, themeOf());
    const SequenceLane &lane = laneOf(geometry, LongPoll);
    const auto open = std::ranges::find_if(lane.bars, &SequenceBar::open);
    QVERIFY(open != lane.bars.end());
    QCOMPARE(open->rect.top(), geometry.yAt(30.981));
    QCOMPARE(open->rect.bottom(), geometry.yAt(31.6));
}

void TestSequenceGeometry::emptyPollsArePale()
{
    const SampleTrace sample = sampleRush();
    const SequenceGeometry geometry = layOutSequence(requestOf(sample.trace, 29.2, 31.6), themeOf());
    QList<bool> pale;
    for (const SequenceMark &mark : laneOf(geometry, ShortPoll).marks)
        pale << mark.pale;
    // An empty poll, then two that brought messages: request and response each.
    QCOMPARE(pale, (QList<bool>{true, true, false, false, false, false}));
    const auto texts = textsOf(laneOf(geometry, ShortPoll));
    QVERIFY(texts.contains(u"empty"_s));
    QVERIFY(texts.contains(u"20 messages"_s));
}

void TestSequenceGeometry::countsOnShowAreTheRecordsOfTheWindow()
{
    QVERIFY(rc::check("at every zoom, text size and theme", [] {
        const AnyTrace any = anyTrace();
        const Trace &trace = any.sample.trace;
        const double spanS = std::pow(10.0, *rc::gen::inRange(-30, 25) / 10.0);
        const double fromS = *rc::gen::inRange(-10, 101) / 100.0 * any.endS;
        const Theme theme = anyTheme();
        const SequenceGeometry geometry = layOutSequence(requestOf(trace, fromS, fromS + spanS), theme);
        int shown = 0;
        for (const SequenceMark &mark : laneOf(geometry, AnyTrace::lane).marks)
            shown += mark.count;
        const auto expected = std::ranges::count_if(any.log().records(), [&](const TraceRecord &record) {
            return record.source.client == 0 && touches(record, trace.at(fromS), trace.at(fromS + spanS));
        });
        RC_ASSERT(shown == expected);
    }));
}

void TestSequenceGeometry::saysWhatWasDropped()
{
    SampleTrace sample;
    sample.trace.lanes[indexOf(WebSocket)] = TraceLog(10);
    for (quint64 id = 1; id <= 25; ++id)
        sample.down(WebSocket, WireRecordKind::Frame, static_cast<double>(id), sampleIds(id, id));
    const SequenceGeometry geometry = layOutSequence(requestOf(sample.trace, 10, 26), themeOf());
    QCOMPARE(geometry.kept, 10);
    QCOMPARE(geometry.dropped, 15);
    const SequenceLane &lane = laneOf(geometry, WebSocket);
    QVERIFY(lane.keptFromY);
    QCOMPARE(*lane.keptFromY, geometry.yAt(16));
    QVERIFY(!laneOf(geometry, Sse).keptFromY);
}

void TestSequenceGeometry::labelsNeverCoverEachOther()
{
    QVERIFY(rc::check("nor the counts of bundles, nor leave their column", [] {
        const AnyTrace any = anyTrace();
        const double spanS = std::pow(10.0, *rc::gen::inRange(-30, 15) / 10.0);
        const double fromS = *rc::gen::inRange(-10, 101) / 100.0 * any.endS;
        SequenceRequest request = requestOf(any.sample.trace, fromS, fromS + spanS);
        if (*rc::gen::arbitrary<bool>())
            request.large = AnyTrace::lane;
        if (*rc::gen::arbitrary<bool>())
            request.selection.message = *rc::gen::inRange<quint64>(1, 120);
        const Theme theme = anyTheme();
        request.area = areaFor(theme);
        const SequenceGeometry geometry = layOutSequence(request, theme);
        RC_ASSERT(labelsAreApart(geometry));
    }));
    const SampleTrace sample = sampleRush();
    QVERIFY(labelsAreApart(layOutSequence(requestOf(sample.trace, 29.2, 31.6), themeOf())));
}

void TestSequenceGeometry::theSelectedRecordAlwaysHasItsWords()
{
    SampleTrace sample;
    for (quint64 id = 1; id <= 200; ++id)
        sample.down(WebSocket, WireRecordKind::Frame, 10 + 0.012 * static_cast<double>(id), sampleIds(id, id),
                    "text", 1);
    SequenceRequest request = requestOf(sample.trace, 10, 12.5);
    for (const quint64 id : {20U, 77U, 150U}) {
        request.selection.message = id;
        const SequenceGeometry geometry = layOutSequence(request, themeOf());
        const SequenceLane &lane = laneOf(geometry, WebSocket);
        const auto label = std::ranges::find_if(lane.labels, &SequenceLabel::strong);
        QVERIFY(label != lane.labels.end());
        QCOMPARE(label->text, u"frame %1"_s.arg(id));
    }
}

void TestSequenceGeometry::labelsShortenWhereThereIsLittleRoom()
{
    const SampleTrace sample = sampleRush();
    SequenceRequest request = requestOf(sample.trace, 30.5, 31.6);
    QVERIFY(textsOf(laneOf(layOutSequence(request, themeOf()), Sse)).contains(u"event 141"_s));
    request.area.setWidth(520);
    const SequenceGeometry narrow = layOutSequence(request, themeOf());
    QVERIFY(textsOf(laneOf(narrow, Sse)).contains(u"141"_s));
    QVERIFY(labelsAreApart(narrow));
}

void TestSequenceGeometry::ticksAreRoundAndFarEnoughApart()
{
    const SampleTrace sample = sampleRush();
    for (const double span : {0.001, 0.05, 2.4, 4.0, 10.0, 300.0}) {
        const SequenceGeometry geometry = layOutSequence(requestOf(sample.trace, 31 - span, 31), themeOf());
        QVERIFY(geometry.ticks.size() >= 3);
        QStringList texts;
        for (qsizetype i = 0; i < geometry.ticks.size(); ++i) {
            QVERIFY(i == 0 || geometry.ticks[i].y - geometry.ticks[i - 1].y >= 40);
            texts << geometry.ticks[i].text;
        }
        QCOMPARE(texts.removeDuplicates(), 0);
    }
}

void TestSequenceGeometry::cursorsSayTheTimeBetweenThem()
{
    const SampleTrace sample = sampleRush();
    SequenceRequest request = requestOf(sample.trace, 29.2, 31.6);
    request.selection.cursorA = 30.9;
    request.selection.cursorB = 31.49;
    SequenceGeometry geometry = layOutSequence(request, themeOf());
    QCOMPARE(geometry.betweenCursors, u"590\u00a0ms"_s);
    QVERIFY(geometry.cursorA && geometry.cursorB);
    QCOMPARE(geometry.cursorA->text, u"A 30.900"_s);
    QCOMPARE(geometry.cursorA->y, geometry.yAt(30.9));
    QVERIFY(!geometry.cursorA->chip.intersects(geometry.cursorB->chip));
    QVERIFY(!geometry.betweenBox.intersects(geometry.cursorA->chip));
    QVERIFY(!geometry.betweenBox.intersects(geometry.cursorB->chip));
    // One outside of the window does not stand at its edge; the time between them is said all the same.
    request.selection.cursorB = 40;
    geometry = layOutSequence(request, themeOf());
    QVERIFY(!geometry.cursorB);
    QCOMPARE(geometry.betweenCursors, u"9,100\u00a0ms"_s);
    // Nearer to each other than their chips are high.
    request.selection.cursorB = 30.905;
    geometry = layOutSequence(request, themeOf());
    QVERIFY(!geometry.cursorA->chip.intersects(geometry.cursorB->chip));
    QVERIFY(!geometry.betweenBox.intersects(geometry.cursorB->chip));
    // At the end of the window they stay within it.
    request.selection.cursorA = 31.599;
    request.selection.cursorB = 31.6;
    geometry = layOutSequence(request, themeOf());
    QVERIFY(!geometry.cursorA->chip.intersects(geometry.cursorB->chip));
    for (const QRectF &box : {geometry.cursorA->chip, geometry.cursorB->chip, geometry.betweenBox})
        QVERIFY(geometry.area.contains(box));
}

void TestSequenceGeometry::ticksGiveWayToCursors()
{
    const SampleTrace sample = sampleRush();
    SequenceRequest request = requestOf(sample.trace, 29.2, 31.6);
    request.selection.crosshairS = 30.0;
    request.selection.cursorA = 30.9;
    const SequenceGeometry geometry = layOutSequence(request, themeOf());
    const double half = lineHeight(themeOf(), Theme::Text::Caption) / 2;
    for (const SequenceTick &tick : geometry.ticks) {
        const QRectF words(geometry.axis.left(), tick.y - half, geometry.axis.width(), 2 * half);
        QVERIFY(
            tick.text.isEmpty()
            || (!words.intersects(geometry.cursorA->chip) && !words.intersects(geometry.crosshair->chip)));
    }
}

void TestSequenceGeometry::aPointFindsTheNearestRecord()
{
    const SampleTrace sample = sampleRush();
    const SequenceGeometry geometry = layOutSequence(requestOf(sample.trace, 29.2, 31.6), themeOf());
    for (const SequenceLane &lane : geometry.lanes)
        for (qsizetype i = 0; i < lane.marks.size(); ++i) {
            const QPolygonF &outline = lane.marks.at(i).outline;
            const QPointF at = lane.marks.at(i).shape == SequenceMark::Shape::Band
                ? lane.marks.at(i).chip.center()
                : (outline.constFirst() + outline.constLast()) / 2;
            const auto hit = hitTest(geometry, at, 6);
            QVERIFY(hit);
            QCOMPARE(hit->lane, lane.kind);
            QCOMPARE(hit->mark, static_cast<int>(i));
        }
    QVERIFY(!hitTest(geometry, {geometry.lanes.constFirst().clientX + 30, geometry.yAt(29.8)}, 6));
    QVERIFY(!hitTest(geometry, {2, geometry.yAt(30.9)}, 6));
}

void TestSequenceGeometry::nothingRecordedIsSaid()
{
    const Trace nothing;
    QVERIFY(layOutSequence(requestOf(nothing, 0, 4), themeOf()).empty);
    SequenceRequest request = requestOf(nothing, 0, 4);
    request.trace = nullptr;
    QVERIFY(layOutSequence(request, themeOf()).empty);
    const SampleTrace sample = sampleRush();
    QVERIFY(!layOutSequence(requestOf(sample.trace, 0, 1), themeOf()).empty);
}

QTEST_MAIN(TestSequenceGeometry)
#include "tst_sequence_geometry.moc"
