#include "app/command_line.h"
#include "app/command_line_options.h"
#include "app/run_plan.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

template<typename Command>
std::optional<Command> parsed(const QString &line)
{
    const auto result = parseCommandLine(line.split(u' ', Qt::SkipEmptyParts));
    if (result && std::holds_alternative<Command>(*result))
        return std::get<Command>(*result);
    return std::nullopt;
}

std::optional<ExperimentSettings> planned(const QString &line)
{
    const auto run = parsed<RunCommand>(line);
    if (!run)
        return std::nullopt;
    const auto plan = planRun(*run);
    return std::holds_alternative<RunPlan>(plan) ? std::optional(std::get<RunPlan>(plan).settings)
                                                 : std::nullopt;
}

}

class TestCommandLine : public QObject
{
    Q_OBJECT

private slots:
    void noArgumentsMeansTheWindow()
    {
        QCOMPARE(parsed<WindowCommand>(u""_s), WindowCommand{});
        QCOMPARE(parsed<WindowCommand>(u"lesson.pushscope"_s), WindowCommand{u"lesson.pushscope"_s});
    }

    void theGauntletTakesSettingsAndAFile()
    {
        const auto run = parsed<RunCommand>(u"run --gauntlet --duration 3s --rate 10 --json -"_s);
        QVERIFY(run && run->gauntlet);
        QCOMPARE(run->json, u"-"_s);
        QCOMPARE(run->overrides.size(), 2);
        QVERIFY(!parsed<RunCommand>(u"run"_s)->gauntlet);
    }

    void everySettingHasAnOption_data()
    {
        QTest::addColumn<QString>("options");
        QTest::addColumn<QByteArray>("settings");

        QTest::newRow("none") << QString() << QByteArray("{}");
        QTest::newRow("transports") << u"--transports sse,short-poll"_s
                                    << QByteArray("{\"transports\":[\"short-poll\",\"sse\"]}");
        QTest::newRow("rate") << u"--rate 0.5"_s << QByteArray("{\"rate\":0.5}");
        QTest::newRow("no rate") << u"--rate 0"_s << QByteArray("{\"rate\":0}");
        QTest::newRow("steady") << u"--arrivals steady"_s << QByteArray("{\"arrivals\":\"steady\"}");
        QTest::newRow("burst") << u"--arrivals burst:20/5s"_s << QByteArray("{\"arrivals\":\"burst:20/5s\"}");
        QTest::newRow("payload") << u"--payload 4KiB"_s << QByteArray("{\"payload\":4096}");
        QTest::newRow("binary") << u"--payload-kind binary"_s << QByteArray("{\"payload_kind\":\"binary\"}");
        QTest::newRow("upstream") << u"--upstream 2"_s << QByteArray("{\"upstream\":\"2\"}");
        QTest::newRow("ping-pong") << u"--upstream ping-pong"_s << QByteArray("{\"upstream\":\"ping-pong\"}");
        QTest::newRow("echo") << u"--upstream echo"_s << QByteArray("{\"upstream\":\"echo\"}");
        QTest::newRow("echo at a rate") << u"--upstream echo:5"_s << QByteArray("{\"upstream\":\"echo:5\"}");
        QTest::newRow("poll") << u"--poll-interval 500ms"_s << QByteArray("{\"poll_interval\":\"500ms\"}");
        QTest::newRow("timeout") << u"--long-poll-timeout 1m"_s
                                 << QByteArray("{\"long_poll_timeout\":\"60s\"}");
        QTest::newRow("headers") << u"--headers minimal"_s << QByteArray("{\"headers\":\"minimal\"}");
        QTest::newRow("header bytes") << u"--headers 871"_s << QByteArray("{\"headers\":\"871\"}");
        QTest::newRow("connections") << u"--connections new"_s << QByteArray("{\"connections\":\"new\"}");
        QTest::newRow("delay") << u"--delay 0s"_s << QByteArray("{\"delay\":\"0s\"}");
        QTest::newRow("jitter") << u"--jitter 5ms"_s << QByteArray("{\"jitter\":\"5ms\"}");
        QTest::newRow("bandwidth") << u"--bandwidth 64KiB"_s << QByteArray("{\"bandwidth\":65536}");
        QTest::newRow("clients") << u"--clients 500"_s << QByteArray("{\"clients\":500}");
        QTest::newRow("duration") << u"--duration 1m"_s << QByteArray("{\"duration\":\"1m\"}");
        QTest::newRow("warm-up") << u"--warmup 1.5s"_s << QByteArray("{\"warmup\":\"1.5s\"}");
        QTest::newRow("seed") << u"--seed=7"_s << QByteArray("{\"seed\":7}");
    }

