#include "core/experiment/gauntlet_report.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {
GauntletReport sample()
{
    GauntletReport report;
    report.cells.resize(report.settings.rows.size() * report.settings.columns.size());
    for (GauntletResult &cell : report.cells)
        cell = {GauntletVerdict::Works, 43ms, 512ms, std::nullopt, 50, 50, 0};
    report.cells[1] = {GauntletVerdict::Dead, std::nullopt, 12s, 3'004ms, 50, 0, 4};
    report.cells[2] = {GauntletVerdict::Late, 1'500ms, 2s, std::nullopt, 50, 49, 0};
    report.cells[3] = {};
    return report;
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
