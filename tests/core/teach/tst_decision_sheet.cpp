#include "core/teach/decision_sheet.h"

#include "core/teach/chooser_words.h"
#include "tests/support/cost_run.h"

#include <QLocale>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

DecisionSheetFacts facts()
{
    DecisionSheetFacts all;
    all.costs = measuredCosts(cost_run::snapshot(), all.settings);
    all.writtenAt = QDateTime(QDate(2026, 11, 27), QTime(12, 0), Qt::UTC);
    all.version = u"Pushscope 0.1.0"_s;
    return all;
}

GauntletReport sampleReport()
{
    GauntletReport report;
    report.cells.resize(report.settings.rows.size() * report.settings.columns.size());
    for (GauntletResult &cell : report.cells)
        cell = {GauntletVerdict::Works, 43ms, 512ms, std::nullopt, 50, 50, 0};
    report.cells[9] = {GauntletVerdict::Dead, std::nullopt, 12s, 3'004ms, 50, 0, 4};
    return report;
}

} // namespace

/// The sheet stands by itself and says the same as the page.
class TestDecisionSheet : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void itHasAllSections()
    {
        const QString sheet = decisionSheet(facts());
        qsizetype last = -1;
        for (const QString &heading :
             {u"# Decision sheet"_s, u"## Answers"_s, u"## Recommendation"_s, u"## Measured here"_s,
              u"## At your scale"_s, u"## The gauntlet"_s, u"## Assumptions"_s, u"## Not measured here"_s}) {
            const qsizetype at = sheet.indexOf(heading);
            QVERIFY2(at > last, qPrintable(heading));
            last = at;
        }
        QVERIFY(sheet.contains(u"Pushscope 0.1.0, 2026-11-27T12:00:00Z"_s));
        QVERIFY(sheet.contains(u"`pushscope run"_s));
        for (const QString &word :
             {u"TLS"_s, u"loss"_s, u"Mobile radios"_s, u"HTTP/2"_s, u"Any other server"_s})
            QVERIFY2(sheet.mid(sheet.indexOf(u"## Not measured here"_s)).contains(word), qPrintable(word));
    }

    void itSaysAllAnswersAndReasons()
    {
        DecisionSheetFacts all = facts();
        all.answers = {.direction = MessageDirection::BothWays, .obstacles = Obstacle::RefusesUpgrades};
        const QString sheet = decisionSheet(all);
        for (const auto question : chooser_words::allQuestions) {
            QVERIFY(sheet.contains(chooser_words::question(question)));
            QVERIFY(sheet.contains(chooser_words::answer(question, all.answers)));
        }
        const Recommendation recommendation = recommend(all.answers);
        QVERIFY(sheet.contains(chooser_words::verdict(recommendation)));
        QVERIFY(sheet.contains(chooser_words::condition(recommendation)));
        for (const auto &candidate : recommendation.ranked)
            for (const ChooserReason &reason : candidate.reasons) {
                QVERIFY2(sheet.contains(reason.text), qPrintable(reason.text));
                QVERIFY2(sheet.contains(u"`pushscope run "_s + reason.scenario), qPrintable(reason.scenario));
            }
    }

    void itsFiguresAreThoseOfTheScale_data()
    {
        QTest::addColumn<ScaleBasis>("basis");
        for (const ScaleBasis basis : allScaleBases)
            QTest::newRow(qPrintable(scaleBasisName(basis))) << basis;
    }

    void itsFiguresAreThoseOfTheScale()
    {
        QFETCH(ScaleBasis, basis);
        DecisionSheetFacts all = facts();
        all.scale = withBasis(all.scale, basis);
        const QString sheet = decisionSheet(all);
        const ScaleSheet scale = scaleSheet(all.scale, all.costs);
        int values = 0;
        for (const ScaleRow &row : scale.rows)
            for (const TransportKind kind : allTransportKinds)
                if (const ScaleCell &cell = row.of(kind); !cell.value.isEmpty()) {
                    QVERIFY2(sheet.contains(u"| "_s + cell.value + u" |"_s), qPrintable(cell.value));
                    QVERIFY2(sheet.contains(cell.arithmetic), qPrintable(cell.arithmetic));
                    ++values;
                }
        QVERIFY(values >= 2);
        for (const QString &note : scale.notes)
            QVERIFY(sheet.contains(note));
    }

    void everyTableRowHasAsManyCellsAsItsHead()
    {
        DecisionSheetFacts all = facts();
        all.gauntlet = sampleReport();
        qsizetype cells = 0;
        int tables = 0;
        for (const QString &line : decisionSheet(all).split(u'\n')) {
            if (!line.startsWith(u'|')) {
                cells = 0;
                continue;
            }
            tables += cells == 0 ? 1 : 0;
            if (cells == 0)
                cells = line.count(u'|');
            QCOMPARE(line.count(u'|'), cells);
        }
        QCOMPARE(tables, 3);
    }

    void theGauntletIsInItIfOneWasRun()
    {
        QVERIFY(decisionSheet(facts()).contains(u"No gauntlet was run in this session."_s));
        DecisionSheetFacts all = facts();
        all.gauntlet = sampleReport();
        const QString sheet = decisionSheet(all);
        QVERIFY(!sheet.contains(u"No gauntlet was run"_s));
        QVERIFY(sheet.contains(u"| refuses the upgrade | works | works | works | dead | works | works |"_s));
    }

    void whatWasNotMeasuredIsNotMadeUp()
    {
        DecisionSheetFacts all = facts();
        all.costs = measuredCosts({}, {});
        const QString sheet = decisionSheet(all);
        QVERIFY(sheet.contains(u"No costs measured yet: not enough messages, 0 of 10."_s));
        QVERIFY(sheet.contains(u"| Bandwidth down | \u2013 | \u2013 | \u2013 | \u2013 |"_s));
    }
};

QTEST_APPLESS_MAIN(TestDecisionSheet)
#include "tst_decision_sheet.moc"