    void everySettingHasAnOption()
    {
        QFETCH(QString, options);
        QFETCH(QByteArray, settings);
        QCOMPARE(planned(u"run "_s + options), *settingsFromFile(settings));
    }

    void runKnowsWhereResultsGo()
    {
        const auto run = parsed<RunCommand>(
            u"run the-staircase --json - --csv a.csv --charts out --pcapng a.pcapng --har a.har --quiet"_s);
        QVERIFY(run.has_value());
        QCOMPARE(run->subject, u"the-staircase"_s);
        QCOMPARE(run->json, u"-"_s);
        QCOMPARE(run->csv, u"a.csv"_s);
        QCOMPARE(run->charts, u"out"_s);
        QCOMPARE(run->pcapng, u"a.pcapng"_s);
        QCOMPARE(run->har, u"a.har"_s);
        QVERIFY(run->quiet);
    }

    void thresholdsMayBeRepeated()
    {
        const auto run = parsed<RunCommand>(
            u"run --threshold sse.latency_ms.p99<50 --threshold websocket.messages.lost==0"_s);
        QVERIFY(run.has_value());
        QCOMPARE(run->thresholds.size(), 2);
        QCOMPARE(run->thresholds[1].path, u"websocket.messages.lost"_s);
    }

    void serveHasItsOwnDefaults()
    {
        const auto serve = parsed<ServeCommand>(u"serve"_s);
        QCOMPARE(serve, ServeCommand{});
        QCOMPARE(serve->port, 8080);
        QCOMPARE(serve->publisher.messagesPerSecond, 0.0);
        QCOMPARE(serve->log.messages, 100'000);
        QCOMPARE(serve->log.bytes, 64 * 1024 * 1024);
        QCOMPARE(serve->server.heartbeat, 15s);
    }

    void serveTakesItsLimits()
    {
        const auto serve = parsed<ServeCommand>(
            u"serve --listen [::1]:0 --rate 10 --arrivals steady --payload 1KiB --payload-kind binary --seed "
            u"3 "
            "--log-messages 5 --log-bytes 1MiB --heartbeat 200ms --max-connections 7 --allow-origin * "
            "--allow-origin https://a.example"_s);
        QVERIFY(serve.has_value());
        QCOMPARE(serve->address, QHostAddress(QHostAddress::LocalHostIPv6));
        QCOMPARE(serve->port, 0);
        QCOMPARE(serve->publisher,
                 (PublisherSettings{10, {.kind = Arrivals::Kind::Steady}, 1024, PayloadKind::Binary, 3}));
        QCOMPARE(serve->log, (MessageLog::Limits{5, 1024 * 1024}));
        QCOMPARE(serve->server.heartbeat, 200ms);
        QCOMPARE(serve->server.maxConnections, 7);
        QCOMPARE(serve->server.allowedOrigins, (std::vector<QByteArray>{"*", "https://a.example"}));
    }

    void usageErrorsSayWhatIsWrong_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("words");

        QTest::newRow("unknown command") << u"rum"_s << u"did you mean run?"_s;
        QTest::newRow("unknown option") << u"run --pol-interval 2s"_s << u"did you mean --poll-interval?"_s;
        QTest::newRow("option of another command") << u"serve --duration 2s"_s << u"--duration"_s;
        QTest::newRow("no value") << u"run --rate"_s << u"--rate needs a value"_s;
        QTest::newRow("no file") << u"run --json"_s << u"--json needs a value"_s;
        QTest::newRow("given twice") << u"run --rate 1 --rate 2"_s << u"--rate is given more than once"_s;
        QTest::newRow("out of range")
            << u"run --poll-interval 10ms"_s << u"--poll-interval: poll interval must be"_s;
        QTest::newRow("no unit") << u"run --delay 20"_s << u"such as 20ms"_s;
        QTest::newRow("negative") << u"run --rate -5"_s << u"0.1 to 5000"_s;
        QTest::newRow("burst and rate")
            << u"run --rate 5 --arrivals burst:20/5s"_s << u"--rate has no meaning"_s;
        QTest::newRow("burst and rate, served")
            << u"serve --rate 5 --arrivals burst:20/5s"_s << u"--rate has no meaning"_s;
        QTest::newRow("unknown path") << u"run --threshold sse.latency_ms.p98<5"_s << u"sse.latency_ms.p98"_s;
        QTest::newRow("threshold without operator")
            << u"run --threshold sse.latency_ms.p99"_s << u"PATH OP NUMBER"_s;
        QTest::newRow("threshold without number")
            << u"run --threshold sse.latency_ms.p99<fast"_s << u"PATH OP NUMBER"_s;
        QTest::newRow("two scenarios") << u"run firehose far-away"_s << u"far-away"_s;
        QTest::newRow("no name to explain") << u"explain"_s << u"NAME"_s;
        QTest::newRow("gauntlet and CSV") << u"run --gauntlet --csv a.csv"_s << u"--csv has no meaning"_s;
        QTest::newRow("gauntlet of a scenario") << u"run firehose --gauntlet"_s << u"firehose"_s;
        QTest::newRow("gauntlet of one lane")
            << u"run --gauntlet --transports sse"_s << u"--transports has no meaning with --gauntlet"_s;
        QTest::newRow("check of nothing") << u"run --check"_s << u"needs a scenario"_s;
        QTest::newRow("check with other settings")
            << u"run the-staircase --check --delay 5ms"_s << u"--delay has no meaning with --check"_s;
        QTest::newRow("check and gauntlet") << u"run --check --gauntlet"_s << u"--check"_s;
        QTest::newRow("gauntlet and threshold")
            << u"run --gauntlet --threshold sse.latency_ms.p99<5"_s << u"--threshold"_s;
        QTest::newRow("gauntlet without end") << u"run --gauntlet --duration forever"_s << u"--duration"_s;
        QTest::newRow("two commands") << u"list run"_s << u"no place for \"run\""_s;
        QTest::newRow("short option") << u"-x"_s << u"there is no \"-x\""_s;
        QTest::newRow("bad port") << u"serve --listen 127.0.0.1:70000"_s << u"--listen"_s;
        QTest::newRow("bad address") << u"serve --listen nowhere:80"_s << u"--listen"_s;
        QTest::newRow("no port") << u"serve --listen 127.0.0.1"_s << u"--listen"_s;
        QTest::newRow("no connections") << u"serve --max-connections 0"_s << u"--max-connections"_s;
        QTest::newRow("no log") << u"serve --log-messages none"_s << u"--log-messages"_s;
        QTest::newRow("log bytes") << u"serve --log-bytes 64MB"_s << u"--log-bytes"_s;
        QTest::newRow("heartbeat") << u"serve --heartbeat 15"_s << u"--heartbeat"_s;
    }

