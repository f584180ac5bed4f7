#include "app/nearest_word.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

class TestNearestWord : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatWasProbablyMeant_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("nearest");
        QTest::newRow("the word itself") << u"staircase"_s << u"staircase"_s;
        QTest::newRow("a letter missing") << u"starcase"_s << u"staircase"_s;
        QTest::newRow("two swapped") << u"fierhose"_s << u"firehose"_s;
        QTest::newRow("a third of it wrong") << u"fxxehose"_s << u"firehose"_s;
        QTest::newRow("something else") << u"banana"_s << QString();
        QTest::newRow("short, one wrong") << u"cat"_s << u"cut"_s;
        QTest::newRow("short, two wrong") << u"dag"_s << QString();
        QTest::newRow("nothing") << QString() << QString();
    }

    void findsWhatWasProbablyMeant()
    {
        QFETCH(QString, word);
        QFETCH(QString, nearest);
        QCOMPARE(nearestWord(word, {u"staircase"_s, u"firehose"_s, u"cut"_s}), nearest);
    }

    void findsScenariosByTheirNames()
    {
        const QStringList words{u"firehose"_s, u"far-away"_s, u"the-staircase"_s};
        QCOMPARE(nearestWord(u"firehorse"_s, words), u"firehose"_s);
        QCOMPARE(nearestWord(u"staircase"_s, words), QString());
        QCOMPARE(nearestWord(u"the-stair-case"_s, words), u"the-staircase"_s);
        QCOMPARE(nearestWord(u"zzz"_s, words), QString());
    }

    void takesTheNearerOfTwo() { QCOMPARE(nearestWord(u"delay"_s, {u"relays"_s, u"delays"_s}), u"delays"_s); }
};

QTEST_GUILESS_MAIN(TestNearestWord)
#include "tst_nearest_word.moc"
