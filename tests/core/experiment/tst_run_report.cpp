#include "core/experiment/export_csv.h"
#include "core/experiment/export_json.h"
#include "core/experiment/run_report.h"
#include "tests/support/schema_check.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject publishedSchema()
{
    return jsonObjectIn(QStringLiteral(REPORT_SCHEMA));
}

RunResult someResult()
{
    RunResult result;
    result.startedAt = QDateTime::fromMSecsSinceEpoch(1'764'000'000'123, Qt::UTC);
    for (const TransportKind kind : allTransportKinds) {
        LaneSnapshot &lane = result.snapshot.lanes[indexOf(kind)];
        lane.kind = kind;
        lane.enabled = true;
        lane.messages = {.due = 10, .published = 10, .delivered = 8, .lost = 2};
        lane.latency.count = 8;
        lane.latency.meanMs = 20.5;
        lane.latency.maxMs = 21.0;
        lane.traffic.wireUp = 100;
        lane.traffic.wireDown = 50;
        lane.traffic.parts[static_cast<std::size_t>(BytePart::Payload)] = 30;
        lane.traffic.parts[static_cast<std::size_t>(BytePart::RequestHead)] = 120;
        lane.protocolOverheadPerMessage = 15;
        lane.predicted.latencyMeanMs = 20;
    }
    return result;
}

}

class TestRunReport : public QObject
{
    Q_OBJECT

private slots:
    void reportsKeepToThePublishedSchema()
    {
        const SchemaCheck schema(publishedSchema());
        QCOMPARE(schema.check(runReport(someResult())), QString());

        RunResult disturbed = someResult();
        disturbed.settings.jitter = std::chrono::milliseconds(5);
        disturbed.settings.transports = {false, false, true, false};
        disturbed.settings.upstream = {Upstream::Kind::Rate, 0.5};
        LaneSnapshot &lane = disturbed.snapshot.lanes[indexOf(TransportKind::Sse)];
        lane.upstream = {.sent = 4, .accepted = 3, .lost = 1};
        lane.roundTrip.count = 3;
        lane.upstreamBytesPerMessage = 812.5;
        QCOMPARE(schema.check(runReport(disturbed)), QString());
        QCOMPARE(schema.check(runReport(RunResult{})), u"$.started_at: another form"_s);
    }

    void theSchemaRefusesOtherReports_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");

