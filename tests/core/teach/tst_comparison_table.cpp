#include "core/experiment/run_report.h"
#include "core/experiment/scenario.h"
#include "core/teach/comparison_contradictions.h"
#include "core/teach/comparison_table.h"

#include <QJsonObject>
#include <QLocale>
#include <QRegularExpression>
#include <QTest>

#include <functional>

using namespace Qt::Literals::StringLiterals;
using enum TransportKind;
using Kind = Contradiction::Kind;
using State = ComparisonCell::State;

namespace {

/// A run whose figures are told one by one; unless told otherwise the textbook is right in every cell.
struct Run
{
    RunSnapshot snapshot;
    ExperimentSettings settings;

    Run()
    {
        snapshot.phase = RunSnapshot::Phase::Running;
        for (const TransportKind kind : allTransportKinds) {
            lane(kind).kind = kind;
            lane(kind).enabled = true;
        }
        latency(ShortPoll, 1000, 50);
        latency(LongPoll, 900, 20);
        latency(Sse, 100, 1);
        latency(WebSocket, 50, 1);
        cost(ShortPoll, 2000);
        cost(LongPoll, 800);
        cost(Sse, 200);
        cost(WebSocket, 2);
        polls(40, 20);
        lane(LongPoll).traffic.requests = 100;
        lane(LongPoll).traffic.connections = 100;
        lane(ShortPoll).effectivePollIntervalMs = 2000;
    }

    LaneSnapshot &lane(TransportKind kind) { return snapshot.lanes[indexOf(kind)]; }

    void latency(TransportKind kind, double meanMs, double halfMs, qint64 count = 100)
    {
        LatencySummary &latency = lane(kind).latency;
        latency.count = count;
        latency.meanMs = meanMs;
        latency.meanCi95Ms = halfMs;
        latency.maxMs = 2 * meanMs;
    }
    void cost(TransportKind kind, double bytes, qint64 delivered = 100)
    {
        lane(kind).protocolOverheadPerMessage = bytes;
        lane(kind).messages.delivered = delivered;
    }
    void polls(qint64 requests, qint64 empty)
    {
        lane(ShortPoll).traffic.requests = requests;
        lane(ShortPoll).traffic.fullPolls = requests - empty;
        lane(ShortPoll).traffic.emptyResponses = empty;
    }
    void part(TransportKind kind, BytePart part, qint64 bytes)
    {
        lane(kind).traffic.parts[static_cast<std::size_t>(part)] = bytes;
    }

    [[nodiscard]] ComparisonTable table() const { return comparisonTable(snapshot, settings); }
    [[nodiscard]] ComparisonCell cell(ComparisonFeature feature, TransportKind kind) const
    {
        return table().cell(feature, kind);
    }
    [[nodiscard]] std::optional<Kind> contradiction(ComparisonFeature feature, TransportKind kind) const
    {
        const ComparisonCell found = cell(feature, kind);
        return found.contradiction ? std::optional(found.contradiction->kind) : std::nullopt;
    }
    [[nodiscard]] int contradictions() const
    {
        int count = 0;
        for (const ComparisonRow &row : table().rows)
            for (const ComparisonCell &cell : row.cells)
                count += cell.contradiction ? 1 : 0;
        return count;
    }
};

QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), u' ');
}

using Change = std::function<void(Run &)>;

} // namespace

Q_DECLARE_METATYPE(Change)
Q_DECLARE_METATYPE(ComparisonFeature)
Q_DECLARE_METATYPE(std::optional<Contradiction::Kind>)

