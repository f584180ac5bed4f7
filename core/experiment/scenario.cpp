#include "core/experiment/scenario.h"

#include "core/experiment/scenario_file.h"

#include <QFile>

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
                           QLatin1StringView("email-check"),
                           QLatin1StringView("stock-ticker"),
                           QLatin1StringView("notifications"),
                           QLatin1StringView("chat"),
                           QLatin1StringView("multiplayer-game"),
                           QLatin1StringView("collaborative-editing"),
                           QLatin1StringView("the-seventh-tab"),
                           QLatin1StringView("the-gauntlet")};

/// The presets are part of the program, so that a broken one is a bug; tests read all of them.
Scenario read(QLatin1StringView name)
{
    QFile file(u":/presets/"_s + name + u".pushscope"_s);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    auto scenario = opened ? scenarioFromFile(file.readAll()) : Error{file.errorString()};
    if (!scenario)
        qFatal("preset %s: %s", name.data(), qPrintable(scenario.error().message));
    scenario->name = name;
    return *scenario;
}

}

bool Scenario::runsLanes() const
{
    return view != tabsView && view != gauntletView;
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
