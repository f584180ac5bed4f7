#include "tests/ui/wire/any_trace.h"
#include "ui/wire/sequence_bundles.h"

#include <QTest>

namespace {

using enum TransportKind;

constexpr double top = 100;
constexpr double bottom = 900;

BundleRequest requestOf(const SampleTrace &sample, TransportKind lane, const Selection &selection,
                        double fromS, double toS)
{
    return {.log = sample.trace.lane(lane),
            .lane = lane,
            .selection = selection,
            .scale = {sample.trace.at(fromS), sample.trace.at(toS), top, bottom},
            .clientX = 200,
            .serverX = 500,
            .rules = {}};
}

QList<SequenceMark> bundle(const SampleTrace &sample, TransportKind lane, double fromS, double toS,
                           const Selection &selection = {})
{
    return bundleRecords(requestOf(sample, lane, selection, fromS, toS));
}

int recordsIn(const QList<SequenceMark> &marks)
{
    int count = 0;
    for (const SequenceMark &mark : marks)
        count += mark.count;
    return count;
}

/// Records of the client that are on the wire at some time on show.
int expectedIn(const AnyTrace &any, int client, double fromS, double toS)
{
    const Trace &trace = any.sample.trace;
    return static_cast<int>(std::ranges::count_if(any.log().records(), [&](const TraceRecord &record) {
        return record.source.client == client && touches(record, trace.at(fromS), trace.at(toS));
    }));
}

/// Frames down, `apart` seconds from each other, the first at 10 s.
SampleTrace rush(int count, double apart)
{
    SampleTrace sample;
    for (int i = 0; i < count; ++i)
        sample.down(WebSocket, WireRecordKind::Frame, 10 + i * apart,
                    sampleIds(static_cast<quint64>(i) + 1, static_cast<quint64>(i) + 1), "text", 1);
    return sample;
}

const SequenceMark &only(const QList<SequenceMark> &marks)
{
    return marks.constFirst();
}

} // namespace

class TestSequenceBundles : public QObject
{
    Q_OBJECT

private slots:
    void noRecordIsLostAtAnyZoom();
    void marksAreDrawnWhereTheirRecordsAre();
    void theSlantIsTheTimeInTheLink();
    void upGoesFromTheClientDownFromTheServer();
    void farEnoughApartEachHasItsArrow();
    void whatNobodyCouldTellApartIsOneBandWithItsCount();
    void directionsAreNeverBundledTogether();
    void aRushIsCutIntoBandsThatStandStillInTime();
    void theSelectedMessageStandsApart();
    void palenessNeedsAllOfThem();
    void aCloseIsACrossAtItsSender();
    void anotherClientsRecordsAreNotShown();
};

void TestSequenceBundles::noRecordIsLostAtAnyZoom()
{
    QVERIFY(rc::check("counts add up to the records on show, for every client", [] {
        const AnyTrace any = anyTrace();
        const double spanS = std::pow(10.0, *rc::gen::inRange(-30, 15) / 10.0);
        const double fromS = *rc::gen::inRange(-10, 101) / 100.0 * any.endS;
        Selection selection;
        selection.client = *rc::gen::inRange(0, 3);
        if (*rc::gen::arbitrary<bool>())
            selection.message = *rc::gen::inRange<quint64>(1, 120);
        const auto marks = bundle(any.sample, AnyTrace::lane, fromS, fromS + spanS, selection);
        RC_ASSERT(recordsIn(marks) == expectedIn(any, selection.client, fromS, fromS + spanS));
    }));
}

void TestSequenceBundles::marksAreDrawnWhereTheirRecordsAre()
{
    QVERIFY(rc::check("something to see of each, within the plot and between the lifelines", [] {
        const AnyTrace any = anyTrace();
        const double spanS = std::pow(10.0, *rc::gen::inRange(-30, 15) / 10.0);
        const double fromS = *rc::gen::inRange(0, 101) / 100.0 * any.endS;
        for (const SequenceMark &mark : bundle(any.sample, AnyTrace::lane, fromS, fromS + spanS)) {
            RC_ASSERT(!mark.outline.isEmpty());
            for (const QPointF &point : mark.outline) {
                RC_ASSERT(point.y() >= top - 1e-6 && point.y() <= bottom + 1e-6);
                RC_ASSERT(point.x() >= 200 - 1e-6 && point.x() <= 500 + 1e-6);
            }
            RC_ASSERT((mark.count > 1) == (mark.last != mark.first));
            RC_ASSERT(any.log().find(mark.first) != nullptr);
        }
    }));
}

void TestSequenceBundles::theSlantIsTheTimeInTheLink()
{
    SampleTrace sample;
    sample.delayS = 0.25;
    sample.down(WebSocket, WireRecordKind::Frame, 10.5, sampleIds(1, 1));
    const auto marks = bundle(sample, WebSocket, 10, 12);
    QCOMPARE(marks.size(), 1);
    // 400 pixels a second.
    QCOMPARE(only(marks).outline, (QPolygonF{{500, 300}, {200, 400}}));
    QCOMPARE(only(marks).tip, QPointF(200, 400));
    QVERIFY(only(marks).head);
}