class TestComparisonTable : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void theTextbookIsRightWhenTheNumbersSaySo() { QCOMPARE(Run().contradictions(), 0); }

    void numbersDecideWhatIsContradicted_data();
    void numbersDecideWhatIsContradicted();

    void settingsDecideNothing()
    {
        Run run;
        run.latency(WebSocket, 100.5, 0.2);
        const ComparisonTable before = run.table();
        run.settings.delay = std::chrono::milliseconds(400);
        run.settings.messagesPerSecond = 1000;
        run.settings.pollInterval = std::chrono::milliseconds(50);
        run.settings.connections = ConnectionMode::New;
        QCOMPARE(run.table(), before);
    }

    void aContradictionSaysTheNumbersOfThisRun()
    {
        Run run;
        run.cost(Sse, 23.4);
        run.cost(ShortPoll, 5.42, 3400);
        run.polls(20, 3);
        const auto found = run.cell(ComparisonFeature::Overhead, ShortPoll).contradiction;
        QVERIFY(found);
        QCOMPARE(plain(found->sentence), u"below SSE's 23 B; an answer carries 200 messages."_s);
        run.latency(WebSocket, 100.4, 0.3);
        QCOMPARE(plain(run.cell(ComparisonFeature::Latency, WebSocket).contradiction->sentence),
                 u"no lower than SSE's \u201CLow\u201D, 100 ms against 100 ms: the network decides."_s);
    }

    void theEstimateIsCalledOne()
    {
        Run run;
        run.cost(Sse, 21);
        const auto found = run.cell(ComparisonFeature::Overhead, WebSocket).contradiction;
        QVERIFY(found);
        QCOMPARE(plain(found->sentence),
                 u"dwarfed by TCP/IP and TLS, as is SSE's 21 B (estimate: 60 to 100 B)."_s);
    }

    void briefWordsAreBrief()
    {
        for (int row = 0; row < 11; ++row) {
            Run run;
            run.latency(ShortPoll, 40, 1);
            run.latency(LongPoll, row < 5 ? 101 : 200, 0.3);
            run.latency(WebSocket, row % 2 == 0 ? 100.4 : 130, 0.3);
            run.cost(ShortPoll, row < 5 ? 5 : 300);
            run.cost(Sse, 21);
            run.lane(LongPoll).traffic.connections = 1;
            run.part(LongPoll, BytePart::Payload, 300);
            run.part(LongPoll, BytePart::Encoding, 100);
            for (const ComparisonRow &each : run.table().rows)
                for (const ComparisonCell &cell : each.cells)
                    if (cell.contradiction)
                        QVERIFY2(cell.contradiction->brief.size() <= 20,
                                 qPrintable(cell.contradiction->brief));
            QVERIFY(run.contradictions() >= 5);
        }
    }

    void figuresAreThoseOfTheReport()
    {
        Run run;
        run.latency(Sse, 20.4567, 0.3);
        run.cost(LongPoll, 797.6667);
        const QJsonObject report
            = runReport({.snapshot = run.snapshot, .settings = run.settings, .startedAt = {}});
        for (const TransportKind kind : allTransportKinds) {
            const QString name = machineName(kind);
            QCOMPARE(*run.cell(ComparisonFeature::Latency, kind).value,
                     reportValue(report, name + u".latency_ms.mean"_s)->toDouble());
            const double overhead
                = reportValue(report, name + u".protocol_overhead_per_message"_s)->toDouble();
            QVERIFY(std::abs(*run.cell(ComparisonFeature::Overhead, kind).value - overhead) < 1e-6);
        }
        QCOMPARE(plain(run.cell(ComparisonFeature::Latency, Sse).figure.joined()), u"20 ms"_s);
        QCOMPARE(plain(run.cell(ComparisonFeature::Latency, Sse).measured),
                 u"mean \u00B1 0.3 ms, max 41 ms, n = 100"_s);
        QCOMPARE(plain(run.cell(ComparisonFeature::Overhead, LongPoll).figure.joined()), u"798 B"_s);
    }

    void tooFewMessagesAreSaidAndDecideNothing()
    {
        Run run;
        for (const TransportKind kind : allTransportKinds) {
            run.latency(kind, 20, 0.1, 9);
            run.cost(kind, 20, 9);
        }
        for (const TransportKind kind : allTransportKinds)
            for (const ComparisonFeature feature :
                 {ComparisonFeature::Latency, ComparisonFeature::Overhead}) {
                const ComparisonCell cell = run.cell(feature, kind);
                QCOMPARE(cell.state, State::NotEnough);
                QVERIFY(!cell.value && !cell.contradiction);
                QCOMPARE(plain(cell.measured), u"n = 9"_s);
            }
    }

    void whatIsSwitchedOffHasNoFiguresAndContradictsNothing()
    {
        Run run;
        run.latency(WebSocket, 100.2, 0.1);
        QVERIFY(run.contradiction(ComparisonFeature::Latency, WebSocket));
        run.lane(WebSocket).enabled = false;
        for (const ComparisonFeature feature :
             {ComparisonFeature::Protocol, ComparisonFeature::Latency, ComparisonFeature::Overhead}) {
            QCOMPARE(run.cell(feature, WebSocket).state, State::SwitchedOff);
            QVERIFY(!run.cell(feature, WebSocket).value);
        }
        QCOMPARE(run.cell(ComparisonFeature::Latency, WebSocket).textbook.words, u"Very Low"_s);
        run.lane(WebSocket).enabled = true;
        run.lane(Sse).enabled = false;
        QVERIFY(!run.contradiction(ComparisonFeature::Latency, WebSocket));
    }

    void beforeTheFirstRunNothingIsMeasured()
    {
        ExperimentSettings settings;
        settings.transports[indexOf(Sse)] = false;
        const ComparisonTable table = comparisonTable({}, settings);
        QCOMPARE(table.cell(ComparisonFeature::Latency, WebSocket).state, State::NotEnough);
        QCOMPARE(table.cell(ComparisonFeature::Latency, Sse).state, State::SwitchedOff);
    }

    void shortPollingHasNoColumnInTheTextbook()
    {
        const ComparisonTable table = Run().table();
        for (const ComparisonRow &row : table.rows) {
            QVERIFY(row.cells[indexOf(ShortPoll)].textbook.from != TextbookWords::From::Table);
            for (const TransportKind kind : {LongPoll, Sse, WebSocket})
                QCOMPARE(row.cells[indexOf(kind)].textbook.from, TextbookWords::From::Table);
        }
        QCOMPARE(table.cell(ComparisonFeature::Latency, ShortPoll).textbook.words,
                 u"High latency (up to 5 seconds)"_s);
        QCOMPARE(table.cell(ComparisonFeature::UseCase, ShortPoll).textbook.from,
                 TextbookWords::From::Nowhere);
    }

    void everyClaimOfAStandardNamesItsSection()
    {
        int standards = 0;
        for (const ComparisonRow &row : Run().table().rows)
            for (const ComparisonCell &cell : row.cells) {
                if (cell.source.isEmpty())
                    continue;
                // What browsers do is no standard's.
                if (cell.source.startsWith(u"Chromium, Firefox"_s))
                    continue;
                ++standards;
                QVERIFY2(cell.source.contains(QRegularExpression(u"^(RFC \\d{4}|WHATWG \\w+), \\d"_s)),
                         qPrintable(cell.source));
            }
        QVERIFY(standards >= 16);
    }

    void whatIsTrueOfHttp1OnlySaysSo()
    {
        const ComparisonTable table = Run().table();
        for (const TransportKind kind : {ShortPoll, LongPoll, Sse})
            QVERIFY(!table.cell(ComparisonFeature::Overhead, kind).http1Only.isEmpty());
        for (const TransportKind kind : {LongPoll, Sse})
            QVERIFY(!table.cell(ComparisonFeature::BrowserSupport, kind).http1Only.isEmpty());
        QVERIFY(!table.cell(ComparisonFeature::Protocol, WebSocket).http1Only.isEmpty());
        QVERIFY(table.cell(ComparisonFeature::Overhead, WebSocket).http1Only.isEmpty());
    }

    void latencyAndOverheadLeadToTheirCharts()
    {
        const ComparisonTable table = Run().table();
        for (const TransportKind kind : allTransportKinds) {
            QCOMPARE(table.cell(ComparisonFeature::Latency, kind).shownAt->view, u"latency"_s);
            QCOMPARE(table.cell(ComparisonFeature::Overhead, kind).shownAt->view, u"overhead"_s);
        }
    }

    void echoesCountAsReceivedAsInTheOverheadChart();
    void everyScenarioNamedExists();
    void whatClientsSentIsShown();
    void sendingIsNotHeldAgainstTheWayDown();
    void binaryPayloadsShowWhatEncodingAdds();
};

