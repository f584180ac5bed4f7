#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>
#include <vector>

#include <sys/resource.h>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 30'000;

struct Outcome
{
    int code = -1;
    QByteArray out;
    QByteArray err;
};

QProcessEnvironment withoutDisplay()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
        environment.remove(name);
    return environment;
}

/// The built program, started without a display.
std::unique_ptr<QProcess> started(const QStringList &arguments,
                                  const QProcessEnvironment &environment = withoutDisplay())
{
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(environment);
    process->start(QStringLiteral(PROGRAM), arguments);
    return process;
}

Outcome ended(QProcess &process)
{
    const bool over = QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, patienceMs);
    const int code = over && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    return {code, process.readAllStandardOutput(), process.readAllStandardError()};
}

Outcome outcome(const QStringList &arguments, const QProcessEnvironment &environment = withoutDisplay())
{
    const auto process = started(arguments, environment);
    return ended(*process);
}

/// "http://127.0.0.1:PORT" of a server that has just been started; empty if it did not say so.
QString addressOf(QProcess &server)
{
    const bool said = QTest::qWaitFor(
        [&] { return server.canReadLine() || server.state() == QProcess::NotRunning; }, patienceMs);
    if (!said)
        return {};
    const QString line = QString::fromUtf8(server.readLine()).trimmed();
    const QString words = u"listening on "_s;
    return line.startsWith(words + u"http://127.0.0.1:"_s) ? line.mid(words.size()) : QString();
}

/// The whole answer to one request, by a plain socket.
QByteArray answerTo(const QString &url, const QByteArray &request)
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(url.section(u':', -1).toUInt()));
    socket.write(request);
    QByteArray answer;
    const bool over = QTest::qWaitFor(
        [&] {
            answer += socket.readAll();
            return socket.state() == QAbstractSocket::UnconnectedState;
        },
        patienceMs);
    if (!over)
        return {};
    return answer;
}

const QStringList quick{u"run"_s, u"--duration"_s,      u"500ms"_s,  u"--rate"_s,
                        u"40"_s,  u"--arrivals"_s,      u"steady"_s, u"--delay"_s,
                        u"1ms"_s, u"--poll-interval"_s, u"50ms"_s};

}

class TestCommandLineTool : public QObject
{
    Q_OBJECT

private slots:
    void exitCodesSayWhatHappened_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("words"); // on stderr, or on stdout if all went well

