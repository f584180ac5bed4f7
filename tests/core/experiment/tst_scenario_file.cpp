#include "core/experiment/scenario_file.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A scenario with every member that a file may have.
QJsonObject full()
{
    const auto answer = [](const QString &text, const QString &condition) {
        return QJsonObject{{u"text"_s, text}, {u"holds"_s, QJsonArray{condition}}};
    };
    return {{u"schema"_s, u"pushscope.scenario/1"_s},
            {u"title"_s, u"Mine"_s},
            {u"question"_s, u"How late?"_s},
            {u"look_here"_s, u"The latency."_s},
            {u"reveal"_s, u"It is late."_s},
            {u"reading"_s, u"RFC 6202, 2.1"_s},
            {u"view"_s, u"latency"_s},
            {u"settings"_s, QJsonObject{{u"rate"_s, 5}, {u"duration"_s, u"40s"_s}}},
            {u"steps"_s,
             QJsonArray{QJsonObject{{u"at"_s, u"8s"_s},
                                    {u"settings"_s, QJsonObject{{u"poll_interval"_s, u"200ms"_s}}}},
                        QJsonObject{{u"at"_s, u"30s"_s}, {u"settings"_s, QJsonObject{{u"rate"_s, 9}}}}}},
            {u"answers"_s,
             QJsonArray{answer(u"Hardly"_s, u"short-poll.latency_ms.mean<100"_s),
                        answer(u"A second"_s, u"short-poll.latency_ms.mean>=100"_s),
                        answer(u"Never"_s, u"short-poll.messages.lost>0"_s)}},
            {u"bar"_s,
             QJsonObject{{u"lane"_s, u"short-poll"_s},
                         {u"figure"_s, u"latency_ms.mean"_s},
                         {u"title"_s, u"Mean latency"_s},
                         {u"unit"_s, u"ms"_s},
                         {u"max"_s, 2200}}},
            {u"check"_s,
             QJsonObject{{u"settings"_s, QJsonObject{{u"duration"_s, u"16s"_s}, {u"clients"_s, 20}}},
                         {u"assert"_s, QJsonArray{u"sse.messages.lost==0"_s}}}},
            {u"check_note"_s, u"Nothing is lost."_s}};
}

QJsonObject with(const QString &member, const QJsonValue &value)
{
    QJsonObject json = full();
    json[member] = value;
    return json;
}

/// The same with one member of the object `outer` set.
QJsonObject withIn(const QString &outer, const QString &member, const QJsonValue &value)
{
    QJsonObject inner = full()[outer].toObject();
    inner[member] = value;
    return with(outer, inner);
}

/// The same with one member of element `index` of the list `outer` set.
QJsonObject withIn(const QString &outer, int index, const QString &member, const QJsonValue &value)
{
    QJsonArray list = full()[outer].toArray();
    QJsonObject inner = list.at(index).toObject();
    inner[member] = value;
    list[index] = inner;
    return with(outer, list);
}

QJsonObject without(const QString &member)
{
    QJsonObject json = full();
    json.remove(member);
    return json;
}

QString said(const QJsonObject &json)
{
    const auto scenario = scenarioFromJson(json);
    return scenario ? u"(read)"_s : scenario.error().message;
}

} // namespace

class TestScenarioFile : public QObject
{
    Q_OBJECT

private slots:
    void everyMemberIsRead()
    {
        const auto scenario = scenarioFromJson(full());
        QVERIFY2(scenario, qPrintable(said(full())));
        QCOMPARE(scenario->title, u"Mine"_s);
        QCOMPARE(scenario->view, u"latency"_s);
        QCOMPARE(scenario->reading, u"RFC 6202, 2.1"_s);
        QCOMPARE(scenario->settings.messagesPerSecond, 5);
        QCOMPARE(scenario->steps.size(), 2);
        QVERIFY(scenario->steps[1].settings.pollInterval == 200ms); // from the step before
        QCOMPARE(scenario->answers[2].holds, QStringList{u"short-poll.messages.lost>0"_s});
        QVERIFY(scenario->bar && scenario->bar->lane == TransportKind::ShortPoll);
        QCOMPARE(scenario->bar->max, 2200);
        QCOMPARE(scenario->check.note, u"Nothing is lost."_s);
    }

