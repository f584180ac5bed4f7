#include "app/scenario_judge.h"
#include "tests/support/captured_stream.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Judged
{
    int code = -1;
    QByteArray out;
    QByteArray err;
};

Judged judged(const Scenario &scenario, const QJsonObject &figures, const RunCommand &command = {})
{
    CapturedStream out(stdout);
    CapturedStream err(stderr);
    const int code = judgeScenario(scenario, figures, command);
    return {code, out.text(), err.text()};
}

const QJsonObject figures{{u"waited_ms"_s, 400}, {u"never"_s, QJsonValue::Null}};

Scenario asserting(const QStringList &assertions)
{
    Scenario scenario;
    scenario.name = u"mine"_s;
    scenario.check.assertions = assertions;
    return scenario;
}

Scenario answering(const QStringList &first, const QStringList &second)
{
    Scenario scenario = asserting({u"waited_ms>0"_s});
    scenario.answers = {{u"It waits"_s, first}, {u"It does not"_s, second}};
    return scenario;
}

RunCommand reportOnStdout(bool quiet)
{
    RunCommand command;
    command.json = u"-"_s;
    command.quiet = quiet;
    return command;
}

}

class TestScenarioJudge : public QObject
{
    Q_OBJECT

private slots:
    void eachAssertionIsALineWithWhatWasMeasured()
    {
        const Judged result = judged(asserting({u"waited_ms>=400"_s, u"waited_ms<100"_s}), figures);
        QCOMPARE(result.code, int(ExitThreshold));
        QCOMPARE(result.out,
                 QByteArray("held:   waited_ms>=400: is 400\n"
                            "failed: waited_ms<100: is 400\n"
                            "mine: 1 of 2 assertions held\n"));
        QCOMPARE(result.err, QByteArray());
    }

    void whatWasNotMeasuredDoesNotHold()
    {
        QCOMPARE(judged(asserting({u"never>0"_s}), figures).code, int(ExitThreshold));
        QCOMPARE(judged(asserting({u"nowhere>0"_s}), figures).code, int(ExitThreshold));
    }

    void theAnswerThatWasMeasuredIsNamed()
    {
        const Judged result = judged(answering({u"waited_ms>=100"_s}, {u"waited_ms<100"_s}), figures);
        QCOMPARE(result.code, int(ExitOk));
        QVERIFY2(result.out.contains("\nanswer: It waits\n"), result.out);
    }

    void answersThatContradictEachOtherFail_data()
    {
        QTest::addColumn<QStringList>("first");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("both hold") << QStringList{u"waited_ms>0"_s}
                                   << QByteArray("\nfailed: 2 of the answers hold, not one\n");
        QTest::newRow("none holds") << QStringList{u"waited_ms>900"_s}
                                    << QByteArray("\nfailed: 0 of the answers hold, not one\n");
    }

    void answersThatContradictEachOtherFail()
    {
        QFETCH(QStringList, first);
        QFETCH(QByteArray, words);
        const QStringList second{words.contains('2') ? u"waited_ms<900"_s : u"waited_ms<0"_s};
        const Judged result = judged(answering(first, second), figures);
        QCOMPARE(result.code, int(ExitThreshold));
        QVERIFY2(result.out.contains(words), result.out);
    }

    void besideAReportOnStdoutTheLinesGoToStderr()
    {
        const Judged result = judged(asserting({u"waited_ms>0"_s}), figures, reportOnStdout(false));
        QCOMPARE(result.out, QByteArray());
        QCOMPARE(result.err, QByteArray("held:   waited_ms>0: is 400\nmine: 1 of 1 assertions held\n"));
    }

    void besideAReportQuietlyOnlyWhatFailedIsSaid()
    {
        Judged result = judged(asserting({u"waited_ms>0"_s}), figures, reportOnStdout(true));
        QCOMPARE(result.err, QByteArray());
        result = judged(asserting({u"waited_ms>0"_s, u"waited_ms<0"_s}), figures, reportOnStdout(true));
        QCOMPARE(result.err, QByteArray("failed: waited_ms<0: is 400\n"));
        QCOMPARE(result.code, int(ExitThreshold));
    }

    void aStdoutThatIsFullIsAFileError()
    {
        CapturedStream err(stderr);
        const CapturedStream full(stdout, "/dev/full");
        QCOMPARE(int(judgeScenario(asserting({u"waited_ms>0"_s}), figures, {})), int(ExitFile));
        QVERIFY2(err.text().startsWith("pushscope: cannot write to standard output: "), err.text());
    }
};

QTEST_GUILESS_MAIN(TestScenarioJudge)
#include "tst_scenario_judge.moc"
