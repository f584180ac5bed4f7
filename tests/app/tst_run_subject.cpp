#include "app/run_subject.h"
#include "core/experiment/export_json.h"
#include "core/experiment/scenario_file.h"
#include "tests/support/filled_pipe.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

std::optional<ExperimentSettings> settingsOf(const QString &subject)
{
    const RunSubject read = readSubject(subject);
    const auto *settings = std::get_if<ExperimentSettings>(&read);
    return settings ? std::optional(*settings) : std::nullopt;
}

std::optional<Scenario> scenarioOf(const QString &subject)
{
    const RunSubject read = readSubject(subject);
    const auto *scenario = std::get_if<Scenario>(&read);
    return scenario ? std::optional(*scenario) : std::nullopt;
}

/// ExitOk and no words: it was not refused.
RunRefusal refusalOf(const QString &subject)
{
    const RunSubject read = readSubject(subject);
    const auto *refusal = std::get_if<RunRefusal>(&read);
    return refusal ? *refusal : RunRefusal{ExitOk, {}};
}

constexpr qsizetype mostBytes = 1024LL * 1024;

/// Settings that fill exactly so many bytes.
QByteArray settingsOfSize(qsizetype size)
{
    const QByteArray settings = R"({"delay":"7ms"})";
    return QByteArray(size - settings.size(), ' ') + settings;
}

}

class TestRunSubject : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_before = QDir::currentPath();

    QString file(const QString &name, const QByteArray &content) const
    {
        QFile out(m_folder.filePath(name));
        return out.open(QIODevice::WriteOnly) && out.write(content) == content.size() ? out.fileName()
                                                                                      : QString();
    }

private slots:
    void init() { QVERIFY(QDir::setCurrent(m_folder.path())); }
    void cleanup() { QVERIFY(QDir::setCurrent(m_before)); }

    void nothingMeansTheDefaultSettings() { QCOMPARE(settingsOf({}), ExperimentSettings{}); }

    void aNameOrATitleIsABuiltInScenario()
    {
        QCOMPARE(scenarioOf(u"firehose"_s), *findScenario(u"firehose"_s));
        QCOMPARE(scenarioOf(u"The Staircase"_s), *findScenario(u"the-staircase"_s));
    }

    void aScenarioFromAFileIsNamedAfterIt()
    {
        const QString name = file(u"mine.pushscope"_s,
                                  R"({"schema":"pushscope.scenario/1","title":"Mine","question":"Why?"})");
        const auto scenario = scenarioOf(name);
        QVERIFY(scenario);
        QCOMPARE(scenario->name, name);
        QCOMPARE(scenario->title, u"Mine"_s);
    }

    void aBuiltInScenarioWrittenToAFileIsTheSame()
    {
        const QString name = m_folder.filePath(u"copy.pushscope"_s);
        Scenario expected = *findScenario(u"turn-the-knob"_s);
        QVERIFY(exportJson(toJson(expected), name));
        expected.name = name;
        QCOMPARE(scenarioOf(name), expected);
    }

    void aFileNeedsNoSuffix()
    {
        const QString name = file(u"settings.json"_s, R"({"delay":"7ms"})");
        QCOMPARE(settingsOf(name)->delay, Duration(7ms));
    }

    void aFileWinsOverTheScenarioOfItsName()
    {
        file(u"far-away"_s, R"({"delay":"7ms"})");
        QCOMPARE(settingsOf(u"far-away"_s)->delay, Duration(7ms));
    }

    // `run firehose --charts firehose` makes one.
    void aFolderDoesNotHideTheScenarioOfItsName()
    {
        QVERIFY(QDir(m_folder.path()).mkpath(u"firehose"_s));
        QCOMPARE(scenarioOf(u"firehose"_s), *findScenario(u"firehose"_s));
    }

    void aFolderIsNoFile()
    {
        QVERIFY(QDir(m_folder.path()).mkpath(u"lessons"_s));
        const RunRefusal refusal = refusalOf(u"lessons"_s);
        QCOMPARE(int(refusal.code), int(ExitFile));
        QCOMPARE(refusal.message, u"cannot read lessons: it is a folder"_s);
    }

    void whatIsCalledAFileIsNoMisspeltScenario()
    {
        const RunRefusal refusal = refusalOf(u"firehoes.pushscope"_s);
        QCOMPARE(int(refusal.code), int(ExitFile));
        QVERIFY2(refusal.message.startsWith(u"cannot read firehoes.pushscope: "_s),
                 qPrintable(refusal.message));
    }

    void aMisspeltNameIsToldWithTheNearestAndAll()
    {
        const RunRefusal refusal = refusalOf(u"stair-case"_s);
        QCOMPARE(int(refusal.code), int(ExitUsage));
        QVERIFY2(refusal.message.startsWith(u"there is no scenario and no file \"stair-case\"\n"_s),
                 qPrintable(refusal.message)); // nothing near enough to be meant
        for (const Scenario &scenario : builtInScenarios())
            QVERIFY2(refusal.message.contains(scenario.name), qPrintable(scenario.name));
        QVERIFY(refusalOf(u"far-awya"_s).message.contains(u"; did you mean far-away?\n"_s));
    }

    void aFileOfAnotherSchemaIsToldWhatIsRead()
    {
        const RunRefusal refusal
            = refusalOf(file(u"report.json"_s, R"({"schema":"pushscope.run/1","transports":{}})"));
        QCOMPARE(int(refusal.code), int(ExitFile));
        QVERIFY2(refusal.message.contains(u"report.json: "_s)
                     && refusal.message.contains(u"pushscope.settings/1"_s),
                 qPrintable(refusal.message));
    }

    void aFileMayBeAsLargeAsItsLimitAndNoLarger()
    {
        QCOMPARE(settingsOf(file(u"most.json"_s, settingsOfSize(mostBytes)))->delay, Duration(7ms));
        const RunRefusal refusal = refusalOf(file(u"more.json"_s, settingsOfSize(mostBytes + 1)));
        QCOMPARE(int(refusal.code), int(ExitFile));
        QVERIFY2(refusal.message.endsWith(u"more.json: it is larger than 1 MiB"_s),
                 qPrintable(refusal.message));
    }

    void aFileWithoutEndIsNotReadForEver()
    {
        QVERIFY(refusalOf(u"/dev/zero"_s).message.contains(u"larger than 1 MiB"_s));
    }

    void aPipeIsReadToItsEnd()
    {
        const FilledPipe pipe({R"({"delay":)", R"("7ms"})", "\n"});
        QCOMPARE(settingsOf(pipe.name())->delay, Duration(7ms));
    }
};

QTEST_GUILESS_MAIN(TestRunSubject)
#include "tst_run_subject.moc"