void TestComparisonTable::numbersDecideWhatIsContradicted_data()
{
    using enum ComparisonFeature;
    QTest::addColumn<Change>("change");
    QTest::addColumn<ComparisonFeature>("feature");
    QTest::addColumn<TransportKind>("kind");
    QTest::addColumn<std::optional<Kind>>("expected");
    const auto row
        = [](const char *name, ComparisonFeature feature, TransportKind kind, std::optional<Kind> expected,
             const Change &change) { QTest::newRow(name) << change << feature << kind << expected; };
    const std::optional<Kind> none;

    row("quick polls", Latency, ShortPoll, Kind::ShortPollIsQuick,
        [](Run &r) { r.latency(ShortPoll, 45, 4); });
    row("perhaps quick polls", Latency, ShortPoll, none, [](Run &r) { r.latency(ShortPoll, 95, 10); });
    row("too few quick polls", Latency, ShortPoll, none, [](Run &r) { r.latency(ShortPoll, 45, 4, 29); });

    row("polls cheaper than SSE", Overhead, ShortPoll, Kind::ShortPollCheaperThanSse,
        [](Run &r) { r.cost(ShortPoll, 180); });
    row("polls hardly cheaper than SSE", Overhead, ShortPoll, none, [](Run &r) {
        r.cost(ShortPoll, 190);
        r.cost(LongPoll, 190);
    });
    row("too few to be cheaper", Overhead, ShortPoll, none, [](Run &r) { r.cost(ShortPoll, 5, 29); });
    row("too few to be dearer", Overhead, ShortPoll, none, [](Run &r) {
        r.cost(ShortPoll, 5);
        r.cost(Sse, 200, 29);
        r.cost(LongPoll, 800, 29);
    });
    row("polls cheaper than long polling", Overhead, ShortPoll, Kind::ShortPollCheaperThanLongPoll,
        [](Run &r) { r.cost(ShortPoll, 400); });
    row("polls dearer than long polling", Overhead, ShortPoll, none, [](Run &r) { r.cost(ShortPoll, 790); });

    row("long polling as quick as SSE", Latency, LongPoll, Kind::LongPollAsQuickAsSse,
        [](Run &r) { r.latency(LongPoll, 103, 2); });
    row("perhaps as quick as SSE", Latency, LongPoll, Kind::LongPollHasNoInterval,
        [](Run &r) { r.latency(LongPoll, 103, 12); });
    row("far below the interval", Latency, LongPoll, Kind::LongPollHasNoInterval,
        [](Run &r) { r.latency(LongPoll, 450, 20); });
    row("not clearly below the interval", Latency, LongPoll, none,
        [](Run &r) { r.latency(LongPoll, 490, 20); });
    row("no interval measured", Latency, LongPoll, none, [](Run &r) {
        r.latency(LongPoll, 450, 20);
        r.lane(ShortPoll).enabled = false;
    });

    row("kept connection", Overhead, LongPoll, Kind::LongPollKeepsItsConnection,
        [](Run &r) { r.lane(LongPoll).traffic.connections = 1; });
    row("some set-up", Overhead, LongPoll, none, [](Run &r) { r.lane(LongPoll).traffic.connections = 11; });
    row("too few requests", Overhead, LongPoll, none, [](Run &r) {
        r.lane(LongPoll).traffic.requests = 29;
        r.lane(LongPoll).traffic.connections = 1;
    });

    row("binary as text", BinarySupport, LongPoll, Kind::LongPollCarriesText, [](Run &r) {
        r.part(LongPoll, BytePart::Payload, 3000);
        r.part(LongPoll, BytePart::Encoding, 1000);
    });
    row("some escapes", BinarySupport, LongPoll, none, [](Run &r) {
        r.part(LongPoll, BytePart::Payload, 3000);
        r.part(LongPoll, BytePart::Encoding, 200);
    });

    row("WebSocket as quick as SSE", Latency, WebSocket, Kind::WebSocketAsQuickAsSse,
        [](Run &r) { r.latency(WebSocket, 101, 1); });
    row("within 2 ms of a near SSE", Latency, WebSocket, Kind::WebSocketAsQuickAsSse, [](Run &r) {
        r.latency(Sse, 2, 0.1);
        r.latency(WebSocket, 1.2, 0.1);
    });
    row("unknown whether as quick", Latency, WebSocket, none, [](Run &r) { r.latency(WebSocket, 95, 11); });
    row("WebSocket slower than SSE", Latency, WebSocket, Kind::WebSocketSlowerThanSse,
        [](Run &r) { r.latency(WebSocket, 130, 5); });
    row("intervals that overlap", Latency, WebSocket, none, [](Run &r) { r.latency(WebSocket, 130, 30); });

    row("framing dwarfed", Overhead, WebSocket, Kind::FramingIsDwarfed, [](Run &r) { r.cost(Sse, 21); });
    row("SSE's framing is not", Overhead, WebSocket, none, [](Run &r) { r.cost(Sse, 40); });
    row("pings all the time", Overhead, WebSocket, none, [](Run &r) {
        r.cost(WebSocket, 31);
        r.cost(Sse, 21);
    });
}

