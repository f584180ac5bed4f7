#pragma once

#include "core/transport/tab_state.h"

#include <QList>
#include <QMetaType>
#include <QString>

/// The steps of the story of the seventh tab, in their order.
enum class TabStep {
    SixTabs, ///< six streams to one host, one after the other
    SeventhWaits,
    PollHangs, ///< an ordinary request to the same host
    WebSocketOpens, ///< to the same host
    SecondHostAnswers, ///< the same request to another host
    SeventhGetsIn, ///< tab 1 was closed
    PollAnswered ///< tab 2 was closed
};
inline constexpr int tabStepCount = 7;

/// How far the story is.
struct TabStoryState
{
    enum class Phase {
        Untold,
        Playing, ///< `step` is going on
        Told,
        Cancelled, ///< during `step`
        Refuted ///< `step` did not go as told; `refutation` says how
    };
    Phase phase = Phase::Untold;
    TabStep step = TabStep::SixTabs;
    QString refutation;

    bool operator==(const TabStoryState &) const = default;
};

/// All that is known of the tabs at one moment.
struct TabsSnapshot
{
    bool serving = false; ///< there is a server to ask
    QString secondHostProblem; ///< why there is no second host; empty: there is one
    QList<TabFacts> tabs; ///< in the order in which they were asked for
    TabStoryState story;
    QString refusal; ///< why the last command was not carried out
    TimePoint now{};

    bool operator==(const TabsSnapshot &) const = default;
};

Q_DECLARE_METATYPE(TabsSnapshot)
