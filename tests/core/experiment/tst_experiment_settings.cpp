#include "core/experiment/experiment_settings.h"
#include "core/experiment/setting_field.h"

#include <rapidcheck.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

rc::Gen<Duration> milliseconds(int low, int high)
{
    return rc::gen::map(rc::gen::inRange(low, high + 1),
                        [](int ms) { return Duration(std::chrono::milliseconds(ms)); });
}

HeaderProfile someHeaders()
{
    const int choice = *rc::gen::inRange(0, 4);
    if (choice == 3)
        return {HeaderProfile::Kind::Custom, *rc::gen::inRange(0, HeaderProfile::maxPairBytes + 1)};
    return {static_cast<HeaderProfile::Kind>(choice), 0};
}

Arrivals someArrivals()
{
    const int choice = *rc::gen::inRange(0, 3);
    if (choice != 2)
        return {.kind = static_cast<Arrivals::Kind>(choice)};
    return {Arrivals::Kind::Burst, *rc::gen::inRange(1, 100), *milliseconds(100, 60'000)};
}

Upstream someUpstream()
{
    const auto kind = static_cast<Upstream::Kind>(*rc::gen::inRange(0, 4));
    if (!Upstream{.kind = kind}.hasRate())
        return {.kind = kind};
    return {kind, *rc::gen::inRange(1, 1001) / 10.0};
}

ExperimentSettings someSettings()
{
    ExperimentSettings s;
    for (bool &enabled : s.transports)
        enabled = *rc::gen::arbitrary<bool>();
    s.arrivals = someArrivals();
    s.messagesPerSecond = *rc::gen::inRange(1, 50'001) / 10.0;
    s.payloadBytes = *rc::gen::inRange(0, 1024 * 1024 + 1);
    s.payloadKind = *rc::gen::element(PayloadKind::Text, PayloadKind::Binary);
    s.upstream = someUpstream();
    s.pollInterval = *milliseconds(50, 30'000);
    s.longPollTimeout = std::chrono::seconds(*rc::gen::inRange(1, 121));
    s.headers = someHeaders();
    s.connections = *rc::gen::element(ConnectionMode::Keep, ConnectionMode::New);
    s.delay = *milliseconds(0, 2000);
    s.jitter = *milliseconds(0, 500);
    s.bytesPerSecond = *rc::gen::element<qint64>(0, 1000, 123'456'789);
    s.clients = *rc::gen::inRange(1, 501);
    s.duration = *milliseconds(1, 86'400'000);
    s.warmup = *milliseconds(0, 60'000);
    s.seed = *rc::gen::arbitrary<quint32>();
    return s;
}

}

class TestExperimentSettings : public QObject
{
    Q_OBJECT

private slots:
    void whatIsWrittenAsJsonReadsBackTheSame()
    {
        QVERIFY(rc::check("JSON round trip", [] {
            const ExperimentSettings settings = someSettings();
            RC_ASSERT(validate(settings).has_value());
            const QByteArray file = QJsonDocument(toJson(settings)).toJson();
            const auto read = settingsFromFile(file);
            RC_ASSERT(read.has_value());
            RC_ASSERT(*read == settings);
        }));
    }

    void whatIsWrittenAsOptionsReadsBackTheSame()
    {
        QVERIFY(rc::check("options round trip", [] {
            ExperimentSettings settings = someSettings();
            settings.transports[0] = true; // no option says "none"
            if (settings.arrivals.kind == Arrivals::Kind::Burst)
                settings.messagesPerSecond = ExperimentSettings().messagesPerSecond;
            ExperimentSettings read;
            const QStringList options = toRunOptions(settings, *rc::gen::arbitrary<bool>());
            for (qsizetype i = 0; i + 1 < options.size(); i += 2)
                for (const SettingField &field : settingFields())
                    if (options[i].mid(2) == QLatin1StringView(field.option))
                        RC_ASSERT(field.read(options[i + 1], read));
            RC_ASSERT(read == settings);
        }));
    }

    void upstreamIsSpelt()
    {
        QCOMPARE(upstreamText({}), u"off"_s);
        QCOMPARE(upstreamText({Upstream::Kind::Rate, 0.5}), u"0.5"_s);
        QCOMPARE(upstreamText({.kind = Upstream::Kind::PingPong}), u"ping-pong"_s);
        // By hand a rate may be written as a number, too.
        const auto read = settingsFromFile("{\"upstream\":2}");
        QVERIFY(read.has_value());
        QCOMPARE(read->upstream, (Upstream{Upstream::Kind::Rate, 2}));
        ExperimentSettings after;
        after.upstream = read->upstream;
        QCOMPARE(describeChange({}, after), u"messages from clients off -> 2/s"_s);
    }

    void anEchoMaySayItsRate()
    {
        QCOMPARE(upstreamText({.kind = Upstream::Kind::Echo}), u"echo"_s);
        QCOMPARE(upstreamText({Upstream::Kind::Echo, 0.5}), u"echo:0.5"_s);
        QCOMPARE(upstreamFromText(u"echo"_s), (Upstream{Upstream::Kind::Echo, 2}));
        QCOMPARE(upstreamFromText(u"echo:2"_s), (Upstream{Upstream::Kind::Echo, 2}));
        QCOMPARE(upstreamFromText(u"echo:100"_s), (Upstream{Upstream::Kind::Echo, 100}));
        for (const QString &wrong : {u"echo:"_s, u"echo:fast"_s, u"echo 2"_s, u"Echo"_s, u"echo:2/s"_s})
            QVERIFY2(!upstreamFromText(wrong), qPrintable(wrong));
        ExperimentSettings before;
        before.upstream = {Upstream::Kind::Rate, 5};
        ExperimentSettings after;
        after.upstream = {Upstream::Kind::Echo, 5};
        QCOMPARE(describeChange(before, after), u"messages from clients 5/s -> echo 5/s"_s);
    }

    void everyDurationReadsBackToTheNanosecond()
    {
        QVERIFY(rc::check("duration round trip", [] {
            const Duration duration(*rc::gen::inRange<qint64>(0, 1'000'000'000'000'000));
            RC_ASSERT(durationFromText(durationText(duration)) == duration);
        }));
    }

    void durationsAreSpelt_data()
    {
        QTest::addColumn<Duration>("duration");
        QTest::addColumn<QString>("text");

        QTest::newRow("zero") << Duration{0} << u"0s"_s;
        QTest::newRow("microseconds") << Duration(250us) << u"250us"_s;
        QTest::newRow("milliseconds") << Duration(250ms) << u"250ms"_s;
        QTest::newRow("half milliseconds") << Duration(2500us) << u"2.5ms"_s;
        QTest::newRow("seconds") << Duration(2s) << u"2s"_s;
        QTest::newRow("seconds and a half") << Duration(1500ms) << u"1.5s"_s;
        QTest::newRow("a minute") << Duration(60s) << u"1m"_s;
        QTest::newRow("a minute and a half") << Duration(90s) << u"90s"_s;
        QTest::newRow("hours") << Duration(24h) << u"24h"_s;
    }

    void durationsAreSpelt()
    {
        QFETCH(Duration, duration);
        QFETCH(QString, text);
        QCOMPARE(durationText(duration), text);
        QVERIFY(durationFromText(text) == duration);
    }

    void badTextIsRefused_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("text");

        QTest::newRow("duration without a unit") << u"delay"_s << u"20"_s;
        QTest::newRow("duration of nothing") << u"delay"_s << u"ms"_s;
        QTest::newRow("negative duration") << u"delay"_s << u"-1ms"_s;
        QTest::newRow("duration beyond all numbers") << u"delay"_s << u"999999999999h"_s;
        QTest::newRow("size with a made-up unit") << u"payload"_s << u"4KB"_s;
        QTest::newRow("size beyond all numbers") << u"payload"_s << u"999999999999999GiB"_s;
        QTest::newRow("burst without a period") << u"arrivals"_s << u"burst:20"_s;
        QTest::newRow("burst of words") << u"arrivals"_s << u"burst:many/5s"_s;
        QTest::newRow("unknown arrivals") << u"arrivals"_s << u"uniform"_s;
        QTest::newRow("unknown transport") << u"transports"_s << u"sse,carrier-pigeon"_s;
        QTest::newRow("no transport") << u"transports"_s << u""_s;
        QTest::newRow("rate in words") << u"rate"_s << u"ten"_s;
        QTest::newRow("seed below zero") << u"seed"_s << u"-1"_s;
        QTest::newRow("seed too large") << u"seed"_s << u"4294967296"_s;
        QTest::newRow("half a client") << u"clients"_s << u"1.5"_s;
        QTest::newRow("upstream in words") << u"upstream"_s << u"on"_s;
        QTest::newRow("unknown headers") << u"headers"_s << u"fancy"_s;
    }

    void badTextIsRefused()
    {
        QFETCH(QString, option);
        QFETCH(QString, text);
        ExperimentSettings settings;
        for (const SettingField &field : settingFields())
            if (option == QLatin1StringView(field.option)) {
                QVERIFY(!field.read(text, settings));
                QCOMPARE(settings, ExperimentSettings());
                return;
            }
        QFAIL("there is no such setting");
    }

    void impossibleValuesAreNamedWithTheirRange_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("words");

        QTest::newRow("poll too often") << QByteArray("{\"poll_interval\":\"49ms\"}") << u"50ms to 30s"_s;
        QTest::newRow("poll too rarely") << QByteArray("{\"poll_interval\":\"31s\"}") << u"50ms to 30s"_s;
        QTest::newRow("rate too small") << QByteArray("{\"rate\":0.05}") << u"0.1 to 5000"_s;
        QTest::newRow("rate too large") << QByteArray("{\"rate\":5001}") << u"0.1 to 5000"_s;
        QTest::newRow("rate beyond all numbers") << QByteArray("{\"rate\":1e300}") << u"0.1 to 5000"_s;
        QTest::newRow("delay") << QByteArray("{\"delay\":\"2001ms\"}") << u"0s to 2s"_s;
        QTest::newRow("jitter") << QByteArray("{\"jitter\":\"501ms\"}") << u"0s to 500ms"_s;
        QTest::newRow("bandwidth") << QByteArray("{\"bandwidth\":999}") << u"1000"_s;
        QTest::newRow("no client") << QByteArray("{\"clients\":0}") << u"1 to 500"_s;
        QTest::newRow("too many clients") << QByteArray("{\"clients\":501}") << u"1 to 500"_s;
        QTest::newRow("payload") << QByteArray("{\"payload\":\"2MiB\"}") << u"1MiB"_s;
        QTest::newRow("headers") << QByteArray("{\"headers\":\"8193\"}") << u"8192"_s;
        QTest::newRow("upstream too fast") << QByteArray("{\"upstream\":\"101\"}") << u"100 messages"_s;
        QTest::newRow("upstream too slow") << QByteArray("{\"upstream\":0.05}") << u"0.1 to 100"_s;
        QTest::newRow("echo too fast") << QByteArray("{\"upstream\":\"echo:101\"}") << u"echo:5"_s;
        QTest::newRow("echo too slow") << QByteArray("{\"upstream\":\"echo:0\"}") << u"0.1 to 100"_s;
        QTest::newRow("echo at no rate") << QByteArray("{\"upstream\":\"echo:nan\"}") << u"ping-pong"_s;
        QTest::newRow("upstream that is no number") << QByteArray("{\"upstream\":\"nan\"}") << u"ping-pong"_s;
        QTest::newRow("timeout") << QByteArray("{\"long_poll_timeout\":\"3m\"}") << u"1s to 2m"_s;
        QTest::newRow("broken timeout")
            << QByteArray("{\"long_poll_timeout\":\"1.5s\"}") << u"whole seconds"_s;
        QTest::newRow("burst longer than its period")
            << QByteArray("{\"arrivals\":\"burst:20/10ms\"}") << u"burst"_s;
        QTest::newRow("no duration") << QByteArray("{\"duration\":\"0s\"}") << u"above 0s"_s;
        QTest::newRow("number as text") << QByteArray("{\"delay\":20}") << u"delay"_s;
        QTest::newRow("wrong type") << QByteArray("{\"clients\":true}") << u"clients"_s;
        QTest::newRow("unknown member") << QByteArray("{\"colour\":1}") << u"colour"_s;
        QTest::newRow("other schema") << QByteArray("{\"schema\":\"x/1\"}") << u"pushscope.settings/1"_s;
        QTest::newRow("not JSON") << QByteArray("{\n  \"rate\" 1}") << u"line 2"_s;
        QTest::newRow("not an object") << QByteArray("[]") << u"object"_s;
        QTest::newRow("empty file") << QByteArray("") << u"not valid JSON"_s;
    }

    void impossibleValuesAreNamedWithTheirRange()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, words);
        const auto settings = settingsFromFile(json);
        QVERIFY(!settings);
        QVERIFY2(settings.error().message.contains(words), qPrintable(settings.error().message));
    }

    void missingMembersKeepTheirDefaults()
    {
        const auto settings = settingsFromFile("{\"rate\":5}");
        QVERIFY(settings);
        ExperimentSettings expected;
        expected.messagesPerSecond = 5;
        QCOMPARE(*settings, expected);
    }

    void theCommandSaysOnlyWhatDiffers()
    {
        ExperimentSettings settings;
        QCOMPARE(toRunCommand(settings), u"pushscope run"_s);
        settings.pollInterval = 200ms;
        settings.transports = {true, false, true, false};
        QCOMPARE(toRunCommand(settings),
                 u"pushscope run --transports short-poll,sse --poll-interval 200ms"_s);
    }

    void theRateIsLeftOutWhenMessagesComeInBursts()
    {
        ExperimentSettings settings;
        settings.messagesPerSecond = 7;
        settings.arrivals.kind = Arrivals::Kind::Burst;
        QCOMPARE(toRunCommand(settings), u"pushscope run --arrivals burst:20/5s"_s);
    }

    void aChangeIsToldInWords_data()
    {
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QString>("words");

        QTest::newRow("nothing") << QByteArray("{}") << QString();
        QTest::newRow("duration") << QByteArray("{\"poll_interval\":\"200ms\"}")
                                  << u"poll interval 2 s -> 200 ms"_s;
        QTest::newRow("rate") << QByteArray("{\"rate\":20}") << u"message rate 1/s -> 20/s"_s;
        QTest::newRow("size") << QByteArray("{\"payload\":4096}") << u"payload 64 B -> 4 KiB"_s;
        QTest::newRow("limit") << QByteArray("{\"bandwidth\":5000}") << u"bandwidth no limit -> 5000 B/s"_s;
        QTest::newRow("several") << QByteArray("{\"rate\":2,\"delay\":\"0s\",\"clients\":3}")
                                 << u"3 settings changed"_s;
    }

    void aChangeIsToldInWords()
    {
        QFETCH(QByteArray, after);
        QFETCH(QString, words);
        QCOMPARE(describeChange(ExperimentSettings(), *settingsFromFile(after)), words);
    }
};

QTEST_APPLESS_MAIN(TestExperimentSettings)

#include "tst_experiment_settings.moc"