void TestSequenceBundles::upGoesFromTheClientDownFromTheServer()
{
    SampleTrace sample;
    sample.poll(ShortPoll, 10.5, 1, 11.0, sampleIds(2, 2));
    const auto marks = bundle(sample, ShortPoll, 10, 12);
    QCOMPARE(marks.size(), 2);
    QCOMPARE(marks[0].direction, Direction::Up);
    QCOMPARE(marks[0].outline.constFirst().x(), 200.0);
    QCOMPARE(marks[0].outline.constLast().x(), 500.0);
    QCOMPARE(marks[1].direction, Direction::Down);
    QCOMPARE(marks[1].outline.constFirst().x(), 500.0);
    QCOMPARE(marks[1].outline.constLast().x(), 200.0);
}

void TestSequenceBundles::farEnoughApartEachHasItsArrow()
{
    // 8 pixels from one to the next.
    const auto marks = bundle(rush(20, 0.02), WebSocket, 10, 12);
    QCOMPARE(marks.size(), 20);
    for (const SequenceMark &mark : marks)
        QCOMPARE(mark.shape, SequenceMark::Shape::Arrow);
}

void TestSequenceBundles::whatNobodyCouldTellApartIsOneBandWithItsCount()
{
    const auto marks = bundle(rush(20, 0.001), WebSocket, 10, 12);
    QCOMPARE(marks.size(), 1);
    QCOMPARE(only(marks).shape, SequenceMark::Shape::Band);
    QCOMPARE(only(marks).count, 20);
    QCOMPARE(only(marks).first, quint64{1});
    QCOMPARE(only(marks).last, quint64{20});
    QVERIFY(only(marks).sameKind);
}

void TestSequenceBundles::directionsAreNeverBundledTogether()
{
    SampleTrace sample;
    for (int i = 0; i < 5; ++i)
        sample.poll(ShortPoll, 10.5 + i * 0.001, 1, 10.5 + i * 0.001, sampleIds(2, 2));
    const auto marks = bundle(sample, ShortPoll, 10, 12);
    QCOMPARE(marks.size(), 2);
    QCOMPARE(marks[0].count, 5);
    QCOMPARE(marks[1].count, 5);
    QVERIFY(marks[0].direction != marks[1].direction);
}

void TestSequenceBundles::aRushIsCutIntoBandsThatStandStillInTime()
{
    const SampleTrace sample = rush(3000, 0.001);
    std::map<quint64, quint64> bands; // first record -> last record
    for (const SequenceMark &mark : bundle(sample, WebSocket, 10, 12))
        bands[mark.first] = mark.last;
    QVERIFY(bands.size() > 10);
    int found = 0;
    const auto later = bundle(sample, WebSocket, 10.0137, 12.0137);
    for (const SequenceMark &mark : later)
        found += bands.contains(mark.first) && bands[mark.first] == mark.last ? 1 : 0;
    // But for those that the edges cut.
    QVERIFY(found >= static_cast<int>(later.size()) - 4);
}

void TestSequenceBundles::theSelectedMessageStandsApart()
{
    Selection selection;
    selection.message = 7;
    const auto marks = bundle(rush(20, 0.001), WebSocket, 10, 12, selection);
    QCOMPARE(recordsIn(marks), 20);
    QVERIFY(marks.constLast().highlighted);
    QCOMPARE(marks.constLast().count, 1);
    QCOMPARE(marks.constLast().first, quint64{7});
}

void TestSequenceBundles::palenessNeedsAllOfThem()
{
    SampleTrace sample;
    sample.down(WebSocket, WireRecordKind::Frame, 10.5, {}, "ping", 9);
    sample.down(WebSocket, WireRecordKind::Frame, 10.501, {}, "ping", 9);
    QVERIFY(only(bundle(sample, WebSocket, 10, 12)).pale);
    sample.down(WebSocket, WireRecordKind::Frame, 10.502, sampleIds(1, 1), "text", 1);
    QVERIFY(!only(bundle(sample, WebSocket, 10, 12)).pale);
}

void TestSequenceBundles::aCloseIsACrossAtItsSender()
{
    SampleTrace sample;
    sample.close(WebSocket, 10.5, Direction::Down, 1001);
    sample.close(WebSocket, 11.5, Direction::Up, 1006);
    const auto marks = bundle(sample, WebSocket, 10, 12);
    QCOMPARE(marks.size(), 2);
    QCOMPARE(marks[0].shape, SequenceMark::Shape::Cross);
    QCOMPARE(marks[0].outline, (QPolygonF{{500, 300}}));
    QVERIFY(!marks[0].fault);
    QCOMPARE(marks[1].outline, (QPolygonF{{200, 700}}));
    QVERIFY(marks[1].fault);
}

void TestSequenceBundles::anotherClientsRecordsAreNotShown()
{
    SampleTrace sample = rush(3, 0.1);
    sample.setClient(1);
    sample.down(WebSocket, WireRecordKind::Frame, 10.5, sampleIds(9, 9));
    QCOMPARE(recordsIn(bundle(sample, WebSocket, 10, 12)), 3);
    Selection second;
    second.client = 1;
    QCOMPARE(recordsIn(bundle(sample, WebSocket, 10, 12, second)), 1);
}

QTEST_MAIN(TestSequenceBundles)
#include "tst_sequence_bundles.moc"
