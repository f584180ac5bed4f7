#include "ui/typed_text.h"

#include <QStringList>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// What was typed into a field, taken apart.
class TestTypedText : public QObject
{
    Q_OBJECT

private slots:
    void conditionsStandBetweenSemicolonsAndLineEnds_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("conditions");
        QTest::newRow("nothing") << QString() << QStringList();
        QTest::newRow("only separators") << u" ; ;\n"_s << QStringList();
        QTest::newRow("one") << u"a<1"_s << QStringList{u"a<1"_s};
        QTest::newRow("spaces around") << u"  a < 1 ;b>2;"_s << QStringList{u"a < 1"_s, u"b>2"_s};
        QTest::newRow("lines") << u"a<1\n\n b>2\n"_s << QStringList{u"a<1"_s, u"b>2"_s};
    }

    void conditionsStandBetweenSemicolonsAndLineEnds()
    {
        QFETCH(QString, typed);
        QFETCH(QStringList, conditions);
        QStringList found;
        for (const TextPart &part : conditionsIn(typed))
            found += typed.sliced(part.start, part.length);
        QCOMPARE(found, conditions);
    }

    void whatIsWrongIsFoundInWhatWasTyped_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<MemberFault>("fault");
        QTest::addColumn<QString>("part");
        const auto row = [](const char *name, const QString &typed, const MemberFault &fault,
                            const QString &part) { QTest::newRow(name) << typed << fault << part; };
        const auto holds = [](qsizetype index, const QString &part) {
            return MemberFault{
                .path = {{.name = u"answers"_s, .element = 1}, {.name = u"holds"_s, .element = index}},
                .words = {},
                .part = part};
        };
        const auto reveal = [](const QString &part) {
            return MemberFault{.path = {{.name = u"reveal"_s}}, .words = {}, .part = part};
        };
        row("a condition", u"a<1; ;b"_s, holds(2, {}), u"b"_s);
        row("a name in the second, not in the first", u"ab<1;ab.c<1;b<2"_s, holds(3, u"b"_s), u"b"_s);
        row("all conditions", u"a<1;b"_s, holds(0, {}), u"a<1;b"_s);
        row("a condition that is gone", u"a<1"_s, holds(7, {}), u"a<1"_s);
        row("what is too much", u"enough\n\n  too  much "_s, reveal(u" too much"_s), u"too  much "_s);
        row("all of a text", u"all of it"_s, reveal({}), u"all of it"_s);
    }

    void whatIsWrongIsFoundInWhatWasTyped()
    {
        QFETCH(QString, typed);
        QFETCH(MemberFault, fault);
        QFETCH(QString, part);
        const TextPart found = faultyPart(typed, fault);
        QCOMPARE(typed.sliced(found.start, found.length), part);
    }
};

QTEST_APPLESS_MAIN(TestTypedText)

#include "tst_typed_text.moc"
