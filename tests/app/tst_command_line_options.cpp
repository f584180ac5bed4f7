#include "app/command_line_options.h"
#include "core/experiment/setting_field.h"

#include <QTest>

#include <CLI/CLI.hpp>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Overrides = QList<std::pair<QString, QString>>;

/// Of arguments that a shell has taken apart; empty: they were accepted.
QString messageOf(const QStringList &arguments)
{
    const auto parsed = parseCommandLine(arguments);
    return parsed ? QString() : parsed.error().message;
}

std::optional<ServeCommand> served(const QStringList &options)
{
    const auto parsed = parseCommandLine(QStringList{u"serve"_s} + options);
    return parsed && std::holds_alternative<ServeCommand>(*parsed)
        ? std::optional(std::get<ServeCommand>(*parsed))
        : std::nullopt;
}

/// The options of a command of their own that were given among `arguments`.
Overrides givenOf(const std::vector<const char *> &arguments, const QStringList &only = {})
{
    CLI::App command;
    const SettingOptions options(command, ExperimentSettings(), only);
    std::vector<const char *> line{"program"};
    line.insert(line.end(), arguments.begin(), arguments.end());
    command.parse(static_cast<int>(line.size()), line.data());
    return options.given();
}

}

class TestCommandLineOptions : public QObject
{
    Q_OBJECT

private slots:
    void limitsOfTheServerAreTakenUpToTheirEdges()
    {
        QCOMPARE(served({u"--log-messages"_s, u"1"_s})->log.messages, 1);
        QCOMPARE(served({u"--log-messages"_s, u"100000000"_s})->log.messages, 100'000'000);
        QCOMPARE(served({u"--log-bytes"_s, u"1"_s})->log.bytes, 1);
        QCOMPARE(served({u"--heartbeat"_s, u"10ms"_s})->server.heartbeat, 10ms);
        QCOMPARE(served({u"--heartbeat"_s, u"1h"_s})->server.heartbeat, 1h);
        QCOMPARE(served({u"--max-connections"_s, u"1"_s})->server.maxConnections, 1);
        QCOMPARE(served({u"--max-connections"_s, u"1000000"_s})->server.maxConnections, 1'000'000);
    }

    void aLimitThatWasAskedForIsToldFromOurOwn()
    {
        QVERIFY(!served({})->connectionsAsked);
        QVERIFY(served({u"--max-connections"_s, u"20000"_s})->connectionsAsked);
    }

    void pastTheEdgeTheMessageSaysWhatIsAllowed_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("allowed");

