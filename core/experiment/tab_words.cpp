#include "core/experiment/tab_words.h"

#include "core/experiment/tab_command.h"
#include "core/experiment/tab_story.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <utility>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Tabs)
};

QString capitalised(const QString &text)
{
    return text.left(1).toUpper() + text.mid(1);
}

/// "tab 7", "tab 7 and poll 8", "tab 7, tab 8 and poll 9", "tab 7 and 5 more".
QString namesOf(const QList<TabFacts> &tabs)
{
    QStringList names;
    for (const TabFacts &facts : tabs)
        names += tabName(facts);
    if (names.size() > 3)
        return Words::tr("%1 and %2 more").arg(names.first()).arg(names.size() - 1);
    if (names.size() < 2)
        return names.join(QString());
    const QString last = names.takeLast();
    return Words::tr("%1 and %2").arg(names.join(u", "_s), last);
}

/// "1 event", "12 events".
QString eventsText(int events)
{
    return events == 1 ? Words::tr("1 event") : Words::tr("%1 events").arg(events);
}

/// Whose end let `waited` in: the last one at its host before it; nullptr if it had not to wait for one.
const TabFacts *whoMadeRoom(const TabsSnapshot &tabs, const TabFacts &waited)
{
    const TabFacts *last = nullptr;
    for (const TabFacts &other : tabs.tabs)
        if (other.sentAt && other.endedAt && other.host == waited.host && *other.endedAt >= waited.askedAt
            && *other.endedAt <= *waited.sentAt && (!last || *other.endedAt > *last->endedAt))
            last = &other;
    return last;
}

/// The request that was let in last because another one ended, and that one.
std::pair<const TabFacts *, const TabFacts *> lastLetIn(const TabsSnapshot &tabs)
{
    std::pair<const TabFacts *, const TabFacts *> found{nullptr, nullptr};
    for (const TabFacts &facts : tabs.tabs)
        if (facts.sentAt && (!found.first || *facts.sentAt > *found.first->sentAt))
            if (const TabFacts *other = whoMadeRoom(tabs, facts))
                found = {&facts, other};
    return found;
}

QString closedWords(const TabFacts &facts)
{
    if (!facts.detail.isEmpty())
        return Words::tr("closed: %1").arg(facts.detail);
    if (facts.kind != TabKind::WebSocket && !facts.sentAt)
        return Words::tr("withdrawn after waiting %1").arg(shortTime(facts.waited(*facts.endedAt)));
    return Words::tr("closed after %1").arg(eventsText(facts.events));
}

QString measuredWait(const TabFacts *facts, TimePoint now)
{
    if (!facts)
        return {};
    const QString time = shortTime(facts->waited(now));
    return facts->isWaiting() ? Words::tr("has waited %1").arg(time) : Words::tr("waited %1").arg(time);
}

QString measuredAnswer(const TabFacts *facts, const QString &words)
{
    return facts && facts->answeredAt ? words.arg(shortTime(*facts->answeredAt - facts->askedAt)) : QString();
}

QString measuredLettingIn(const TabFacts *closed, const TabFacts *letIn, const QString &words)
{
    return closed && letIn && closed->endedAt && letIn->sentAt
        ? words.arg(shortTime(*letIn->sentAt - *closed->endedAt))
        : QString();
}

QString measuredSix(const TabsSnapshot &tabs)
{
    Duration slowest{0};
    int open = 0;
    for (int id = 1; id <= connectionsPerHost; ++id)
        if (const TabFacts *facts = tabWithId(tabs.tabs, id); facts && facts->answeredAt) {
            slowest = std::max(slowest, *facts->answeredAt - facts->askedAt);
            ++open;
        }
    return open == 0 ? QString() : Words::tr("%1 open, each within %2").arg(open).arg(shortTime(slowest));
}

} // namespace

QString tabName(const TabFacts &facts)
{
    switch (facts.kind) {
    case TabKind::Stream:
        return Words::tr("tab %1").arg(facts.id);
    case TabKind::Poll:
        return Words::tr("poll %1").arg(facts.id);
    case TabKind::WebSocket:
        return Words::tr("WebSocket %1").arg(facts.id);
    }
    return {};
}

QString shortTime(Duration time)
{
    const double ms = toMilliseconds(time);
    const QLocale locale;
    if (ms >= 1000)
        return Words::tr("%1 s").arg(locale.toString(ms / 1000, 'f', 1));
    return Words::tr("%1 ms").arg(locale.toString(ms, 'f', ms < 10 ? 1 : 0));
}

QString tabStateWords(const TabFacts &facts, TimePoint now)
{
    switch (facts.phase) {
    case TabPhase::Waiting:
        return Words::tr("waiting for a free connection, %1").arg(shortTime(facts.waited(now)));
    case TabPhase::Asked:
        return facts.kind == TabKind::WebSocket ? Words::tr("opening") : Words::tr("asked, not answered yet");
    case TabPhase::Open:
        return Words::tr("open, %1").arg(eventsText(facts.events));
    case TabPhase::Answered:
        return Words::tr("answered after %1").arg(shortTime(*facts.answeredAt - facts.askedAt));
    case TabPhase::Closed:
        return closedWords(facts);
    case TabPhase::Failed:
        return Words::tr("failed: %1").arg(facts.detail);
    }
    return {};
}