    void aCheckTakesTheScenariosSettingsAndTheStepsThatFitIn()
    {
        const auto scenario = scenarioFromJson(full());
        QVERIFY(scenario);
        const ScenarioCheck &check = scenario->check;
        QCOMPARE(check.settings.messagesPerSecond, 5);
        QCOMPARE(check.settings.clients, 20);
        QCOMPARE(check.steps.size(), 1); // the other one comes after 16 s
        QVERIFY(check.steps[0].settings.pollInterval == 200ms);
        QCOMPARE(check.steps[0].settings.clients, 20);
    }

    void whatIsWrittenIsReadBack_data()
    {
        QTest::addColumn<QJsonObject>("json");
        QTest::newRow("all members") << full();
        for (const char *member :
             {"answers", "bar", "check", "check_note", "look_here", "reading", "reveal", "settings", "view"})
            QTest::newRow(member) << without(QString::fromLatin1(member));
        QJsonObject noSteps = without(u"steps"_s);
        QTest::newRow("no steps") << noSteps;
        QTest::newRow("steps of the check's own") << withIn(
            u"check"_s, u"steps"_s,
            QJsonArray{QJsonObject{{u"at"_s, u"2s"_s}, {u"settings"_s, QJsonObject{{u"rate"_s, 0}}}}});
    }

    void whatIsWrittenIsReadBack()
    {
        QFETCH(QJsonObject, json);
        if (!json.contains(u"settings"_s))
            json.remove(u"steps"_s); // they come after the default duration
        const auto scenario = scenarioFromJson(json);
        QVERIFY2(scenario, qPrintable(said(json)));
        const auto again = scenarioFromJson(toJson(*scenario));
        QVERIFY2(again, qPrintable(said(toJson(*scenario))));
        QCOMPARE(*again, *scenario);
    }

    void builtInScenariosSurviveBeingWritten()
    {
        for (Scenario scenario : builtInScenarios()) {
            const auto again = scenarioFromJson(toJson(scenario));
            QVERIFY2(again, qPrintable(scenario.name));
            scenario.name.clear();
            QVERIFY2(*again == scenario, qPrintable(scenario.title));
        }
    }

    void settingsSayOnlyWhatDiffers()
    {
        const auto scenario = scenarioFromJson(full());
        QVERIFY(scenario);
        const QJsonObject json = toJson(*scenario);
        QCOMPARE(json["settings"_L1].toObject(), (QJsonObject{{u"rate"_s, 5}, {u"duration"_s, u"40s"_s}}));
        QCOMPARE(json["check"_L1]["settings"_L1].toObject(),
                 (QJsonObject{{u"clients"_s, 20}, {u"duration"_s, u"16s"_s}}));
        QVERIFY(!json["check"_L1].toObject().contains("steps"_L1));
    }

    void otherSettingsTakeTheStepsWithThem()
    {
        const auto scenario = scenarioFromJson(full());
        QVERIFY(scenario);
        QCOMPARE(withSettings(*scenario, scenario->settings), *scenario);
        ExperimentSettings settings = scenario->settings;
        settings.delay = 70ms;
        settings.pollInterval = 200ms; // what the first step would change
        const Scenario other = withSettings(*scenario, settings);
        QCOMPARE(other.settings, settings);
        QCOMPARE(other.steps.size(), 1);
        QVERIFY(other.steps[0].at == 30s && other.steps[0].settings.delay == 70ms);
        QCOMPARE(other.answers, scenario->answers);
        QVERIFY(other.check.assertions.isEmpty()); // it was about other settings
        const auto again = scenarioFromJson(toJson(other));
        QVERIFY2(again, qPrintable(said(toJson(other))));
        QCOMPARE(*again, other);
    }

    void aBarNeedsItsLane()
    {
        const auto scenario = scenarioFromJson(full());
        QVERIFY(scenario);
        ExperimentSettings settings = scenario->settings;
        settings.transports[indexOf(TransportKind::ShortPoll)] = false;
        QVERIFY(!withSettings(*scenario, settings).bar);
    }