        QTest::newRow("version") << QStringList{u"--version"_s} << 0 << QByteArray("pushscope 0.");
        QTest::newRow("help") << QStringList{u"--help"_s} << 0 << QByteArray("Examples");
        QTest::newRow("help of a command")
            << QStringList{u"serve"_s, u"--help"_s} << 0 << QByteArray("--heartbeat");
        QTest::newRow("list") << QStringList{u"list"_s} << 0 << QByteArray("the-staircase ");
        QTest::newRow("explain") << QStringList{u"explain"_s, u"turn-the-knob"_s} << 0
                                 << QByteArray("poll interval 2 s -> 200 ms");
        QTest::newRow("explain nothing known")
            << QStringList{u"explain"_s, u"x"_s} << 2 << QByteArray("scenario");
        QTest::newRow("unknown option")
            << QStringList{u"run"_s, u"--rat"_s, u"1"_s} << 2 << QByteArray("--rate");
        QTest::newRow("unknown path")
            << QStringList{u"run"_s, u"--threshold"_s, u"sse.x<1"_s} << 2 << QByteArray("sse.x");
        QTest::newRow("path of a transport that is off")
            << QStringList{u"run"_s, u"--transports"_s, u"websocket"_s, u"--threshold"_s, u"sse.requests<1"_s}
            << 2 << QByteArray("no such figure");
        QTest::newRow("missing file")
            << QStringList{u"run"_s, u"missing.pushscope"_s} << 4 << QByteArray("missing.pushscope");
        QTest::newRow("unwritable report")
            << QStringList{u"run"_s, u"--json"_s, u"/nowhere/r.json"_s} << 4 << QByteArray("/nowhere");
        QTest::newRow("unwritable table")
            << QStringList{u"run"_s, u"--csv"_s, u"/nowhere/d.csv"_s} << 4 << QByteArray("/nowhere");
        QTest::newRow("threshold failed")
            << quick + QStringList{u"--threshold"_s, u"sse.latency_ms.mean<0.5"_s} << 99
            << QByteArray("threshold failed");
        QTest::newRow("threshold held")
            << quick + QStringList{u"--threshold"_s, u"sse.messages.delivered==20"_s} << 0
            << QByteArray("websocket");
        QTest::newRow("full disk") << quick + QStringList{u"--json"_s, u"/dev/full"_s} << 4
                                   << QByteArray("/dev/full");
        QTest::newRow("no display") << QStringList{} << 1 << QByteArray("pushscope serve");
    }

    void exitCodesSayWhatHappened()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QFETCH(QByteArray, words);
        const Outcome result = outcome(arguments);
        QCOMPARE(result.code, code);
        QVERIFY2((code == 0 ? result.out : result.err).contains(words), result.out + result.err);
    }

    void aDisplayThatNobodyServesIsSaid()
    {
        QProcessEnvironment environment = withoutDisplay();
        environment.insert(u"DISPLAY"_s, u":4711"_s);
        const Outcome result = outcome({}, environment);
        QCOMPARE(result.code, 1);
        QVERIFY(result.err.contains("pushscope run"));
    }

    void theReportOnStdoutIsJsonAlone()
    {
        const Outcome result = outcome(quick + QStringList{u"--json"_s, u"-"_s});
        QCOMPARE(result.code, 0);
        QJsonParseError error;
        const QJsonObject report = QJsonDocument::fromJson(result.out, &error).object();
        QCOMPARE(error.error, QJsonParseError::NoError);
        QCOMPARE(report["schema"_L1].toString(), u"pushscope.run/1"_s);
        const QJsonObject transports = report["transports"_L1].toObject();
        QCOMPARE(transports.size(), 4);
        for (const QJsonValue &lane : transports) {
            QCOMPARE(lane["messages"_L1]["due"_L1].toInt(), 20);
            QCOMPARE(lane["messages"_L1]["delivered"_L1].toInt(), 20);
            qint64 sum = lane["wire_bytes"_L1]["payload"_L1].toInteger();
            const QJsonObject parts = lane["overhead_bytes"_L1].toObject();
            for (const QJsonValue &part : parts)
                sum += part.toInteger();
            QCOMPARE(sum,
                     lane["wire_bytes"_L1]["up"_L1].toInteger()
                         + lane["wire_bytes"_L1]["down"_L1].toInteger());
            QCOMPARE(parts["unclassified"_L1].toInt(-1), 0);
        }
        QVERIFY(result.err.contains("short-poll: http://127.0.0.1:"));
        QVERIFY(!result.err.contains('\r') && !result.err.contains('\033')); // no terminal, no animation
    }

    void aValidatorOfSomebodyElseAcceptsTheReport()
    {
        // The distribution's own Python has the package python3-jsonschema.
        const QString interpreter = u"/usr/bin/python3"_s;
        QProcess python;
        python.start(interpreter, {u"-c"_s, u"import jsonschema"_s});
        if (ended(python).code != 0)
            QSKIP("python3-jsonschema is not installed; tst_run_report holds the report to the same schema");
        const Outcome run = outcome(quick + QStringList{u"--json"_s, u"-"_s, u"--quiet"_s});
        python.start(interpreter,
                     {u"-c"_s,
                      u"import json,jsonschema,sys\n"
                      "jsonschema.Draft202012Validator(json.load(open(sys.argv[1]))).validate("
                      "json.load(sys.stdin))"_s,
                      QStringLiteral(REPORT_SCHEMA)});
        python.write(run.out);
        python.closeWriteChannel();
        const Outcome validated = ended(python);
        QVERIFY2(validated.code == 0, validated.err);
    }

    void quietMeansNothingOnStderr()
    {
        const Outcome result = outcome(quick + QStringList{u"--quiet"_s});
        QCOMPARE(result.code, 0);
        QCOMPARE(result.err, QByteArray());
        QVERIFY(result.out.contains("protocol overhead"));
    }

    void filesAreWritten()
    {
        QTemporaryDir folder;
        const QString json = folder.filePath(u"r.json"_s);
        const QString csv = folder.filePath(u"d.csv"_s);
        QCOMPARE(outcome(quick + QStringList{u"--json"_s, json, u"--csv"_s, csv}).code, 0);
        QFile report(json);
        QVERIFY(report.open(QIODevice::ReadOnly));
        QVERIFY(!QJsonDocument::fromJson(report.readAll()).isNull());
        QFile table(csv);
        QVERIFY(table.open(QIODevice::ReadOnly));
        QCOMPARE(table.readLine(),
                 QByteArray("t_s,transport,client,id,latency_ms,payload_bytes,duplicate\n"));
        QCOMPARE(table.readAll().count('\n'), 4 * 20);
    }

    void aSettingsFileIsRun()
    {
        QTemporaryDir folder;
        const QString name = folder.filePath(u"mine.pushscope"_s);
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"transports\":[\"sse\"],\"rate\":20,\"arrivals\":\"steady\",\"duration\":\"500ms\"}");
        file.close();
        const Outcome result = outcome({u"run"_s, name, u"--json"_s, u"-"_s, u"--quiet"_s});
        QCOMPARE(result.code, 0);
        const QJsonObject report = QJsonDocument::fromJson(result.out).object();
        QCOMPARE(report["transports"_L1].toObject().keys(), QStringList{u"sse"_s});
        QCOMPARE(report["transports"_L1]["sse"_L1]["messages"_L1]["due"_L1].toInt(), 10);

        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"rate\":\"fast\"}");
        file.close();
        QCOMPARE(outcome({u"run"_s, name}).code, 4);
    }

    void settingsMayComeThroughAPipe()
    {
        const auto run = started({u"run"_s, u"/dev/stdin"_s, u"--json"_s, u"-"_s, u"--quiet"_s});
        run->write("{\"transports\":[\"sse\"],\"rate\":20,\"arrivals\":\"steady\",\"duration\":\"200ms\"}");
        run->closeWriteChannel();
        const Outcome result = ended(*run);
        QVERIFY2(result.code == 0, result.err);
        const QJsonObject report = QJsonDocument::fromJson(result.out).object();
        QCOMPARE(report["transports"_L1]["sse"_L1]["messages"_L1]["due"_L1].toInt(), 4);
    }

    void anInterruptedRunStillReports_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
    }

    void anInterruptedRunStillReports()
    {
        QFETCH(int, signal);
        QTemporaryDir folder;
        const QString csv = folder.filePath(u"d.csv"_s);
        const auto run = started({u"run"_s, u"--duration"_s, u"5m"_s, u"--json"_s, u"-"_s, u"--csv"_s, csv,
                                  u"--rate"_s, u"1000"_s, u"--delay"_s, u"1ms"_s});
        // The table is on the disk in pieces of 64 KiB: then it has been running for a while.
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(csv).size() > 64 * 1024, patienceMs);
        ::kill(static_cast<pid_t>(run->processId()), signal);
        const Outcome result = ended(*run);
        QCOMPARE(result.code, 130);
        const QJsonObject report = QJsonDocument::fromJson(result.out).object();
        QVERIFY(report["environment"_L1]["interrupted"_L1].toBool());
        QVERIFY(report["transports"_L1]["sse"_L1]["messages"_L1]["delivered"_L1].toInt() > 100);
        QCOMPARE(report["transports"_L1]["sse"_L1]["messages"_L1]["pending"_L1].toInt(-1), 0);
    }

    void theGauntletIsAMatrix()
    {
        const Outcome matrix = outcome({u"run"_s, u"--gauntlet"_s, u"--duration"_s, u"1s"_s});
        QCOMPARE(matrix.code, 0);
        QCOMPARE(matrix.err, QByteArray()); // no terminal, no progress
        for (const char *word : {"short-poll", "auto-websocket", "refuses the upgrade", "swallows the 101",
                                 "buffers 8 KiB", "closes when idle 150 ms", "works", "dead"})
            QVERIFY2(matrix.out.contains(word), word);
    }

    void theGauntletAsJsonInAFileIsWhole()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"matrix.json"_s);
        QCOMPARE(outcome({u"run"_s, u"--gauntlet"_s, u"--duration"_s, u"1s"_s, u"--json"_s, file}).code, 0);
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QJsonObject json = QJsonDocument::fromJson(written.readAll()).object();
        QCOMPARE(json["schema"_L1].toString(), u"pushscope.gauntlet/1"_s);
        QCOMPARE(json["cells"_L1].toArray().size(), 42);
        QCOMPARE(json["cells"_L1][0]["messages"_L1]["due"_L1].toInt(), 5);
        QVERIFY(!json["interrupted"_L1].toBool());
    }

    void anInterruptedGauntletStillReports()
    {
        const auto process
            = started({u"run"_s, u"--gauntlet"_s, u"--duration"_s, u"1h"_s, u"--json"_s, u"-"_s});
        // It has taken over the signals before it starts its threads.
        const QDir tasks(u"/proc/%1/task"_s.arg(process->processId()));
        QTRY_VERIFY_WITH_TIMEOUT(tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot).size() >= 5, patienceMs);
        ::kill(static_cast<pid_t>(process->processId()), SIGTERM);
        const Outcome interrupted = ended(*process);
        QCOMPARE(interrupted.code, 130);
        const QJsonObject json = QJsonDocument::fromJson(interrupted.out).object();
        QVERIFY(json["interrupted"_L1].toBool());
        QCOMPARE(json["cells"_L1].toArray().size(), 42);
    }

    void aGauntletThatCannotBeWrittenIsExitCodeFour()
    {
        const Outcome nowhere = outcome({u"run"_s, u"--gauntlet"_s, u"--json"_s, u"/nowhere/matrix.json"_s});
        QCOMPARE(nowhere.code, 4);
        QVERIFY(nowhere.err.contains("/nowhere"));
    }

    void aServerServesUntilItIsTold_data() { anInterruptedRunStillReports_data(); }

    void aServerServesUntilItIsTold()
    {
        QFETCH(int, signal);
        const auto server = started({u"serve"_s, u"--listen"_s, u"127.0.0.1:0"_s});
        const QString url = addressOf(*server);
        QVERIFY(!url.isEmpty());
        const QByteArray published = answerTo(
            url, "POST /messages HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello");
        QVERIFY2(published.startsWith("HTTP/1.1 201") && published.endsWith("{\"id\":1}"), published);
        const QByteArray poll = answerTo(url, "GET /poll HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        QVERIFY2(poll.contains("\"data\":\"hello\"") && poll.contains("\"last\":1"), poll);
        ::kill(static_cast<pid_t>(server->processId()), signal);
        QCOMPARE(ended(*server).code, 0);
    }

    void aServerPublishesWhatItIsAskedTo()
    {
        const auto server = started({u"serve"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--arrivals"_s,
                                     u"burst:5/50ms"_s, u"--payload"_s, u"12"_s});
        const QString url = addressOf(*server);
        const QByteArray poll
            = answerTo(url, "GET /long-poll HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        QVERIFY2(poll.contains("\"data\":\"message 1"), poll);
        server->terminate();
        QCOMPARE(ended(*server).code, 0);
    }

    void curlIsServed()
    {
        const QString curl = QStandardPaths::findExecutable(u"curl"_s);
        if (curl.isEmpty())
            QSKIP("curl is not installed");
        const auto server = started({u"serve"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--rate"_s, u"50"_s});
        const QString url = addressOf(*server);
        QProcess client;
        client.start(curl, {u"-sN"_s, u"--max-time"_s, u"1"_s, url + u"/events?after=0"_s});
        const Outcome stream = ended(client);
        QVERIFY2(stream.out.startsWith("retry:"), stream.out);
        QVERIFY2(stream.out.contains("\nid: 1\ndata: {\"id\":1,"), stream.out);
        server->terminate();
        QCOMPARE(ended(*server).code, 0);
    }

    void aBusyPortIsExitCodeThree()
    {
        QTcpServer squatter;
        QVERIFY(squatter.listen(QHostAddress::LocalHost));
        const Outcome result
            = outcome({u"serve"_s, u"--listen"_s, u"127.0.0.1:%1"_s.arg(squatter.serverPort())});
        QCOMPARE(result.code, 3);
        QVERIFY(result.err.contains(QByteArray::number(squatter.serverPort())));
        QCOMPARE(result.out, QByteArray());
    }

    void connectionsThatCannotFitAreRefusedInWords_data()
    {
        QTest::addColumn<QString>("asked");
        QTest::newRow("some") << u"1000"_s;
        QTest::newRow("as many as our own limit") << u"20000"_s;
    }

    void connectionsThatCannotFitAreRefusedInWords()
    {
        QFETCH(QString, asked);
        QProcess server;
        server.setChildProcessModifier([] {
            const rlimit fewFiles{300, 300};
            ::setrlimit(RLIMIT_NOFILE, &fewFiles);
        });
        server.start(QStringLiteral(PROGRAM),
                     {u"serve"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--max-connections"_s, asked});
        const Outcome result = ended(server);
        QCOMPARE(result.code, 2);
        QVERIFY2(result.err.contains("--max-connections") && result.err.contains("at most 180"), result.err);
        QCOMPARE(result.out, QByteArray());
    }

    void oneConnectionMoreThanFitsIsToldSo()
    {
        QProcess server;
        server.setChildProcessModifier([] {
            const rlimit fewFiles{150, 150};
            ::setrlimit(RLIMIT_NOFILE, &fewFiles);
        });
        server.start(QStringLiteral(PROGRAM), {u"serve"_s, u"--listen"_s, u"127.0.0.1:0"_s});
        const QString url = addressOf(server);
        QVERIFY(!url.isEmpty());
        std::vector<std::unique_ptr<QTcpSocket>> held;
        for (int i = 0; i < 30; ++i) {
            held.push_back(std::make_unique<QTcpSocket>());
            held.back()->connectToHost(u"127.0.0.1"_s, static_cast<quint16>(url.section(u':', -1).toUInt()));
            QTRY_COMPARE_WITH_TIMEOUT(held.back()->state(), QAbstractSocket::ConnectedState, patienceMs);
        }
        const QByteArray told = answerTo(url, "GET /stats HTTP/1.1\r\nHost: a\r\n\r\n");
        QVERIFY2(told.startsWith("HTTP/1.1 503"), told);
        server.terminate();
        for (const auto &socket : held)
            socket->abort();
        const Outcome result = ended(server);
        QCOMPARE(result.code, 0);
        QVERIFY2(result.err.contains("allows 30 connections"), result.err);
    }

    void chartsNeedNoRuntimeFolder()
    {
        const QTemporaryDir folder;
        QProcessEnvironment environment = withoutDisplay();
        environment.remove(u"XDG_RUNTIME_DIR"_s);
        const Outcome result
            = outcome(quick + QStringList{u"--quiet"_s, u"--charts"_s, folder.path()}, environment);
        QCOMPARE(result.code, 0);
        QCOMPARE(result.err, QByteArray());
        // The comparison table is exported with the rest, as a text for a README, too.
        for (const QString &name : {u"latency.svg"_s, u"compare.svg"_s, u"compare.csv"_s, u"compare.md"_s})
            QVERIFY2(QFileInfo(folder.filePath(name)).size() > 0, qPrintable(name));
    }

    void fewMessagesHaveNoPercentileButSayHowManyItNeeds()
    {
        const Outcome result = outcome(quick);
        QCOMPARE(result.code, 0);
        QVERIFY2(result.out.contains("p99 needs 100 messages"), result.out);
        QVERIFY2(!result.out.contains("p99 - ms"), result.out);
    }
};

QTEST_GUILESS_MAIN(TestCommandLineTool)

#include "tst_command_line_tool.moc"