void TestComparisonTable::numbersDecideWhatIsContradicted()
{
    QFETCH(Change, change);
    QFETCH(ComparisonFeature, feature);
    QFETCH(TransportKind, kind);
    QFETCH(std::optional<Kind>, expected);

    Run run;
    change(run);
    QVERIFY2(run.contradiction(feature, kind) == expected,
             run.cell(feature, kind).contradiction
                 ? qPrintable(run.cell(feature, kind).contradiction->sentence)
                 : "none");
}

void TestComparisonTable::echoesCountAsReceivedAsInTheOverheadChart()
{
    Run run;
    run.cost(WebSocket, 6, 20);
    run.lane(WebSocket).upstream.echoed = 80;
    run.part(WebSocket, BytePart::Framing, 600);
    QCOMPARE(plain(run.cell(ComparisonFeature::Overhead, WebSocket).measured), u"framing 6 B, pings 0 B"_s);
}

void TestComparisonTable::everyScenarioNamedExists()
{
    int named = 0;
    for (const ComparisonRow &row : Run().table().rows) {
        QList<std::optional<ShownAt>> all(row.cells.size());
        std::transform(row.cells.begin(), row.cells.end(), all.begin(),
                       [](const ComparisonCell &cell) { return cell.shownAt; });
        all << row.shownAt;
        for (const auto &target : all) {
            if (!target)
                continue;
            ++named;
            QVERIFY(target->view.isEmpty() != target->scenario.isEmpty());
            QVERIFY2(target->scenario.isEmpty() || findScenario(target->scenario),
                     qPrintable(target->scenario));
        }
    }
    QCOMPARE(named, 16);
}

