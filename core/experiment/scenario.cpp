#include "core/experiment/scenario.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <array>

using namespace Qt::Literals::StringLiterals;

// Resources of a static library are dropped by the linker unless somebody asks for them, outside a namespace.
static void keepPresets()
{
    Q_INIT_RESOURCE(presets);
}

namespace {

constexpr std::array names{QLatin1StringView("the-staircase"),
                           QLatin1StringView("turn-the-knob"),
                           QLatin1StringView("nobody-is-talking"),
                           QLatin1StringView("far-away"),
                           QLatin1StringView("firehose"),
                           QLatin1StringView("big-parcels"),
                           QLatin1StringView("rush-of-chat"),
                           QLatin1StringView("the-whole-class"),
                           QLatin1StringView("two-way"),
                           QLatin1StringView("ping-pong"),
                           QLatin1StringView("binary-parcels"),
                           QLatin1StringView("cut-the-cable"),
                           QLatin1StringView("nobody-told-me"),
                           QLatin1StringView("thundering-herd"),
                           QLatin1StringView("the-slow-reader"),
                           QLatin1StringView("averages-lie"),
                           QLatin1StringView("the-server-restarts"),
                           QLatin1StringView("the-fat-cookie"),
                           QLatin1StringView("the-seventh-tab"),
                           QLatin1StringView("the-gauntlet")};

/// Settings in which only some members are given: the others are those of `base`.
ExperimentSettings settingsOver(const ExperimentSettings &base, const QJsonObject &changes)
{
    QJsonObject all = toJson(base);
    for (auto member = changes.begin(); member != changes.end(); ++member)
        all[member.key()] = *member;
    const auto settings = settingsFromJson(all);
    Q_ASSERT(settings);
    return settings ? *settings : base;
}

/// The presets are part of the program, so that a broken one is a bug; tests read all of them.
Scenario read(QLatin1StringView name)
{
    QFile file(u":/presets/"_s + name + u".json"_s);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    const QJsonObject json = opened ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject{};
    Q_ASSERT(!json.isEmpty());

    Scenario scenario{.name = name,
                      .title = json["title"_L1].toString(),
                      .question = json["question"_L1].toString(),
                      .lookHere = json["look_here"_L1].toString(),
                      .reveal = json["reveal"_L1].toString(),
                      .answers = {},
                      .bar = {},
                      .reading = {},
                      .settings = settingsOver({}, json["settings"_L1].toObject()),
                      .steps = {},
                      .check = {},
                      .view = json["view"_L1].toString()};
    ExperimentSettings settings = scenario.settings;
    const QJsonArray steps = json["steps"_L1].toArray();
    for (const QJsonValue step : steps) {
        settings = settingsOver(settings, step["settings"_L1].toObject());
        scenario.steps += {durationFromText(step["at"_L1].toString()).value_or(Duration{0}), settings};
    }
    return scenario;
}

}

const QList<Scenario> &builtInScenarios()
{
    static const QList<Scenario> scenarios = [] {
        keepPresets();
        QList<Scenario> all;
        for (const QLatin1StringView name : names)
            all += read(name);
        return all;
    }();
    return scenarios;
}

const Scenario *findScenario(const QString &name)
{
    for (const Scenario &scenario : builtInScenarios())
        if (scenario.name.compare(name, Qt::CaseInsensitive) == 0
            || scenario.title.compare(name, Qt::CaseInsensitive) == 0)
            return &scenario;
    return nullptr;
}
