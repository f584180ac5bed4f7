#include "core/experiment/tab_report.h"

#include "core/experiment/tab_command.h"
#include "core/experiment/tab_story.h"
#include "core/experiment/tab_words.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TabReport)
};

constexpr qsizetype terminalColumns = 100;
constexpr std::array hosts{firstHost, secondHost};

/// To the microsecond: beyond it is noise.
QJsonValue milliseconds(std::optional<Duration> time)
{
    if (!time)
        return QJsonValue::Null;
    return static_cast<double>(std::chrono::round<std::chrono::microseconds>(*time).count()) / 1000;
}

std::optional<Duration> since(TimePoint start, std::optional<TimePoint> at)
{
    return at ? std::optional(*at - start) : std::nullopt;
}

QJsonObject requestJson(const TabFacts &facts, TimePoint start)
{
    const bool pooled = facts.kind != TabKind::WebSocket;
    QJsonObject json{
        {u"id"_s, facts.id},
        {u"kind"_s, machineName(facts.kind)},
        {u"host"_s, facts.host},
        {u"state"_s, machineName(facts.phase)},
        {u"asked_ms"_s, milliseconds(facts.askedAt - start)},
        {u"sent_ms"_s, milliseconds(since(start, facts.sentAt))},
        {u"answered_ms"_s, milliseconds(since(start, facts.answeredAt))},
        {u"ended_ms"_s, milliseconds(since(start, facts.endedAt))},
        {u"waited_ms"_s, milliseconds(pooled ? since(facts.askedAt, facts.sentAt) : std::nullopt)},
        {u"events"_s, facts.events}};
    if (!facts.detail.isEmpty())
        json[u"detail"_s] = facts.detail;
    return json;
}

/// From asking to the answer.
QJsonValue answerTime(const TabsSnapshot &tabs, int id)
{
    const TabFacts *facts = tabWithId(tabs.tabs, id);
    return milliseconds(facts ? since(facts->askedAt, facts->answeredAt) : std::nullopt);
}

QJsonValue waitTime(const TabsSnapshot &tabs, int id)
{
    const TabFacts *facts = tabWithId(tabs.tabs, id);
    return milliseconds(facts ? since(facts->askedAt, facts->sentAt) : std::nullopt);
}

/// From the end of one to the moment at which the other was let in.
QJsonValue handOver(const TabsSnapshot &tabs, int closed, int letIn)
{
    const TabFacts *before = tabWithId(tabs.tabs, closed);
    const TabFacts *after = tabWithId(tabs.tabs, letIn);
    return milliseconds(before && after && before->endedAt ? since(*before->endedAt, after->sentAt)
                                                           : std::nullopt);
}

/// Lines of whole words.
QString wrapped(const QString &text)
{
    QString lines;
    qsizetype column = 0;
    for (const QString &word : text.split(u' ')) {
        const bool fits = column + word.size() < terminalColumns;
        if (column > 0)
            lines += fits ? u' ' : u'\n';
        column = (fits ? column + 1 : 0) + word.size();
        lines += word;
    }
    return lines + u'\n';
}

} // namespace

QString machineName(TabKind kind)
{
    switch (kind) {
    case TabKind::Stream:
        return u"sse"_s;
    case TabKind::Poll:
        return u"poll"_s;
    case TabKind::WebSocket:
        return u"websocket"_s;
    }
    return {};
}

QString machineName(TabPhase phase)
{
    constexpr std::array names{"waiting"_L1, "asked"_L1, "open"_L1, "answered"_L1, "closed"_L1, "failed"_L1};
    return names.at(static_cast<std::size_t>(phase));
}

QString machineName(TabStep step)
{
    constexpr std::array<QLatin1StringView, tabStepCount> names{"six-tabs"_L1,
                                                                "the-seventh-waits"_L1,
                                                                "a-poll-hangs"_L1,
                                                                "a-websocket-opens"_L1,
                                                                "a-second-host-answers"_L1,
                                                                "the-seventh-gets-in"_L1,
                                                                "the-poll-is-answered"_L1};
    return names.at(static_cast<std::size_t>(step));
}