void TestComparisonTable::whatClientsSentIsShown()
{
    Run run;
    QVERIFY(run.cell(ComparisonFeature::Direction, WebSocket).measured.isEmpty());
    run.lane(WebSocket).upstream = {.sent = 59, .accepted = 58, .lost = 0, .pending = 1};
    run.lane(WebSocket).upstreamBytesPerMessage = 6;
    run.lane(WebSocket).roundTrip.count = 58;
    run.lane(WebSocket).roundTrip.meanMs = 41;
    QCOMPARE(plain(run.cell(ComparisonFeature::Direction, WebSocket).measured),
             u"sent up 59, taken 58, 6 B each"_s);
    QCOMPARE(plain(run.cell(ComparisonFeature::UseCase, WebSocket).measured),
             u"there and back 41 ms, n = 58"_s);
}

void TestComparisonTable::sendingIsNotHeldAgainstTheWayDown()
{
    Run run;
    run.cost(ShortPoll, 5);
    run.polls(60, 10);
    QCOMPARE(plain(run.cell(ComparisonFeature::Overhead, ShortPoll).measured),
             u"60 polls, 10 of them empty"_s);
    QVERIFY(run.contradiction(ComparisonFeature::Overhead, ShortPoll));
    run.lane(ShortPoll).traffic.requests += 20;
    run.lane(ShortPoll).traffic.messagesUp = 20;
    QCOMPARE(plain(run.cell(ComparisonFeature::Overhead, ShortPoll).measured),
             u"60 polls, 10 of them empty, with POSTs"_s);
    QVERIFY(!run.contradiction(ComparisonFeature::Overhead, ShortPoll));
}

void TestComparisonTable::binaryPayloadsShowWhatEncodingAdds()
{
    Run run;
    run.part(Sse, BytePart::Payload, 307'200);
    run.part(Sse, BytePart::Encoding, 102'400);
    QVERIFY(run.cell(ComparisonFeature::BinarySupport, Sse).measured.isEmpty());
    run.settings.payloadKind = PayloadKind::Binary;
    QCOMPARE(plain(run.cell(ComparisonFeature::BinarySupport, Sse).measured),
             u"encoding adds 1,024 B a message, 33 %"_s);
}

QTEST_APPLESS_MAIN(TestComparisonTable)

#include "tst_comparison_table.moc"