    void aFaultIsToldWithItsMember_data()
    {
        QTest::addColumn<QJsonObject>("json");
        QTest::addColumn<QStringList>("words");
        const auto row = [](const char *name, const QJsonObject &json, const QStringList &words) {
            QTest::newRow(name) << json << words;
        };
        const QString longText(2000, u'x');

        row("no schema", without(u"schema"_s), {u"\"schema\""_s, u"pushscope.scenario/1"_s});
        row("another schema", with(u"schema"_s, u"pushscope.scenario/2"_s), {u"\"schema\""_s});
        row("no title", without(u"title"_s), {u"\"title\""_s, u"missing"_s});
        row("empty question", with(u"question"_s, u" "_s), {u"\"question\""_s, u"empty"_s});
        row("title is a number", with(u"title"_s, 5), {u"\"title\""_s, u"text"_s, u"not 5"_s});
        row("long title", with(u"title"_s, longText), {u"\"title\""_s, u"at most 60"_s, u"2000"_s});
        row("long reveal", with(u"reveal"_s, longText), {u"\"reveal\""_s, u"at most 360"_s});
        row("unknown member", with(u"lok_here"_s, u"x"_s), {u"\"lok_here\""_s, u"look_here"_s});
        row("unknown view", with(u"view"_s, u"kitchen"_s), {u"\"view\""_s, u"overhead"_s, u"kitchen"_s});
        row("settings are a list", with(u"settings"_s, QJsonArray{}), {u"\"settings\""_s, u"braces"_s});
        row("unknown setting", withIn(u"settings"_s, u"speed"_s, 5), {u"\"settings\""_s, u"\"speed\""_s});
        row("setting out of range", withIn(u"settings"_s, u"clients"_s, 5000),
            {u"\"settings\""_s, u"1 to 500"_s});
        row("nobody takes part", withIn(u"settings"_s, u"transports"_s, QJsonArray{}),
            {u"\"settings\""_s, u"switched on"_s});

        row("two answers",
            with(u"answers"_s,
                 QJsonArray{full()["answers"_L1].toArray().first(), full()["answers"_L1].toArray().last()}),
            {u"\"answers\""_s, u"3 answers or none"_s, u"2"_s});
        row("answer without text", withIn(u"answers"_s, 1, u"text"_s, QJsonValue()),
            {u"\"answers[2].text\""_s});
        row("answer with more", withIn(u"answers"_s, 0, u"right"_s, true),
            {u"\"answers[1].right\""_s, u"holds"_s});
        row("answer that cannot hold",
            withIn(u"answers"_s, 2, u"holds"_s, QJsonArray{u"sse.latency_ms.mean<1"_s, u"sse is fast"_s}),
            {u"\"answers[3].holds[2]\""_s, u"sse.latency_ms.p99<50"_s, u"(not \"sse is fast\")"_s});
        row("answer about nothing", withIn(u"answers"_s, 2, u"holds"_s, QJsonArray{u"sse.beauty>1"_s}),
            {u"\"answers[3].holds[1]\""_s, u"sse.beauty"_s});
        row("answer's condition is a number", withIn(u"answers"_s, 2, u"holds"_s, QJsonArray{5}),
            {u"\"answers[3].holds[1]\""_s});

        row("bar of no lane", withIn(u"bar"_s, u"lane"_s, u"pigeon"_s), {u"\"bar.lane\""_s, u"pigeon"_s});
        row("bar of nothing", withIn(u"bar"_s, u"figure"_s, u"beauty"_s), {u"\"bar.figure\""_s});
        row("bar without an end", withIn(u"bar"_s, u"max"_s, 0), {u"\"bar.max\""_s, u"above 0"_s});

        row("step at no time", withIn(u"steps"_s, 0, u"at"_s, u"soon"_s), {u"\"steps[1].at\""_s, u"soon"_s});
        row("steps out of order", withIn(u"steps"_s, 1, u"at"_s, u"5s"_s),
            {u"\"steps[2].at\""_s, u"one after the other"_s});
        row("step after the end", withIn(u"steps"_s, 1, u"at"_s, u"40s"_s),
            {u"\"steps[2].at\""_s, u"before the end at 40s"_s});
        row("step that changes nothing", withIn(u"steps"_s, 0, u"settings"_s, QJsonObject{{u"rate"_s, 5}}),
            {u"\"steps[1].settings\""_s, u"change something"_s});

        row("check without assertions", withIn(u"check"_s, u"assert"_s, QJsonArray{}),
            {u"\"check.assert\""_s, u"at least one"_s});
        row("long check", withIn(u"check"_s, u"settings"_s, QJsonObject{{u"duration"_s, u"21s"_s}}),
            {u"\"check.settings\""_s, u"20s"_s, u"20 clients"_s});
        row("check with many clients",
            withIn(u"check"_s, u"settings"_s, QJsonObject{{u"duration"_s, u"5s"_s}, {u"clients"_s, 21}}),
            {u"\"check.settings\""_s, u"20 clients"_s});
    }