QString tabsSentence(const TabsSnapshot &tabs)
{
    if (!tabs.serving && tabs.tabs.isEmpty())
        return Words::tr("Nothing is running: tabs need a server to ask.");
    if (!tabs.serving)
        return Words::tr("Stopped: this was the last moment, nothing is connected any more.");
    if (tabs.story.phase == TabStoryState::Phase::Refuted)
        return Words::tr("Not as told: %1.").arg(tabs.story.refutation);
    QList<TabFacts> waiting;
    for (const TabFacts &facts : tabs.tabs)
        if (facts.isWaiting() && (waiting.isEmpty() || facts.host == waiting.first().host))
            waiting += facts;
    if (!waiting.isEmpty()) {
        const QString names = capitalised(namesOf(waiting));
        const QString why = Words::tr("all %1 connections to %2 are taken")
                                .arg(connectionsPerHost)
                                .arg(waiting.first().host);
        return waiting.size() == 1 ? Words::tr("%1 waits for a free connection: %2.").arg(names, why)
                                   : Words::tr("%1 wait for a free connection: %2.").arg(names, why);
    }
    if (const auto [letIn, madeRoom] = lastLetIn(tabs); letIn)
        return Words::tr("%1 made room: %2 got its connection after waiting %3.")
            .arg(capitalised(tabName(*madeRoom)), tabName(*letIn), shortTime(letIn->waited(tabs.now)));
    const int used = connectionsInUse(tabs, firstHost);
    if (used == 0 && connectionsInUse(tabs, secondHost) == 0)
        return Words::tr("No connection of the pool is in use.");
    if (used >= connectionsPerHost)
        return Words::tr("All %1 connections to %2 are taken: the next request to it will wait.")
            .arg(connectionsPerHost)
            .arg(firstHost);
    return Words::tr("%1 of %2 connections to %3 are in use.")
        .arg(used)
        .arg(connectionsPerHost)
        .arg(firstHost);
}

QString tabStepTitle(TabStep step)
{
    switch (step) {
    case TabStep::SixTabs:
        return Words::tr("Six tabs open, one after the other");
    case TabStep::SeventhWaits:
        return Words::tr("The seventh tab waits");
    case TabStep::PollHangs:
        return Words::tr("An ordinary poll hangs behind it");
    case TabStep::WebSocketOpens:
        return Words::tr("A WebSocket is not of the pool");
    case TabStep::SecondHostAnswers:
        return Words::tr("The same poll to a second host");
    case TabStep::SeventhGetsIn:
        return Words::tr("Tab 1 closes, the seventh gets in");
    case TabStep::PollAnswered:
        return Words::tr("Tab 2 closes, the poll gets its turn");
    }
    return {};
}

bool isStepDone(TabStep step, const TabStoryState &story)
{
    using Phase = TabStoryState::Phase;
    return story.phase == Phase::Told || (story.phase != Phase::Untold && step < story.step);
}

QString tabStepMeasured(TabStep step, const TabsSnapshot &tabs)
{
    if (tabs.story.phase == TabStoryState::Phase::Untold)
        return {};
    const auto tab = [&tabs](int id) { return tabWithId(tabs.tabs, id); };
    switch (step) {
    case TabStep::SixTabs:
        return measuredSix(tabs);
    case TabStep::SeventhWaits:
        return measuredWait(tab(TabStory::seventh), tabs.now);
    case TabStep::PollHangs:
        return measuredWait(tab(TabStory::poll), tabs.now);
    case TabStep::WebSocketOpens:
        return measuredAnswer(tab(TabStory::webSocket), Words::tr("open after %1"));
    case TabStep::SecondHostAnswers:
        return tabs.secondHostProblem.isEmpty()
            ? measuredAnswer(tab(TabStory::secondPoll), Words::tr("answered after %1"))
            : Words::tr("left out: there is no second host");
    case TabStep::SeventhGetsIn:
        return measuredLettingIn(tab(1), tab(TabStory::seventh), Words::tr("let in %1 later"));
    case TabStep::PollAnswered:
        return measuredLettingIn(tab(2), tab(TabStory::poll), Words::tr("let in %1 later"));
    }
    return {};
}

QStringList tabNotes()
{
    return {
        Words::tr("Six connections a host is what browsers open, and what Qt's QNetworkAccessManager, at "
                  "work here, opens. RFC 9112, section 9.4, sets no number."),
        Words::tr("HTTP/1.1 only: over HTTP/2 all streams of a host share one connection. WebSockets have a "
                  "limit of their own (255 in Chromium, 200 in Firefox).")};
}

int connectionsInUse(const TabsSnapshot &tabs, const QString &host)
{
    return static_cast<int>(std::ranges::count_if(
        tabs.tabs, [&host](const TabFacts &facts) { return facts.host == host && facts.holdsConnection(); }));
}

int mostConnectionsInUse(const TabsSnapshot &tabs, const QString &host)
{
    std::vector<std::pair<TimePoint, int>> changes;
    for (const TabFacts &facts : tabs.tabs)
        if (facts.host == host && facts.sentAt) {
            changes.emplace_back(*facts.sentAt, 1);
            if (facts.endedAt)
                changes.emplace_back(*facts.endedAt, -1);
        }
    // At the same instant the one that ends comes first.
    std::ranges::sort(changes);
    int used = 0;
    int most = 0;
    for (const auto &[at, change] : changes)
        most = std::max(most, used += change);
    return most;
}