QJsonObject tabReport(const TabsSnapshot &tabs)
{
    const TimePoint start = tabs.tabs.isEmpty() ? tabs.now : tabs.tabs.first().askedAt;
    QJsonArray requests;
    for (const TabFacts &facts : tabs.tabs)
        requests += requestJson(facts, start);
    QJsonArray steps;
    for (int i = 0; i < tabStepCount; ++i) {
        const auto step = static_cast<TabStep>(i);
        steps += QJsonObject{{u"step"_s, machineName(step)}, {u"done"_s, isStepDone(step, tabs.story)}};
    }
    QJsonObject connections;
    for (const QLatin1StringView host : hosts)
        connections[host] = mostConnectionsInUse(tabs, host);
    return {{u"schema"_s, u"pushscope.tabs/1"_s},
            {u"version"_s, QCoreApplication::applicationVersion()},
            {u"told"_s, tabs.story.phase == TabStoryState::Phase::Told},
            {u"refutation"_s,
             tabs.story.refutation.isEmpty() ? QJsonValue::Null : QJsonValue(tabs.story.refutation)},
            {u"http_version"_s, u"1.1"_s},
            {u"most_connections"_s, connections},
            {u"seventh_waited_ms"_s, waitTime(tabs, TabStory::seventh)},
            {u"seventh_let_in_after_close_ms"_s, handOver(tabs, 1, TabStory::seventh)},
            {u"poll_waited_ms"_s, waitTime(tabs, TabStory::poll)},
            {u"poll_let_in_after_close_ms"_s, handOver(tabs, 2, TabStory::poll)},
            {u"websocket_open_ms"_s, answerTime(tabs, TabStory::webSocket)},
            {u"second_host_answer_ms"_s, answerTime(tabs, TabStory::secondPoll)},
            {u"second_host_problem"_s,
             tabs.secondHostProblem.isEmpty() ? QJsonValue::Null : QJsonValue(tabs.secondHostProblem)},
            {u"steps"_s, steps},
            {u"requests"_s, requests},
            {u"notes"_s, QJsonArray::fromStringList(tabNotes())}};
}

QJsonObject figuresOf(const TabsSnapshot &tabs)
{
    const QJsonObject report = tabReport(tabs);
    QJsonObject figures;
    for (auto member = report.begin(); member != report.end(); ++member)
        if (member.key().endsWith("_ms"_L1))
            figures[member.key()] = *member;
    figures[u"most_connections_to_a_host"_s] = mostConnectionsInUse(tabs, firstHost);
    int done = 0;
    for (int i = 0; i < tabStepCount; ++i)
        done += isStepDone(static_cast<TabStep>(i), tabs.story) ? 1 : 0;
    figures[u"steps_done"_s] = done;
    return figures;
}

QString tabTable(const TabsSnapshot &tabs)
{
    const QStringList columns{u"id"_s,      u"kind"_s,        u"host"_s,     u"state"_s,     u"asked_ms"_s,
                              u"sent_ms"_s, u"answered_ms"_s, u"ended_ms"_s, u"waited_ms"_s, u"events"_s};
    const TimePoint start = tabs.tabs.isEmpty() ? tabs.now : tabs.tabs.first().askedAt;
    QString text = columns.join(u',') + u'\n';
    for (const TabFacts &facts : tabs.tabs) {
        const QJsonObject json = requestJson(facts, start);
        QStringList cells;
        for (const QString &column : columns)
            cells += json[column].toVariant().toString();
        text += cells.join(u',') + u'\n';
    }
    return text;
}

QString tabSummary(const TabsSnapshot &tabs)
{
    qsizetype width = 0;
    for (int i = 0; i < tabStepCount; ++i)
        width = std::max(width, tabStepTitle(static_cast<TabStep>(i)).size());
    QString text = Words::tr("The seventh tab: event streams of one browser, HTTP/1.1 only") + u"\n\n"_s;
    for (int i = 0; i < tabStepCount; ++i) {
        const auto step = static_cast<TabStep>(i);
        const QString measured
            = isStepDone(step, tabs.story) ? tabStepMeasured(step, tabs) : Words::tr("not reached");
        text += u"  %1. %2  %3\n"_s.arg(i + 1).arg(tabStepTitle(step).leftJustified(width), measured);
    }
    text += u'\n'
        + Words::tr("Most connections at a time: %1 to %2, %3 to %4")
              .arg(mostConnectionsInUse(tabs, firstHost))
              .arg(firstHost)
              .arg(mostConnectionsInUse(tabs, secondHost))
              .arg(secondHost)
        + u'\n';
    if (!tabs.secondHostProblem.isEmpty())
        text += tabs.secondHostProblem + u'\n';
    if (!tabs.story.refutation.isEmpty())
        text += Words::tr("Not as told: %1").arg(tabs.story.refutation) + u'\n';
    text += u'\n';
    for (const QString &note : tabNotes())
        text += wrapped(note);
    return text;
}