    void aFaultIsToldWithItsMember()
    {
        QFETCH(QJsonObject, json);
        QFETCH(QStringList, words);
        const QString message = said(json);
        for (const QString &word : words)
            QVERIFY2(message.contains(word), qPrintable(message));
    }

    void aFaultIsDataToo_data()
    {
        QTest::addColumn<QJsonObject>("json");
        QTest::addColumn<MemberPath>("path");
        QTest::addColumn<QString>("part");
        const auto row = [](const char *name, const QJsonObject &json, const MemberPath &path,
                            const QString &part) { QTest::newRow(name) << json << path << part; };
        const auto holds = [](const QString &condition) {
            return withIn(u"answers"_s, 1, u"holds"_s, QJsonArray{u"sse.latency_ms.mean<1"_s, condition});
        };
        const MemberPath second{{.name = u"answers"_s, .element = 2}, {.name = u"holds"_s, .element = 2}};
        row("title", with(u"title"_s, QString()), {{.name = u"title"_s}}, {});
        row("what is too much", with(u"title"_s, QString(60, u'x') + u"yz"_s), {{.name = u"title"_s}},
            u"yz"_s);
        row("answers", with(u"answers"_s, QJsonArray{full()["answers"_L1].toArray().first()}),
            {{.name = u"answers"_s}}, {});
        row("text of an answer", withIn(u"answers"_s, 1, u"text"_s, QString()),
            {{.name = u"answers"_s, .element = 2}, {.name = u"text"_s}}, {});
        row("form of a condition", holds(u"sse is fast"_s), second, {});
        row("name in a condition", holds(u"sse.beauty>1"_s), second, u"sse.beauty"_s);
        row("other name in a condition", holds(u"sse.latency_ms.p50>sse.beauty"_s), second, u"sse.beauty"_s);
        row("setting", withIn(u"settings"_s, u"speed"_s, 5), {{.name = u"settings"_s}}, {});
        row("bar", withIn(u"bar"_s, u"lane"_s, u"pigeon"_s), {{.name = u"bar"_s}, {.name = u"lane"_s}}, {});
        row("check", withIn(u"check"_s, u"assert"_s, QJsonArray{}),
            {{.name = u"check"_s}, {.name = u"assert"_s}}, {});
        row("unknown member", withIn(u"bar"_s, u"mx"_s, 1), {{.name = u"bar"_s}, {.name = u"mx"_s}}, {});
    }

    void aFaultIsDataToo()
    {
        QFETCH(QJsonObject, json);
        QFETCH(MemberPath, path);
        QFETCH(QString, part);
        const ScenarioReading reading = readScenario(json);
        const auto *fault = std::get_if<MemberFault>(&reading);
        QVERIFY(fault);
        QVERIFY2(fault->path == path, qPrintable(pathText(fault->path)));
        QCOMPARE(fault->part, part);
        QVERIFY(!fault->words.isEmpty() && !fault->words.contains(u'"' + pathText(path) + u'"'));
        QCOMPARE(said(json), fault->error().message);
    }

    void whatIsNoJsonIsToldWithItsPlace()
    {
        const auto broken = scenarioFromFile("{\n  \"title\": }");
        QVERIFY(!broken);
        QVERIFY2(broken.error().message.contains(u"line 2"_s), qPrintable(broken.error().message));
        QVERIFY(!scenarioFromFile("[]"));
        QVERIFY(!scenarioFromFile({}));
    }

    void aFileIsSettingsOrAScenario()
    {
        const auto settings = experimentFromFile(R"({"schema":"pushscope.settings/1","rate":7})");
        QVERIFY(settings && std::holds_alternative<ExperimentSettings>(*settings));
        const auto scenario = experimentFromFile(QJsonDocument(full()).toJson());
        QVERIFY(scenario && std::holds_alternative<Scenario>(*scenario));
        QVERIFY(!experimentFromFile(QJsonDocument(without(u"title"_s)).toJson()));
        QVERIFY(!experimentFromFile(R"({"schema":"pushscope.run/1"})"));
    }
};

QTEST_APPLESS_MAIN(TestScenarioFile)

#include "tst_scenario_file.moc"
