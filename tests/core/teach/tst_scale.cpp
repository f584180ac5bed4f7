#include "core/teach/client_load.h"
#include "core/teach/figure_text.h"
#include "core/teach/published_scales.h"
#include "core/teach/scale.h"
#include "tests/support/cost_run.h"

#include <QLocale>
#include <QTest>

#include <cmath>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using enum TransportKind;

namespace {

QString plain(QString text)
{
    return text.replace(QChar(0x00A0), u' ');
}

const ScaleRow &row(const ScaleSheet &sheet, const QString &name)
{
    for (const ScaleRow &each : sheet.rows)
        if (each.name == name)
            return each;
    qFatal("no row %s", qPrintable(name));
}

MeasuredCosts costs()
{
    ExperimentSettings settings;
    settings.delay = 0ms;
    return measuredCosts(cost_run::snapshot(), settings);
}

/// No estimate, so that sums can be done by hand.
Scale bare()
{
    return {.clients = 100'000, .networkEstimate = false};
}

double number(const ScaleSheet &sheet, const QString &name, TransportKind kind)
{
    return row(sheet, name).of(kind).number.value_or(-1);
}

} // namespace

/// Figures against sums done by hand, and against those that were published.
class TestScale : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void costsAreTakenApartAsTheyWereMeasured()
    {
        const MeasuredCosts measured = costs();
        const TransportCosts &poll = *measured.of(ShortPoll);
        QCOMPARE(poll.messages, 100);
        QCOMPARE(poll.payload, 64.0);
        QCOMPARE(poll.envelope, 40.0);
        QCOMPARE(*poll.poll, (ByteCost{500, 200}));
        QCOMPARE(*poll.emptyPoll, (ByteCost{500, 100}));
        QCOMPARE(poll.framing, 1.0);
        QCOMPARE(measured.of(Sse)->framing, 21.0);
        QCOMPARE(measured.of(WebSocket)->framing, 2.0);
        QCOMPARE(measured.of(Sse)->setup, std::optional(836.0));
        QVERIFY(!poll.setup && !measured.of(LongPoll)->emptyPoll);
        QCOMPARE(
            plain(costsInWords(measured)),
            u"Costs measured in this run: n = 100 messages a transport, browser-like headers, 64 B payload."_s);
    }

    void nothingIsSaidOfWhatWasNotMeasured()
    {
        RunSnapshot run = cost_run::snapshot();
        run.lanes[indexOf(Sse)].traffic.messagesDown = 9;
        run.lanes[indexOf(WebSocket)] = {};
        run.lanes[indexOf(WebSocket)].kind = WebSocket;
        run.lanes[indexOf(LongPoll)].traffic.messagesUp = 1;
        const MeasuredCosts measured = measuredCosts(run, {});
        QVERIFY(measured.of(ShortPoll));
        QVERIFY(!measured.of(Sse) && !measured.of(WebSocket) && !measured.of(LongPoll));
        QCOMPARE(measured.missing[indexOf(Sse)], u"Not enough messages yet: 9 of 10."_s);
        QCOMPARE(measured.missing[indexOf(WebSocket)], u"Switched off in this run."_s);
        QVERIFY(measured.missing[indexOf(LongPoll)].startsWith(u"Clients send in this run"_s));
        const ScaleSheet sheet = scaleSheet({}, measured);
        for (const QString &name :
             {u"bandwidth_down"_s, u"bandwidth_up"_s, u"bandwidth"_s, u"data_per_month"_s})
            for (const TransportKind kind : {LongPoll, Sse, WebSocket}) {
                QVERIFY(row(sheet, name).of(kind).value.isEmpty());
                QVERIFY(!row(sheet, name).of(kind).number);
                QCOMPARE(row(sheet, name).of(kind).arithmetic, measured.missing[indexOf(kind)]);
            }
        // What needs no costs is there all the same.
        QCOMPARE(number(sheet, u"open_connections"_s, WebSocket), Scale().clients);
        QVERIFY(costsInWords(measuredCosts({}, {}))
                    .startsWith(u"No costs measured yet: not enough messages, 0 of 10."_s));
    }

