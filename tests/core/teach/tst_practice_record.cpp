#include "core/teach/practice_record.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

PracticeRecord sample()
{
    PracticeRecord record;
    record.sessions = 3;
    record.entries[u"masking"_s] = {2, 0, PracticeMark::Missed};
    record.entries[u"framing"_s] = {1, 2, PracticeMark::Knew};
    record.entries[u"tls"_s] = {1, 1, PracticeMark::Partly};
    record.entries[u"http2"_s] = {};
    record.entries[u"a question of an earlier version"_s] = {5, 4, PracticeMark::Knew};
    return record;
}

}

class TestPracticeRecord : public QObject
{
    Q_OBJECT

private slots:
    void boxesGoUpAndBackToTheFirst()
    {
        PracticeEntry entry;
        entry.mark(PracticeMark::Knew);
        QCOMPARE(entry.box, PracticeEntry::knownFrom);
        QVERIFY(entry.isKnown());
        for (int i = 0; i < 5; ++i)
            entry.mark(PracticeMark::Knew);
        QCOMPARE(entry.box, PracticeEntry::lastBox);
        entry.mark(PracticeMark::Missed);
        QCOMPARE(entry.box, 0);
        QVERIFY(entry.comesAgain());
        // Known after a miss is not yet known: it comes again next time.
        entry.mark(PracticeMark::Knew);
        QCOMPARE(entry.box, 1);
        QVERIFY(entry.comesAgain());
        entry.mark(PracticeMark::Knew);
        QVERIFY(entry.isKnown());
        entry.mark(PracticeMark::Partly);
        QCOMPARE(entry.box, 1);
        QCOMPARE(entry.times, 10);
        QCOMPARE(entry.last, PracticeMark::Partly);
    }

    void whatWasOnlySeenIsNeitherKnownNorToRepeat()
    {
        QVERIFY(!PracticeEntry{}.isKnown());
        QVERIFY(!PracticeEntry{}.comesAgain());
    }

    void whatIsStoredComesBack()
    {
        const StoredPractice read = practiceFromJson(toJson(sample()));
        QCOMPARE(read.problem, QString());
        QCOMPARE(read.record, sample());
    }

    void nothingStoredIsNoProblem()
    {
        QCOMPARE(practiceFromJson({}).record, PracticeRecord{});
        QCOMPARE(practiceFromJson({}).problem, QString());
    }

    void whatCannotBeReadIsSaid_data()
    {
        QTest::addColumn<QByteArray>("stored");
        QTest::addColumn<QString>("says");
        QTest::newRow("cut off") << toJson(sample()).chopped(10) << u"begins anew"_s;
        QTest::newRow("no object") << QByteArray("[1,2]") << u"begins anew"_s;
        QTest::newRow("garbage") << QByteArray("\xff\x00x", 3) << u"begins anew"_s;
        QTest::newRow("a later version")
            << toJson(sample()).replace("practice/1", "practice/2") << u"practice/2"_s;
        QTest::newRow("no version") << QByteArray("{}") << u"another version (none)"_s;
        QTest::newRow("no questions")
            << QByteArray(R"({"schema":"pushscope.practice/1","sessions":1,"questions":7})") << u"A part"_s;
    }

    void whatCannotBeReadIsSaid()
    {
        QFETCH(QByteArray, stored);
        QFETCH(QString, says);
        const StoredPractice read = practiceFromJson(stored);
        QVERIFY2(read.problem.contains(says), qPrintable(read.problem));
        QVERIFY(read.record.entries.isEmpty());
    }

    void aBrokenAnswerCostsItselfAlone_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("box too high") << QByteArray(R"("box":0,)") << QByteArray(R"("box":9,)");
        QTest::newRow("box is no number") << QByteArray(R"("box":0,)") << QByteArray(R"("box":"0",)");
        QTest::newRow("half a box") << QByteArray(R"("box":0,)") << QByteArray(R"("box":0.5,)");
        QTest::newRow("unknown mark") << QByteArray(R"("missed")") << QByteArray(R"("fine")");
        QTest::newRow("negative times") << QByteArray(R"("times":2)") << QByteArray(R"("times":-2)");
    }

    void aBrokenAnswerCostsItselfAlone()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QByteArray stored = toJson(sample());
        QCOMPARE(stored.count(from), 1);
        const StoredPractice read = practiceFromJson(stored.replace(from, to));
        PracticeRecord expected = sample();
        expected.entries.remove(u"masking"_s);
        QCOMPARE(read.record, expected);
        QVERIFY2(read.problem.contains(u"could not be read: 1"_s), qPrintable(read.problem));
    }
};

QTEST_APPLESS_MAIN(TestPracticeRecord)

#include "tst_practice_record.moc"
