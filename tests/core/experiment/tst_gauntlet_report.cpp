#include "core/experiment/gauntlet_report.h"
#include "tests/support/schema_faults.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {
GauntletReport sample()
{
    GauntletReport report;
    report.startedAt = QDateTime::fromMSecsSinceEpoch(1'764'000'000'123, Qt::UTC);
    report.cells.resize(report.settings.rows.size() * report.settings.columns.size());
    for (GauntletResult &cell : report.cells)
        cell = {GauntletVerdict::Works, 43ms, 512ms, std::nullopt, 50, 50, 0};
    report.cells[1] = {GauntletVerdict::Dead, std::nullopt, 12s, 3'004ms, 50, 0, 4};
    report.cells[2] = {GauntletVerdict::Late, 1'500ms, 2s, std::nullopt, 50, 49, 0};
    report.cells[3] = {};
    return report;
}

SchemaCheck publishedSchema()
{
    return SchemaCheck(jsonObjectIn(QStringLiteral(GAUNTLET_SCHEMA)));
}
}

class GauntletReportTest : public QObject
{
    Q_OBJECT

private slots:
    void jsonSaysNullForWhatIsNotKnown()
    {
        const QJsonObject json = toJson(sample());
        QCOMPARE(json[u"schema"_s].toString(), u"pushscope.gauntlet/1"_s);
        QCOMPARE(json[u"profiles"_s].toArray().size(), 7);
        QCOMPARE(json[u"transports"_s].toArray().size(), 6);
        const QJsonArray cells = json[u"cells"_s].toArray();
        QCOMPARE(cells.size(), 42);
        const QJsonObject dead = cells[1].toObject();
        QCOMPARE(dead[u"profile"_s].toString(), u"none"_s);
        QCOMPARE(dead[u"transport"_s].toString(), u"long-poll"_s);
        QCOMPARE(dead[u"verdict"_s].toString(), u"dead"_s);
        QVERIFY(dead[u"first_message_ms"_s].isNull());
        QCOMPARE(dead[u"noticed_ms"_s].toDouble(), 3004.0);
        QCOMPARE(dead[u"messages"_s].toObject()[u"lost"_s].toInt(), 50);
        QVERIFY(cells[0].toObject()[u"noticed_ms"_s].isNull());
        QVERIFY(cells[3].toObject()[u"verdict"_s].isNull());
        QVERIFY(cells[3].toObject()[u"worst_latency_ms"_s].isNull());
        QCOMPARE(cells[41].toObject()[u"profile"_s].toString(), u"closes-idle"_s);
        QCOMPARE(cells[41].toObject()[u"transport"_s].toString(), u"auto-long-poll"_s);
    }

    void reportsKeepToThePublishedSchema()
    {
        QCOMPARE(publishedSchema().check(toJson(sample())), QString());
        GauntletReport report = sample();
        report.interrupted = true;
        report.settings.run.arrivals = {Arrivals::Kind::Burst, 20, 5s};
        report.settings.run.headers.kind = HeaderProfile::Kind::Custom;
        report.settings.rows = gauntletRows(0);
        QCOMPARE(publishedSchema().check(toJson(report)), QString());
    }

    void whatNeverBeganHasNoTimeAndKeepsToTheSchema()
    {
        GauntletReport report = sample();
        report.startedAt = {};
        std::fill(report.cells.begin(), report.cells.end(), GauntletResult{});
        QVERIFY(toJson(report)[u"started_at"_s].isNull());
        QCOMPARE(publishedSchema().check(toJson(report)), QString());
    }

    void theSchemaLetsPassOnlyWhatMayBeOtherwise()
    {
        QJsonObject report = toJson(sample());
        const QJsonArray cells = report[u"cells"_s].toArray();
        report[u"cells"_s] = QJsonArray{cells[0], cells[1]}; // all have the same members
        const QStringList accepted{u"$.cells[].first_message_ms null"_s,
                                   u"$.cells[].noticed_ms null"_s,
                                   u"$.cells[].verdict null"_s,
                                   u"$.cells[].worst_latency_ms null"_s,
                                   u"$.profiles[].bytes missing"_s,
                                   u"$.profiles[].time_ms missing"_s,
                                   u"$.started_at null"_s};
        QCOMPARE(SchemaFaults(report, publishedSchema()).accepted(), accepted);
    }

    void theSchemaRefusesWrongValues_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("problem");
        QTest::newRow("another schema")
            << u"schema"_s << QJsonValue(u"pushscope.gauntlet/2"_s) << u"$.schema: another constant"_s;
        QTest::newRow("a negative time")
            << u"elapsed_ms"_s << QJsonValue(-1) << u"$.elapsed_ms: out of range"_s;
        QTest::newRow("a local time")
            << u"started_at"_s << QJsonValue(u"2026-11-26T22:09:43"_s) << u"$.started_at: another form"_s;
        QTest::newRow("an unknown client") << u"transports"_s << QJsonValue(QJsonArray{u"mqtt"_s})
                                           << u"$.transports[0]: not one of the values"_s;
        QTest::newRow("a client twice")
            << u"transports"_s << QJsonValue(QJsonArray{u"sse"_s, u"sse"_s}) << u"$.transports[1]: twice"_s;
    }

    void theSchemaRefusesWrongValues()
    {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QFETCH(QString, problem);
        QJsonObject report = toJson(sample());
        report[member] = value;
        QCOMPARE(publishedSchema().check(report), problem);
    }

    void theTableFitsATerminal()
    {
        const QString table = gauntletTable(sample());
        const QStringList lines = table.split(u'\n');
        for (const QString &line : lines)
            QVERIFY2(line.size() <= 120, qPrintable(line));
        const auto starting = [&](const QString &start) {
            return *std::find_if(lines.begin(), lines.end(),
                                 [&](const QString &line) { return line.startsWith(start); });
        };
        QCOMPARE(starting(u"no middlebox"_s).simplified(), u"no middlebox works dead late ? works works"_s);
        QCOMPARE(starting(u"  client noticed"_s).simplified().left(35),
                 u"client noticed nothing 3.0 s nothin"_s);
        QCOMPARE(starting(u"  lost"_s).simplified().left(23), u"lost 0 50 of 50 1 of 50"_s);
        for (const GauntletRow &row : sample().settings.rows)
            QVERIFY(table.contains(u'\n' + row.title));
    }

    void aMachineThatIsLateItselfIsSaid()
    {
        GauntletReport report = sample();
        report.loopLag = 3600us;
        QCOMPARE(noiseText(report), u"Noise floor of this machine: 3.6 ms."_s);
        QVERIFY(gauntletTable(report).contains(noiseText(report)));
        report.loopLag = 102ms;
        QVERIFY(noiseText(report).startsWith(u"This machine is a limit itself"_s));
        QCOMPARE(toJson(report)[u"loop_lag_max_ms"_s].toDouble(), 102.0);
    }

    void theIdleTimeIsShorterThanTheGap()
    {
        QCOMPARE(gauntletRows(5).back().profile.time, Duration(150ms));
        QCOMPARE(gauntletRows(5).back().title, u"closes when idle 150 ms"_s);
        QCOMPARE(gauntletRows(0).back().profile.time, Duration(750ms));
        QCOMPARE(gauntletRows(5000).back().profile.time, Duration(1ms));
    }

    void secondsHaveTheDigitsThatCount()
    {
        QCOMPARE(gauntletSeconds(43ms), u"0.043 s"_s);
        QCOMPARE(gauntletSeconds(512ms), u"0.51 s"_s);
        QCOMPARE(gauntletSeconds(3004ms), u"3.0 s"_s);
    }
};

QTEST_GUILESS_MAIN(GauntletReportTest)
#include "tst_gauntlet_report.moc"