        const QString address = u"ADDRESS:PORT, such as 127.0.0.1:8080"_s;
        const QString heartbeat = u"a duration from 10ms to 1h, such as 15s"_s;
        const QString size = u"a size above 0, such as 64MiB"_s;
        QTest::newRow("port") << u"--listen"_s << u"127.0.0.1:65536"_s << address;
        QTest::newRow("messages, none") << u"--log-messages"_s << u"0"_s << u"1 to 100000000"_s;
        QTest::newRow("messages") << u"--log-messages"_s << u"100000001"_s << u"1 to 100000000"_s;
        QTest::newRow("messages beyond any number")
            << u"--log-messages"_s << u"99999999999999999999"_s << u"1 to 100000000"_s;
        QTest::newRow("messages with a unit") << u"--log-messages"_s << u"5k"_s << u"1 to 100000000"_s;
        QTest::newRow("bytes, none") << u"--log-bytes"_s << u"0"_s << size;
        QTest::newRow("bytes below none") << u"--log-bytes"_s << u"-1"_s << size;
        QTest::newRow("bytes beyond any number") << u"--log-bytes"_s << u"99999999999999999999GiB"_s << size;
        QTest::newRow("heartbeat, short") << u"--heartbeat"_s << u"9ms"_s << heartbeat;
        QTest::newRow("heartbeat, long") << u"--heartbeat"_s << u"61m"_s << heartbeat;
        QTest::newRow("connections") << u"--max-connections"_s << u"1000001"_s << u"1 to 1000000"_s;
        QTest::newRow("half a connection") << u"--max-connections"_s << u"1.5"_s << u"1 to 1000000"_s;
    }

    void pastTheEdgeTheMessageSaysWhatIsAllowed()
    {
        QFETCH(QString, option);
        QFETCH(QString, value);
        QFETCH(QString, allowed);
        QCOMPARE(messageOf({u"serve"_s, option, value}),
                 u"%1 must be %2 (not \"%3\")"_s.arg(option, allowed, value));
    }

    // A script whose variable is not set: the report would go elsewhere, the server listen elsewhere.
    void aValueOfNothingIsNoValue_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("option");
        for (const char *option : {"--json", "--csv", "--charts", "--pcapng", "--har"})
            QTest::newRow(option) << u"run"_s << QString::fromLatin1(option);
        for (const char *option : {"--listen", "--log-messages", "--log-bytes", "--heartbeat",
                                   "--max-connections", "--allow-origin"})
            QTest::newRow(option) << u"serve"_s << QString::fromLatin1(option);
    }

    void aValueOfNothingIsNoValue()
    {
        QFETCH(QString, command);
        QFETCH(QString, option);
        QCOMPARE(messageOf({command, option, QString()}), option + u" needs a value"_s);
    }

    void aNameOfNothingIsNoName()
    {
        QCOMPARE(messageOf({QString()}), u"FILE needs a value"_s);
        QCOMPARE(messageOf({u"run"_s, QString()}), u"FILE|NAME needs a value"_s);
        QCOMPARE(messageOf({u"explain"_s, QString()}), u"NAME needs a value"_s);
    }

    void anOverrideThatIsWrongIsNamedWithItsRange()
    {
        ExperimentSettings settings;
        const auto applied = applyOverrides({{u"delay"_s, u"7ms"_s}, {u"clients"_s, u"0"_s}}, settings);
        QVERIFY(!applied);
        QVERIFY2(applied.error().message.startsWith(u"--clients: "_s)
                     && applied.error().message.endsWith(u"(not 0)"_s),
                 qPrintable(applied.error().message));
    }

    void laterOverridesActOnWhatEarlierOnesSet()
    {
        ExperimentSettings settings;
        QVERIFY(applyOverrides({{u"delay"_s, u"7ms"_s}, {u"seed"_s, u"5"_s}}, settings));
        QCOMPARE(settings.delay, Duration(7ms));
        QCOMPARE(settings.seed, 5U);
    }

    void aRateBesideBurstsIsRefusedOnlyWhenItWasGiven()
    {
        ExperimentSettings settings;
        QVERIFY(applyOverrides({{u"arrivals"_s, u"burst:20/5s"_s}}, settings));
        const auto applied = applyOverrides({{u"rate"_s, u"5"_s}}, settings);
        QVERIFY(!applied);
        QVERIFY2(applied.error().message.contains(u"leave one of them out"_s),
                 qPrintable(applied.error().message));
    }

    void aListOfFaultsHasNoEmptyPart()
    {
        ExperimentSettings settings;
        const QString cut = u"at=1s,kind=cut"_s;
        for (const QString &list : {u";"_s, cut + u';', u';' + cut, cut + u";;"_s + cut})
            QVERIFY2(!applyOverrides({{u"fault"_s, list}}, settings), qPrintable(list));
        QVERIFY(applyOverrides({{u"fault"_s, cut + u';' + cut}}, settings));
        QCOMPARE(settings.faults.size(), 2);
    }

    void givenOptionsComeInTheOrderOfTheTable()
    {
        QCOMPARE(givenOf({"--seed", "3", "--rate", "7"}),
                 (Overrides{{u"rate"_s, u"7"_s}, {u"seed"_s, u"3"_s}}));
        QCOMPARE(givenOf({}), Overrides{});
    }

    void aRepeatedFaultIsOneList()
    {
        QCOMPARE(givenOf({"--fault", "at=1s,kind=cut", "--fault", "at=2s,kind=restart"}),
                 (Overrides{{u"fault"_s, u"at=1s,kind=cut;at=2s,kind=restart"_s}}));
    }

    void aCommandKnowsOnlyTheSettingsItIsGiven()
    {
        QCOMPARE(givenOf({"--rate", "7"}, {u"rate"_s}), (Overrides{{u"rate"_s, u"7"_s}}));
        const std::vector<const char *> another{"--seed", "3"};
        QVERIFY_THROWS_EXCEPTION(CLI::ExtrasError, givenOf(another, QStringList{u"rate"_s}));
    }

    void theGauntletNamesWhatItCannotUse_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("value");
        for (const QString &option : {u"--charts"_s, u"--pcapng"_s, u"--har"_s})
            QTest::newRow(qPrintable(option)) << option << u"x"_s;
        const QList<std::pair<QString, QString>> settings{{u"--clients"_s, u"3"_s},
                                                          {u"--warmup"_s, u"1s"_s},
                                                          {u"--upstream"_s, u"2"_s},
                                                          {u"--fault"_s, u"at=1s,kind=cut"_s},
                                                          {u"--websocket-recovery"_s, u"none"_s},
                                                          {u"--reconnect-jitter"_s, u"off"_s},
                                                          {u"--silence-timeout"_s, u"5s"_s}};
        for (const auto &[option, value] : settings)
            QTest::newRow(qPrintable(option)) << option << value;
    }

    void theGauntletNamesWhatItCannotUse()
    {
        QFETCH(QString, option);
        QFETCH(QString, value);
        QCOMPARE(messageOf({u"run"_s, u"--gauntlet"_s, option, value}),
                 option + u" has no meaning with --gauntlet; leave one of them out"_s);
    }

    void everyOptionAboutLanesIsASetting()
    {
        qsizetype count = 0;
        for (const SettingField &field : settingFields())
            count += isAboutLanes(QString::fromLatin1(field.option)) ? 1 : 0;
        QCOMPARE(count, 8);
        QVERIFY(!isAboutLanes(u"heartbeat"_s)); // the server's
    }

    void aCheckMayHaveThresholdsAndResults()
    {
        const auto parsed = parseCommandLine({u"run"_s, u"the-staircase"_s, u"--check"_s, u"--threshold"_s,
                                              u"sse.requests<5"_s, u"--csv"_s, u"d.csv"_s});
        QVERIFY(parsed && std::get<RunCommand>(*parsed).check);
        QCOMPARE(std::get<RunCommand>(*parsed).thresholds.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestCommandLineOptions)
#include "tst_command_line_options.moc"
