#include "core/experiment/export_json.h"
#include "core/experiment/scenario_file.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace {

/// So many checks are under way at the same time: most of each is waiting.
constexpr int atATime = 5;
constexpr int patienceMs = 240'000;

struct Outcome
{
    int code = -1;
    QByteArray out;
    QByteArray err;
};

std::unique_ptr<QProcess> started(const QStringList &arguments)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
        environment.remove(name);
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(environment);
    process->start(QStringLiteral(PROGRAM), arguments);
    return process;
}

Outcome outcomeOf(QProcess &process)
{
    const int code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    return {code, process.readAllStandardOutput(), process.readAllStandardError()};
}

Outcome run(const QStringList &arguments)
{
    const auto process = started(arguments);
    if (!QTest::qWaitFor([&] { return process->state() == QProcess::NotRunning; }, patienceMs))
        return {};
    return outcomeOf(*process);
}

/// A scenario in a file: half a second, so that its check is over at once.
QJsonObject quick(const QString &assertion)
{
    return {{u"schema"_s, u"pushscope.scenario/1"_s},
            {u"title"_s, u"Quick"_s},
            {u"question"_s, u"Is it?"_s},
            {u"settings"_s,
             QJsonObject{{u"transports"_s, QJsonArray{u"sse"_s}},
                         {u"rate"_s, 20},
                         {u"arrivals"_s, u"steady"_s},
                         {u"duration"_s, u"500ms"_s}}},
            {u"check"_s, QJsonObject{{u"assert"_s, QJsonArray{u"sse.messages.lost==0"_s, assertion}}}}};
}

} // namespace

/// `pushscope run NAME --check` as a process, for every built-in scenario: what a class is told is true.
class TestScenarios : public QObject
{
    Q_OBJECT

    std::map<QString, std::unique_ptr<QProcess>> m_running;
    std::map<QString, Outcome> m_over;
    QStringList m_waiting;

    void startSome()
    {
        while (!m_waiting.isEmpty() && m_running.size() < atATime) {
            const QString name = m_waiting.takeFirst();
            m_running[name] = started({u"run"_s, name, u"--check"_s});
        }
    }

    /// Takes the outcomes of those that ended, and lets the next ones begin.
    bool isOver(const QString &name)
    {
        for (auto one = m_running.begin(); one != m_running.end();)
            if (one->second->state() == QProcess::NotRunning) {
                m_over[one->first] = outcomeOf(*one->second);
                one = m_running.erase(one);
            } else {
                ++one;
            }
        startSome();
        return m_over.contains(name);
    }

private slots:
    void everyScenarioTellsTheTruth_data()
    {
        QTest::addColumn<QString>("name");
        for (const Scenario &scenario : builtInScenarios()) {
            QTest::newRow(qPrintable(scenario.name)) << scenario.name;
            m_waiting += scenario.name;
        }
    }

    void everyScenarioTellsTheTruth()
    {
        QFETCH(QString, name);
        const Scenario *scenario = findScenario(name);
        QVERIFY(scenario);
        QVERIFY2(QTest::qWaitFor([&] { return isOver(name); }, patienceMs), "the check does not end");
        const Outcome &outcome = m_over[name];
        QVERIFY2(outcome.code == 0, outcome.out + outcome.err);
        QCOMPARE(outcome.out.count("held:"), scenario->check.assertions.size());
        QVERIFY2(outcome.out.contains("answer: "), outcome.out);
    }

    void aFailedAssertionIsNamedWithWhatWasMeasured()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"mine.pushscope"_s);
        QVERIFY(exportJson(quick(u"sse.messages.delivered==11"_s), file));
        const Outcome failed = run({u"run"_s, file, u"--check"_s});
        QCOMPARE(failed.code, 99);
        QVERIFY2(failed.out.contains("held:   sse.messages.lost==0: is 0"), failed.out);
        QVERIFY2(failed.out.contains("failed: sse.messages.delivered==11: is 10"), failed.out);
        QVERIFY2(failed.out.contains("1 of 2 assertions held"), failed.out);
    }

    void theReportOfACheckHasStdoutToItself()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"mine.pushscope"_s);
        QVERIFY(exportJson(quick(u"sse.messages.delivered==10"_s), file));
        const Outcome held = run({u"run"_s, file, u"--check"_s, u"--json"_s, u"-"_s});
        QVERIFY2(held.code == 0, held.err);
        QCOMPARE(QJsonDocument::fromJson(held.out)["schema"_L1].toString(), u"pushscope.run/1"_s);
        QVERIFY2(held.err.contains("2 of 2 assertions held"), held.err);
    }

    void whatHasNoCheckIsAUsageError()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"mine.pushscope"_s);
        QVERIFY(exportJson(toJson(ExperimentSettings()), file));
        QCOMPARE(run({u"run"_s, file, u"--check"_s}).code, 2);
        QCOMPARE(run({u"run"_s, u"the-staircase"_s, u"--check"_s, u"--rate"_s, u"5"_s}).code, 2);
        QCOMPARE(run({u"run"_s, u"--check"_s}).code, 2);
    }
};

QTEST_GUILESS_MAIN(TestScenarios)

#include "tst_scenarios.moc"
