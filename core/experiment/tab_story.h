#pragma once

#include "core/experiment/tab_command.h"
#include "core/experiment/tabs_snapshot.h"

#include <optional>

/// The story of the seventh tab as a state machine: facts in, commands out. Pure: no pool, no clock.
///
/// Each move waits for the measured effect of the one before, never for a time. That something *waits* is
/// told by what was asked for later and answered meanwhile. REQUIRES: the pool is empty at first, ids begin
/// at 1.
class TabStory
{
public:
    /// Ids of the requests that the story makes.
    static constexpr int seventh = 7, poll = 8, webSocket = 9, secondPoll = 10;

    /// Without a second host its step is left out.
    explicit TabStory(bool hasSecondHost = true)
        : m_hasSecondHost(hasSecondHost)
    {
    }

    /// The next command, once; nothing: what was asked for has not had its effect yet, or the story is over.
    [[nodiscard]] std::optional<TabCommand> next(const QList<TabFacts> &tabs);
    /// What it waits for did not come.
    void giveUp();
    void cancel();
    [[nodiscard]] const TabStoryState &state() const { return m_state; }

private:
    [[nodiscard]] QString contradiction(const QList<TabFacts> &tabs) const;
    void refute(const QString &how);

    bool m_hasSecondHost;
    int m_asked = 0; ///< moves that were made
    TabStoryState m_state{TabStoryState::Phase::Playing, TabStep::SixTabs, {}};
};

/// The request with this id; nullptr if it is not among them.
[[nodiscard]] const TabFacts *tabWithId(const QList<TabFacts> &tabs, int id);
