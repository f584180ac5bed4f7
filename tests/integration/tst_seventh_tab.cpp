#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 30'000;

struct Outcome
{
    int code = -1;
    QByteArray out;
    QByteArray err;
};

/// The built program, started without a display.
std::unique_ptr<QProcess> started(const QStringList &options)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
        environment.remove(name);
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(environment);
    process->start(QStringLiteral(PROGRAM), QStringList{u"run"_s, u"the-seventh-tab"_s} + options);
    return process;
}

Outcome ended(QProcess &process)
{
    const bool over = QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, patienceMs);
    const int code = over && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    return {code, process.readAllStandardOutput(), process.readAllStandardError()};
}

Outcome outcome(const QStringList &options)
{
    const auto process = started(options);
    return ended(*process);
}

} // namespace

/// `pushscope run the-seventh-tab` as a process.
class TestSeventhTab : public QObject
{
    Q_OBJECT

private slots:
    void theReportHoldsWhatWasMeasured()
    {
        const Outcome run = outcome({u"--json"_s, u"-"_s});
        QVERIFY2(run.code == 0, run.err);
        const QJsonObject report = QJsonDocument::fromJson(run.out).object();
        QCOMPARE(report["schema"_L1].toString(), u"pushscope.tabs/1"_s);
        QVERIFY(report["told"_L1].toBool() && report["refutation"_L1].isNull());
        QCOMPARE(report["http_version"_L1].toString(), u"1.1"_s);
        QCOMPARE(report["most_connections"_L1]["127.0.0.1"_L1].toInt(), 6);
        for (const QJsonValue step : report["steps"_L1].toArray())
            QVERIFY2(step["done"_L1].toBool(), qPrintable(step["step"_L1].toString()));
        // Who waited, waited through the steps in between; who did not, was answered within one of them.
        const double waited = report["seventh_waited_ms"_L1].toDouble();
        QVERIFY(waited > report["websocket_open_ms"_L1].toDouble());
        QVERIFY(waited > report["second_host_answer_ms"_L1].toDouble());
        QVERIFY(report["poll_waited_ms"_L1].toDouble() > waited / 2);
        QVERIFY(report["seventh_let_in_after_close_ms"_L1].toDouble() >= 0);
        QVERIFY(report["requests"_L1].toArray().size() == 10);
    }

    void theSummaryIsForPeople()
    {
        const Outcome run = outcome({});
        QVERIFY2(run.code == 0, run.err);
        for (const char *words : {"The seventh tab waits  ", "waited", "HTTP/1.1 only", "RFC 9112",
                                  "Most connections at a time: 6 to 127.0.0.1"})
            QVERIFY2(run.out.contains(words), words);
        QVERIFY(run.err.contains("The seventh tab waits"));
        QVERIFY(!run.out.contains("not reached"));
    }

    void quietSaysNothingBesideTheReport()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"tabs.json"_s);
        const Outcome run = outcome({u"--quiet"_s, u"--json"_s, file});
        QVERIFY2(run.code == 0, run.err);
        QVERIFY(run.out.isEmpty() && run.err.isEmpty());
        QVERIFY(QFile::exists(file));
    }

    void exitCodesSayWhatHappened_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("no lanes, no deliveries")
            << QStringList{u"--csv"_s, u"x.csv"_s} << 2 << QByteArray("--csv");
        QTest::newRow("no threshold")
            << QStringList{u"--threshold"_s, u"sse.latency_ms.p99<50"_s} << 2 << QByteArray("--threshold");
        QTest::newRow("a file that cannot be")
            << QStringList{u"--json"_s, u"/nowhere/at/all.json"_s} << 4 << QByteArray("/nowhere/at/all.json");
        QTest::newRow("a setting out of range")
            << QStringList{u"--rate"_s, u"-1"_s} << 2 << QByteArray("--rate");
    }

    void exitCodesSayWhatHappened()
    {
        QFETCH(QStringList, options);
        QFETCH(int, code);
        QFETCH(QByteArray, words);
        const Outcome run = outcome(options);
        QCOMPARE(run.code, code);
        QVERIFY2(run.err.contains(words), run.err);
    }

    void anInterruptWritesWhatWasMeasured()
    {
        const auto process = started({u"--json"_s, u"-"_s});
        QByteArray said;
        QVERIFY(QTest::qWaitFor(
            [&] {
                said += process->readAllStandardError();
                return said.contains("Six tabs") || process->state() == QProcess::NotRunning;
            },
            patienceMs));
        ::kill(static_cast<pid_t>(process->processId()), SIGINT);
        const Outcome run = ended(*process);
        QCOMPARE(run.code, 130);
        const QJsonObject report = QJsonDocument::fromJson(run.out).object();
        QVERIFY(!report["told"_L1].toBool());
        QVERIFY(report["seventh_waited_ms"_L1].isNull());
    }
};

QTEST_GUILESS_MAIN(TestSeventhTab)

#include "tst_seventh_tab.moc"