    void aStreamIsMessagesAndHeartbeats()
    {
        const ScaleSheet sheet = scaleSheet(bare(), costs());
        // 100,000 x (1 x (64 + 40 + 21) + 1/25 x 19) x 8
        QCOMPARE(number(sheet, u"bandwidth_down"_s, Sse), 100'000 * (125 + 19 / 25.0) * 8);
        QCOMPARE(number(sheet, u"bandwidth_up"_s, Sse), 0.0);
        // Ping 2 B, pong 6 B.
        QCOMPARE(number(sheet, u"bandwidth_down"_s, WebSocket), 100'000 * (106 + 2 / 25.0) * 8);
        QCOMPARE(number(sheet, u"bandwidth_up"_s, WebSocket), 100'000 * (6 / 25.0) * 8);
        QCOMPARE(number(sheet, u"heartbeats"_s, WebSocket), 4000.0);
        QCOMPARE(number(sheet, u"requests"_s, Sse), 0.0);
        QCOMPARE(
            plain(row(sheet, u"bandwidth_down"_s).of(Sse).arithmetic),
            u"100,000 clients \u00D7 [1 /s \u00D7 125 B messages + 0.04 /s \u00D7 19 B heartbeats] \u00D7 8 = 101 Mbit/s."_s);
    }

    void shortPollingIsFullAndEmptyPollsAndMessages()
    {
        const ScaleSheet sheet = scaleSheet(bare(), costs());
        const double empty = std::exp(-2.0) / 2;
        const double full = (1 - std::exp(-2.0)) / 2;
        const double up = full * 500 + empty * 500;
        const double down = full * 200 + empty * 100 + 104 + (1 - full) * 1;
        QCOMPARE(number(sheet, u"bandwidth_up"_s, ShortPoll), 100'000 * up * 8);
        QCOMPARE(number(sheet, u"bandwidth_down"_s, ShortPoll), 100'000 * down * 8);
        QCOMPARE(number(sheet, u"bandwidth"_s, ShortPoll), 100'000 * (up + down) * 8);
        QCOMPARE(number(sheet, u"requests"_s, ShortPoll), 50'000.0);
        QCOMPARE(number(sheet, u"data_per_month"_s, ShortPoll), 100'000 * (up + down) * 3600 * 24 * 30);
    }

    void longPollingAsksOnceAMessageOrATimeout()
    {
        // Without a distance: 1 / ((1 - e^-25) / 1 s)
        ScaleSheet sheet = scaleSheet(bare(), costs());
        QCOMPARE(number(sheet, u"requests"_s, LongPoll), 100'000 / (1 - std::exp(-25.0)));
        Scale silent = bare();
        silent.messagesPerSecond = 0;
        sheet = scaleSheet(silent, costs());
        QCOMPARE(number(sheet, u"requests"_s, LongPoll), 4000.0);
        // No empty one was measured: said, and counted as a full one.
        QCOMPARE(number(sheet, u"bandwidth"_s, LongPoll), 4000.0 * 720 * 8);
        QVERIFY(row(sheet, u"bandwidth"_s).of(LongPoll).arithmetic.contains(u"No empty poll was measured"_s));
        QVERIFY(
            !row(sheet, u"bandwidth"_s).of(ShortPoll).arithmetic.contains(u"No empty poll was measured"_s));
    }

    void aDistanceBundlesMessagesOfLongPolls()
    {
        MeasuredCosts far = costs();
        far.delay = 500ms;
        const double r = 1;
        const double cycle = r + std::exp(-r) * (1 - std::exp(-25.0));
        QCOMPARE(number(scaleSheet(bare(), far), u"requests"_s, LongPoll), 100'000 / cycle);
    }

    void theEstimateIsAddedAndLabelled()
    {
        const Scale scale{.heartbeat = 1e9};
        const ScaleSheet sheet = scaleSheet(scale, costs());
        QVERIFY(std::abs(number(sheet, u"bandwidth_down"_s, WebSocket) - scale.clients * (106 + 62.0) * 8)
                < 1);
        QVERIFY(plain(row(sheet, u"bandwidth_down"_s).of(WebSocket).arithmetic)
                    .contains(u"1 /s \u00D7 (106 + 62) B messages"_s));
        QVERIFY(row(sheet, u"bandwidth_down"_s)
                    .of(WebSocket)
                    .arithmetic.contains(u"TCP/IP and TLS, an estimate."_s));
        QVERIFY(sheet.notes.first().contains(u"estimate"_s));
        QVERIFY(!scaleSheet(bare(), costs()).notes.first().contains(u"estimate"_s));
        // A long message takes several segments and one record.
        const auto load = clientLoad(WebSocket, {.payload = 4000}, costs());
        QCOMPARE(load->terms.first().estimate.down, 3 * 40.0 + 22);
    }

    void lengthFieldsFollowThePayload()
    {
        const auto bytes = [](TransportKind kind, double payload) {
            return clientLoad(kind, {.payload = payload}, costs())->terms.first().bytes.down;
        };
        QCOMPARE(bytes(WebSocket, 64), 106.0);
        QCOMPARE(bytes(WebSocket, 1000), 1040.0 + 4); // RFC 6455 5.2: from 126 bytes on
        QCOMPARE(bytes(WebSocket, 70'000), 70'040.0 + 10);
        QCOMPARE(bytes(Sse, 64), 125.0);
        QCOMPARE(bytes(Sse, 1000), 1040.0 + 21 + 1); // three hexadecimal digits instead of two
    }

    void capacityIsDivided()
    {
        Scale scale = bare();
        scale.clients = 1'000'000;
        scale.pollInterval = 240;
        const ScaleSheet sheet = scaleSheet(scale, costs());
        // Closed after 120 s without a request.
        QCOMPARE(number(sheet, u"open_connections"_s, ShortPoll), 500'000.0);
        QCOMPARE(number(sheet, u"open_connections"_s, Sse), 1'000'000.0);
        QCOMPARE(number(sheet, u"handshakes_after_restart"_s, WebSocket), 200'000.0);
        QCOMPARE(number(sheet, u"handshakes_after_restart"_s, ShortPoll), 1'000'000 / 240.0);
        QCOMPARE(number(sheet, u"memory_least"_s, WebSocket), 18.6e9);
        QCOMPARE(plain(row(sheet, u"memory_least"_s).of(WebSocket).value), u"18.6 to 31.0 GB"_s);
        QCOMPARE(defaultEphemeralPorts, 28'232);
        QCOMPARE(mostEphemeralPorts, 64'512);
        QCOMPARE(number(sheet, u"proxy_addresses"_s, Sse), 36.0); // 1,000,000 / 28,232 = 35.4
        QVERIFY(row(sheet, u"proxy_addresses"_s)
                    .of(Sse)
                    .arithmetic.contains(u"it takes 16"_s)); // / 64,512 = 15.5
        scale.jitterWindow = 0;
        QCOMPARE(row(scaleSheet(scale, costs()), u"handshakes_after_restart"_s).of(Sse).value,
                 u"1,000,000 at once"_s);
    }

    void hpbnComesOutAsPublished()
    {
        const Scale minute = withBasis({}, ScaleBasis::HpbnMinute);
        QCOMPARE(minute.clients, 10'000.0);
        ScaleSheet sheet = scaleSheet(minute, costs());
        QCOMPARE(plain(row(sheet, u"requests"_s).of(ShortPoll).value), u"167 /s"_s);
        QCOMPARE(plain(row(sheet, u"bandwidth_published"_s).of(ShortPoll).value), u"1.13 Mbit/s"_s);
        QCOMPARE(number(sheet, u"bandwidth_published"_s, ShortPoll), 10'000 / 60.0 * 850 * 8);
        QCOMPARE(plain(row(sheet, u"bandwidth_published"_s).of(ShortPoll).arithmetic),
                 u"10,000 clients \u00F7 60 s \u00D7 850 B \u00D7 8 = 1.13 Mbit/s."_s);
        sheet = scaleSheet(withBasis({}, ScaleBasis::HpbnSecond), costs());
        QCOMPARE(plain(row(sheet, u"bandwidth_published"_s).of(ShortPoll).value), u"68.0 Mbit/s"_s);
        // The same with an empty poll of 600 B.
        QCOMPARE(number(sheet, u"bandwidth_measured"_s, ShortPoll), 10'000 * 600 * 8.0);
        QVERIFY(sheet.notes.first().contains(u"over 60 Mbps"_s));
        QVERIFY(row(sheet, u"bandwidth_published"_s).of(Sse).value.isEmpty());
    }

    void quantumLeapComesOutInSiAndAsPrinted_data()
    {
        QTest::addColumn<double>("clients");
        QTest::addColumn<QString>("polling");
        QTest::addColumn<QString>("frames");
        QTest::addColumn<QString>("printed");
        QTest::addColumn<QString>("printedFrames");
        QTest::newRow("1,000") << 1000.0 << u"6.97 Mbit/s"_s << u"16.0 kbit/s"_s << u"6.65"_s << u"0.0153"_s;
        QTest::newRow("10,000") << 10'000.0 << u"69.7 Mbit/s"_s << u"160 kbit/s"_s << u"66.5"_s << u"0.153"_s;
        QTest::newRow("100,000") << 100'000.0 << u"697 Mbit/s"_s << u"1.60 Mbit/s"_s << u"665"_s << u"1.53"_s;
    }

    void quantumLeapComesOutInSiAndAsPrinted()
    {
        QFETCH(double, clients);
        QFETCH(QString, polling);
        QFETCH(QString, frames);
        QFETCH(QString, printed);
        QFETCH(QString, printedFrames);
        Scale scale = withBasis({}, ScaleBasis::QuantumLeap);
        QCOMPARE(scale.clients, 100'000.0);
        scale.clients = clients;
        const ScaleSheet sheet = scaleSheet(scale, costs());
        QCOMPARE(plain(row(sheet, u"bandwidth_published"_s).of(ShortPoll).value), polling);
        QCOMPARE(plain(row(sheet, u"bandwidth_published"_s).of(WebSocket).value), frames);
        QVERIFY(row(sheet, u"bandwidth_printed"_s).of(ShortPoll).value.startsWith(printed));
        QVERIFY(row(sheet, u"bandwidth_printed"_s).of(WebSocket).value.startsWith(printedFrames));
        QCOMPARE(number(sheet, u"bandwidth_measured"_s, ShortPoll), clients * 700 * 8);
        QCOMPARE(number(sheet, u"bandwidth_measured"_s, WebSocket), clients * 2 * 8);
        QVERIFY(sheet.notes.first().contains(u"divide by 2\u00B2\u2070"_s));
    }

    void theArithmeticIsSpeltAsInAnInterview()
    {
        const ScaleSheet sheet = scaleSheet(withBasis({}, ScaleBasis::QuantumLeap), costs());
        QCOMPARE(plain(row(sheet, u"bandwidth_published"_s).of(ShortPoll).arithmetic),
                 u"100,000 clients \u00D7 1 /s \u00D7 871 B \u00D7 8 = 697 Mbit/s."_s);
    }

    void pingPongStandsBesideWhatWasPublished()
    {
        const Scale scale = withBasis({}, ScaleBasis::PingPong);
        ScaleSheet sheet = scaleSheet(scale, costs());
        QCOMPARE(plain(row(sheet, u"published_round_trip"_s).of(Sse).value), u"4.63 ms"_s);
        QCOMPARE(plain(row(sheet, u"published_round_trip"_s).of(WebSocket).value), u"0.420 ms"_s);
        QVERIFY(sheet.notes.first().contains(u"46.3 s \u00F7 4.2 s = 11"_s));
        QVERIFY(row(sheet, u"measured_round_trip"_s).of(Sse).value.isEmpty());
        QVERIFY(sheet.notes.last().contains(u"not measured"_s));
        RunSnapshot run = cost_run::snapshot();
        ExperimentSettings settings;
        run.lanes[indexOf(Sse)].roundTrip.count = 5000;
        run.lanes[indexOf(Sse)].roundTrip.meanMs = 0.6;
        run.lanes[indexOf(WebSocket)].roundTrip.count = 9000;
        run.lanes[indexOf(WebSocket)].roundTrip.meanMs = 0.2;
        // Round trips of another run are no ping-pong.
        QVERIFY(!measuredCosts(run, settings).pingPong[indexOf(Sse)]);
        settings.upstream.kind = Upstream::Kind::PingPong;
        sheet = scaleSheet(scale, measuredCosts(run, settings));
        QCOMPARE(plain(row(sheet, u"measured_round_trip"_s).of(Sse).value), u"0.600 ms"_s);
        QVERIFY(plain(sheet.notes.last()).contains(u"0.600 ms \u00F7 0.200 ms = 3.00"_s));
    }

    void figuresHaveThreeDigitsThatCount_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("significant");
        QTest::addColumn<QString>("plainly");
        QTest::newRow("nothing") << 0.0 << u"0"_s << u"0"_s;
        QTest::newRow("small") << 0.015258 << u"0.0153"_s << u"0.0153"_s;
        QTest::newRow("below one") << 0.5 << u"0.500"_s << u"0.5"_s;
        QTest::newRow("one") << 1.0 << u"1.00"_s << u"1"_s;
        QTest::newRow("rounded up") << 9.999 << u"10.0"_s << u"10"_s;
        QTest::newRow("tens") << 68.0 << u"68.0"_s << u"68"_s;
        QTest::newRow("hundreds") << 166.67 << u"167"_s << u"167"_s;
        QTest::newRow("more digits than are known") << 99'921.0 << u"99,900"_s << u"99,921"_s;
        QTest::newRow("thousands") << 100'000.0 << u"100,000"_s << u"100,000"_s;
    }

    void figuresHaveThreeDigitsThatCount()
    {
        QFETCH(double, value);
        QFETCH(QString, significant);
        QFETCH(QString, plainly);
        QCOMPARE(figure_text::significant(value), significant);
        QCOMPARE(figure_text::plain(value), plainly);
    }

    void unitsAreSi()
    {
        QCOMPARE(plain(figure_text::bitRate(1e6)), u"1.00 Mbit/s"_s);
        QCOMPARE(plain(figure_text::bitRate(999.6)), u"1.00 kbit/s"_s);
        QCOMPARE(plain(figure_text::bytes(31e9)), u"31.0 GB"_s);
        QCOMPARE(plain(figure_text::gigabytes(5.443e12)), u"5,440 GB"_s);
        QCOMPARE(plain(figure_text::seconds(0.25)), u"250 ms"_s);
    }
};

QTEST_APPLESS_MAIN(TestScale)
#include "tst_scale.moc"