    void usageErrorsSayWhatIsWrong()
    {
        QFETCH(QString, line);
        QFETCH(QString, words);
        const auto result = parseCommandLine(line.split(u' '));
        QVERIFY(!result);
        QVERIFY2(result.error().message.contains(words), qPrintable(result.error().message));
        QVERIFY2(!result.error().message.endsWith("--?"_L1), qPrintable(result.error().message));
    }

    void helpShowsExamplesFirstAndEveryOption_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QStringList>("contained");

        QTest::newRow("program") << u"--help"_s << QStringList{u"run"_s, u"serve"_s, u"list"_s, u"explain"_s};
        QTest::newRow("run") << u"run --help"_s
                             << QStringList{u"--transports"_s, u"--warmup"_s, u"--threshold"_s, u"--charts"_s,
                                            u"slow-reader,for=10s,rate=1024"_s};
        QTest::newRow("serve") << u"serve --help"_s
                               << QStringList{u"--allow-origin"_s, u"--log-bytes"_s, u"15s"_s};
        QTest::newRow("list") << u"list --help"_s << QStringList{u"pushscope list"_s};
        QTest::newRow("explain") << u"explain --help"_s << QStringList{u"NAME"_s};
    }

    void helpShowsExamplesFirstAndEveryOption()
    {
        QFETCH(QString, line);
        QFETCH(QStringList, contained);
        const auto help = parsed<PrintCommand>(line);
        QVERIFY(help.has_value());
        QVERIFY(help->text.startsWith(u"Example"));
        for (const QString &word : contained)
            QVERIFY2(help->text.contains(word), qPrintable(help->text));
    }

    void theVersionIsOneLine()
    {
        const auto version = parsed<PrintCommand>(u"--version"_s);
        QVERIFY(version.has_value());
        QVERIFY(version->text.startsWith(u"pushscope "));
        QCOMPARE(version->text.count(u'\n'), 1);
    }

    void aCheckIsAsked()
    {
        QVERIFY(parsed<RunCommand>(u"run the-staircase --check"_s)->check);
        QVERIFY(!parsed<RunCommand>(u"run the-staircase"_s)->check);
    }

    void optionsWinOverScenarioAndFile()
    {
        QCOMPARE(planned(u"run firehose --rate 50"_s)->messagesPerSecond, 50.0);
        QCOMPARE(planned(u"run firehose --rate 50"_s)->payloadBytes, 32);

        QTemporaryDir folder;
        const QString name = folder.filePath(u"mine.pushscope"_s);
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"rate\":7,\"clients\":3}");
        file.close();
        QCOMPARE(planned(u"run %1 --rate 9"_s.arg(name))->messagesPerSecond, 9.0);
        QCOMPARE(planned(u"run %1 --rate 9"_s.arg(name))->clients, 3);
    }

    void anOptionHoldsThroughTheStepsThatDoNotChangeIt()
    {
        const auto run = parsed<RunCommand>(u"run turn-the-knob --delay 50ms --poll-interval 1s"_s);
        const auto plan = planRun(*run);
        QVERIFY(std::holds_alternative<RunPlan>(plan));
        const auto &[settings, steps, checked, view] = std::get<RunPlan>(plan);
        QVERIFY(settings.pollInterval == 1s && settings.delay == 50ms);
        QVERIFY(steps[0].settings.pollInterval == 200ms && steps[0].settings.delay == 50ms);
        QVERIFY(!checked);
    }

    void whatCannotBeRunHasItsExitCode_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("code");

        QTest::newRow("missing file") << u"run missing.pushscope"_s << int(ExitFile);
        QTest::newRow("unknown scenario") << u"run the-elevator"_s << int(ExitUsage);
        QTest::newRow("a folder") << u"run ."_s << int(ExitFile);
        QTest::newRow("rate beside a scenario's bursts") << u"run rush-of-chat --rate 5"_s << int(ExitUsage);
    }

    void whatCannotBeRunHasItsExitCode()
    {
        QFETCH(QString, line);
        QFETCH(int, code);
        const auto plan = planRun(*parsed<RunCommand>(line));
        QVERIFY(std::holds_alternative<RunRefusal>(plan));
        QCOMPARE(int(std::get<RunRefusal>(plan).code), code);
        QVERIFY(!std::get<RunRefusal>(plan).message.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCommandLine)

#include "tst_command_line.moc"
