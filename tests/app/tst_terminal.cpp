#include "app/terminal.h"
#include "tests/support/captured_stream.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

class TestTerminal : public QObject
{
    Q_OBJECT

private slots:
    void resultsGoToStdoutAsTheyAre()
    {
        CapturedStream out(stdout);
        CapturedStream err(stderr);
        QVERIFY(printResult("{\"a\":\"\xc3\xa4\"}\n"));
        QCOMPARE(out.text(), QByteArray("{\"a\":\"\xc3\xa4\"}\n"));
        QCOMPARE(err.text(), QByteArray());
    }

    void aFullDiskIsAnErrorInWords()
    {
        const auto printed = [] {
            const CapturedStream full(stdout, "/dev/full");
            return printResult("too much");
        }();
        QVERIFY(!printed);
        QVERIFY2(printed.error().message.startsWith(u"cannot write to standard output: "_s),
                 qPrintable(printed.error().message));
    }

    void messagesGoToStderr()
    {
        CapturedStream out(stdout);
        CapturedStream err(stderr);
        printMessage(u"one"_s);
        printError(u"two"_s);
        QCOMPARE(err.text(), QByteArray("one\npushscope: two\n"));
        QCOMPARE(out.text(), QByteArray());
    }

    void aFileIsNoTerminal()
    {
        const CapturedStream err(stderr);
        QVERIFY(!stderrIsTerminal());
    }
};

QTEST_GUILESS_MAIN(TestTerminal)
#include "tst_terminal.moc"
