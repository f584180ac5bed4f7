#include "core/experiment/tab_story.h"

#include "core/experiment/tab_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TabStory)
};

using Kind = TabCommand::Kind;

/// What is asked for, and the request and its phase that show the effect.
struct Move
{
    TabStep step;
    Kind kind;
    QLatin1StringView host;
    int closes; ///< Kind::Close
    int shownBy;
    TabPhase effect;
};

constexpr Move open(int id)
{
    return {TabStep::SixTabs, Kind::OpenTab, firstHost, 0, id, TabPhase::Open};
}

constexpr std::array plan{
    open(1),
    open(2),
    open(3),
    open(4),
    open(5),
    open(6),
    Move{TabStep::SeventhWaits, Kind::OpenTab, firstHost, 0, TabStory::seventh, TabPhase::Waiting},
    Move{TabStep::PollHangs, Kind::Poll, firstHost, 0, TabStory::poll, TabPhase::Waiting},
    Move{TabStep::WebSocketOpens, Kind::OpenWebSocket, firstHost, 0, TabStory::webSocket, TabPhase::Open},
    Move{TabStep::SecondHostAnswers, Kind::Poll, secondHost, 0, TabStory::secondPoll, TabPhase::Answered},
    Move{TabStep::SeventhGetsIn, Kind::Close, firstHost, 1, TabStory::seventh, TabPhase::Open},
    Move{TabStep::PollAnswered, Kind::Close, firstHost, 2, TabStory::poll, TabPhase::Answered}};

} // namespace

const TabFacts *tabWithId(const QList<TabFacts> &tabs, int id)
{
    const auto found = std::ranges::find_if(tabs, [id](const TabFacts &facts) { return facts.id == id; });
    return found == tabs.end() ? nullptr : &*found;
}

std::optional<TabCommand> TabStory::next(const QList<TabFacts> &tabs)
{
    if (m_state.phase != TabStoryState::Phase::Playing)
        return std::nullopt;
    if (const QString how = contradiction(tabs); !how.isEmpty()) {
        refute(how);
        return std::nullopt;
    }
    if (m_asked > 0) {
        const Move &last = plan.at(static_cast<std::size_t>(m_asked - 1));
        const TabFacts *shownBy = tabWithId(tabs, last.shownBy);
        if (!shownBy || shownBy->phase != last.effect)
            return std::nullopt;
    }
    if (m_asked == static_cast<int>(plan.size())) {
        m_state.phase = TabStoryState::Phase::Told;
        return std::nullopt;
    }
    const Move *move = &plan.at(static_cast<std::size_t>(m_asked++));
    if (move->step == TabStep::SecondHostAnswers && !m_hasSecondHost)
        move = &plan.at(static_cast<std::size_t>(m_asked++));
    m_state.step = move->step;
    return TabCommand{move->kind, move->host, move->closes, Duration{0}};
}

/// What must not be while the plan is where it is; empty: all is well.
QString TabStory::contradiction(const QList<TabFacts> &tabs) const
{
    for (const TabFacts &facts : tabs)
        if (facts.phase == TabPhase::Failed)
            return Words::tr("%1 failed: %2").arg(tabName(facts), facts.detail);
    const auto letIn = [&tabs](int id) {
        const TabFacts *facts = tabWithId(tabs, id);
        return facts && !facts->isWaiting();
    };
    if (m_state.step < TabStep::SeventhGetsIn && letIn(seventh))
        return Words::tr("the seventh tab did not wait: more than %1 connections to a host were opened")
            .arg(connectionsPerHost);
    if (m_state.step < TabStep::PollAnswered && letIn(poll))
        return Words::tr("the poll did not wait its turn behind the seventh tab");
    for (int id = 1; id <= connectionsPerHost; ++id) {
        const TabFacts *facts = tabWithId(tabs, id);
        const bool toBeClosed = (id == 1 && m_state.step >= TabStep::SeventhGetsIn)
            || (id == 2 && m_state.step >= TabStep::PollAnswered);
        if (facts && facts->isOver() && !toBeClosed)
            return Words::tr("%1 was closed before its turn").arg(tabName(*facts));
    }
    return {};
}

void TabStory::refute(const QString &how)
{
    m_state.phase = TabStoryState::Phase::Refuted;
    m_state.refutation = how;
}

void TabStory::giveUp()
{
    if (m_state.phase == TabStoryState::Phase::Playing)
        refute(Words::tr("nothing happened any more at this step: %1").arg(tabStepTitle(m_state.step)));
}

void TabStory::cancel()
{
    if (m_state.phase == TabStoryState::Phase::Playing)
        m_state.phase = TabStoryState::Phase::Cancelled;
}