        QTest::newRow("wrong type") << u"requests"_s << QJsonValue(u"many"_s);
        QTest::newRow("negative") << u"requests"_s << QJsonValue(-1);
        QTest::newRow("fraction") << u"requests"_s << QJsonValue(1.5);
        QTest::newRow("null where a number always is") << u"requests"_s << QJsonValue(QJsonValue::Null);
        QTest::newRow("unknown member") << u"colour"_s << QJsonValue(1);
    }

    void theSchemaRefusesOtherReports()
    {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QJsonObject report = runReport(someResult());
        QJsonObject transports = report["transports"_L1].toObject();
        QJsonObject sse = transports["sse"_L1].toObject();
        sse[member] = value;
        transports["sse"_L1] = sse;
        report["transports"_L1] = transports;
        QVERIFY(!SchemaCheck(publishedSchema()).check(report).isEmpty());
    }

    void onlyTransportsThatTookPartAppear()
    {
        RunResult result = someResult();
        result.settings.transports = {false, true, false, false};
        result.snapshot.lanes[indexOf(TransportKind::ShortPoll)].messages = {};
        result.snapshot.lanes[indexOf(TransportKind::WebSocket)].messages = {};
        // SSE was switched off with messages of this regime.
        QCOMPARE(runReport(result)["transports"_L1].toObject().keys(),
                 (QStringList{u"long-poll"_s, u"sse"_s}));
    }

    void whatCannotBeSaidIsNull()
    {
        RunResult result = someResult();
        QJsonObject report = runReport(result);
        QCOMPARE(*reportValue(report, u"sse.latency_ms.p99"_s), QJsonValue(QJsonValue::Null));
        QCOMPARE(*reportValue(report, u"sse.latency_ms.mean"_s), QJsonValue(20.5));
        QCOMPARE(*reportValue(report, u"sse.predicted.latency_mean_ms"_s), QJsonValue(20));
        QCOMPARE(*reportValue(report, u"sse.predicted.requests_per_s"_s), QJsonValue(QJsonValue::Null));

        result.settings.bytesPerSecond = 10'000;
        report = runReport(result);
        QVERIFY(report["transports"_L1]["sse"_L1]["predicted"_L1].isNull());
    }

    void whatClientsSentStandsBesideWhatTheyReceived()
    {
        RunResult result = someResult();
        QJsonObject report = runReport(result);
        QVERIFY(report["transports"_L1]["sse"_L1]["round_trip_ms"_L1].isNull());
        QCOMPARE(*reportValue(report, u"sse.upstream.sent"_s), QJsonValue(0));
        QCOMPARE(*reportValue(report, u"sse.upstream.overhead_per_message"_s), QJsonValue(QJsonValue::Null));
        // A figure that a run could have had, so that a threshold on it has failed, not been misspelt.
        QCOMPARE(*reportValue(report, u"sse.round_trip_ms.p50"_s), QJsonValue(QJsonValue::Null));
        QVERIFY(isReportPath(u"sse.round_trip_ms.p50"_s));
        QVERIFY(!isReportPath(u"sse.round_trip_ms.p51"_s));
        QVERIFY(!isReportPath(u"sse.round_trip_ms.p50.more"_s));

        LaneSnapshot &lane = result.snapshot.lanes[indexOf(TransportKind::Sse)];
        lane.upstream = {.sent = 4, .accepted = 2, .lost = 1, .pending = 1};
        lane.roundTrip.count = 2;
        lane.roundTrip.p50Ms = 40.5;
        lane.upstreamBytesPerMessage = 812.5;
        report = runReport(result);
        QCOMPARE(*reportValue(report, u"sse.upstream.accepted"_s), QJsonValue(2));
        QCOMPARE(*reportValue(report, u"sse.upstream.lost"_s), QJsonValue(1));
        QCOMPARE(*reportValue(report, u"sse.upstream.pending"_s), QJsonValue(1));
        QCOMPARE(*reportValue(report, u"sse.upstream.overhead_per_message"_s), QJsonValue(812.5));
        QCOMPARE(*reportValue(report, u"sse.round_trip_ms.p50"_s), QJsonValue(40.5));
        QCOMPARE(*reportValue(report, u"sse.round_trip_ms.p99"_s), QJsonValue(QJsonValue::Null));
        QVERIFY(!runSummary(result).contains(u"round trip"_s));
        result.settings.upstream.kind = Upstream::Kind::PingPong;
        QVERIFY(runSummary(result).contains(u"round trip"_s));
    }

    void whatWasSentSaysHowItComesBack_data()
    {
        QTest::addColumn<Sending>("sending");
        QTest::addColumn<QJsonValue>("back");
        QTest::newRow("nothing") << Sending::Nothing << QJsonValue(QJsonValue::Null);
        QTest::newRow("published") << Sending::Published << QJsonValue(u"published"_s);
        QTest::newRow("echoed") << Sending::Echoed << QJsonValue(u"echoed"_s);
        QTest::newRow("no echo") << Sending::NoEcho << QJsonValue(u"no-echo"_s);
    }

    void whatWasSentSaysHowItComesBack()
    {
        QFETCH(Sending, sending);
        QFETCH(QJsonValue, back);
        RunResult result = someResult();
        result.snapshot.lanes[indexOf(TransportKind::Sse)].sending = sending;
        const QJsonObject report = runReport(result);
        QCOMPARE(report["transports"_L1]["sse"_L1]["upstream"_L1]["back"_L1], back);
        QCOMPARE(SchemaCheck(publishedSchema()).check(report), QString());
        QVERIFY(!isReportPath(u"sse.upstream.back"_s)); // no number to compare
    }

    void theSummarySaysWhoHasNoEcho()
    {
        RunResult result = someResult();
        result.settings.upstream = {Upstream::Kind::Echo, 2};
        for (LaneSnapshot &lane : result.snapshot.lanes)
            lane.sending = lane.kind == TransportKind::WebSocket ? Sending::Echoed : Sending::NoEcho;
        LaneSnapshot &echoing = result.snapshot.lanes[indexOf(TransportKind::WebSocket)];
        echoing.upstream = {.sent = 4, .accepted = 4};
        echoing.roundTrip.count = 4;
        echoing.roundTrip.meanMs = 40.25;
        echoing.roundTrip.maxMs = 41.5;
        const QString text = runSummary(result);
        QVERIFY(text.contains(u"echo, round trip"_s));
        QVERIFY(text.contains(u"40.25"_s) && text.contains(u"41.50"_s));
        QCOMPARE(text.count(u"no echo"_s), 3);
        QVERIFY(text.contains(u"a POST is answered, not echoed"_s));
        result.settings.transports = {false, false, false, true};
        for (LaneSnapshot &lane : result.snapshot.lanes)
            if (lane.kind != TransportKind::WebSocket)
                lane.messages = {};
        QVERIFY(!runSummary(result).contains(u"POST"_s)); // nobody is there to ask
    }

    void partsAndPayloadStandWhereTheContractSays()
    {
        const QJsonObject report = runReport(someResult());
        QCOMPARE(*reportValue(report, u"sse.wire_bytes.payload"_s), QJsonValue(30));
        QCOMPARE(*reportValue(report, u"sse.overhead_bytes.request_head"_s), QJsonValue(120));
        QVERIFY(!reportValue(report, u"sse.overhead_bytes.payload"_s));
        QCOMPARE(report["started_at"_L1].toString(), u"2025-11-24T16:00:00.123Z"_s);
    }

    void theSummaryShowsEachTransportAndItsLimits()
    {
        const QString text = runSummary(someResult());
        for (const TransportKind kind : allTransportKinds)
            QVERIFY(text.contains(machineName(kind)));
        QVERIFY(text.startsWith(u"pushscope run"));
        QVERIFY(text.contains(u"in 92")); // a p99 needs 100 messages
        QVERIFY(!text.contains(u"limit"));

        RunResult noisy = someResult();
        noisy.snapshot.noise.loopLag.p99Ms = 6.0;
        noisy.interrupted = true;
        QVERIFY(runSummary(noisy).contains(u"This machine is the limit"));
        QVERIFY(runSummary(noisy).contains(u"Interrupted"));
    }

    void aDeliveryIsOneLineOfCsv()
    {
        QCOMPARE(csvLine({1.25, TransportKind::LongPoll, 3, 42, 20.4567, 64, false}),
                 "1.250000,long-poll,3,42,20.457,64,0\n");
        QCOMPARE(csvLine({0, TransportKind::Sse, 0, 1, 0, 0, true}), "0.000000,sse,0,1,0.000,0,1\n");
    }

    void csvIsStreamedToDisk()
    {
        QTemporaryDir folder;
        CsvWriter writer;
        QVERIFY(writer.open(folder.filePath(u"d.csv"_s)));
        QFile file(folder.filePath(u"d.csv"_s));
        for (int i = 0; i < 5000; ++i)
            writer.write({i * 0.1, TransportKind::WebSocket, 0, static_cast<quint64>(i), 1, 64, false});
        QVERIFY(file.size() > 64 * 1024); // before the end of the run
        QVERIFY(writer.finish());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().split('\n');
        QCOMPARE(lines.size(), 5002);
        QCOMPARE(lines.first() + '\n', csvHeader());
        QVERIFY(lines.last().isEmpty());
    }

    void aFullDiskIsReported()
    {
        CsvWriter writer;
        const auto opened = writer.open(u"/dev/full"_s);
        QVERIFY(!opened);
        QVERIFY(opened.error().message.contains(u"/dev/full"));
        QVERIFY(!exportJson({}, u"/dev/full"_s));
    }

    void unwritableFilesAreRefusedBeforehand()
    {
        QTemporaryDir folder;
        QVERIFY(checkWritable(folder.filePath(u"new.json"_s)));
        QVERIFY(!QFile::exists(folder.filePath(u"new.json"_s)));
        QVERIFY(!checkWritable(folder.path()));
        QVERIFY(!checkWritable(folder.filePath(u"no/such/folder.json"_s)));
        QVERIFY(exportJson({{u"a"_s, 1}}, folder.filePath(u"new.json"_s)));
        QVERIFY(QFile::exists(folder.filePath(u"new.json"_s)));
    }
};

QTEST_GUILESS_MAIN(TestRunReport)

#include "tst_run_report.moc"
