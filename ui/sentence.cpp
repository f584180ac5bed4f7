#include "ui/sentence.h"

#include "ui/theme/number_text.h"
#include "ui/transport_descriptor.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace {

/// Lanes whose medians lie within this factor are said to be alike.
constexpr double alike = 1.5;
constexpr qint64 enoughForComparison = 10;
/// A lane with less than this part of the messages of the others has just begun anew: it says nothing yet.
constexpr qint64 leastShare = 4;

QString tr(const char *text)
{
    return QCoreApplication::translate("Sentence", text);
}

/// "20 ms", "0.8 s": rounder than in the panes, so that the sentence stays still.
QString roughly(double ms)
{
    if (ms >= 500)
        return NumberText{plainNumber(std::round(ms / 100) / 10), tr("s")}.joined();
    if (ms >= 10)
        return NumberText{plainNumber(std::round(ms)), tr("ms")}.joined();
    return NumberText{plainNumber(std::round(ms * 10) / 10), tr("ms")}.joined();
}

QString times(double factor)
{
    return plainNumber(factor >= 10 ? std::round(factor) : std::round(factor * 10) / 10);
}

std::vector<const LaneSnapshot *> measuredLanes(const RunSnapshot &snapshot)
{
    std::vector<const LaneSnapshot *> lanes;
    qint64 most = 0;
    for (const LaneSnapshot &lane : snapshot.lanes)
        if (lane.enabled)
            most = std::max(most, lane.latency.count);
    for (const LaneSnapshot &lane : snapshot.lanes)
        if (lane.enabled && lane.latency.p50Ms
            && (lane.latency.count >= enoughForComparison || lane.latency.count * leastShare >= most))
            lanes.push_back(&lane);
    std::ranges::sort(lanes,
                      [](const auto *a, const auto *b) { return *a->latency.p50Ms > *b->latency.p50Ms; });
    return lanes;
}

/// "Short polling is 9 times faster than before and costs 9 times as many bytes."
QString changeSentence(const LaneSnapshot &lane)
{
    if (!lane.before || lane.latency.count < enoughForComparison || !lane.before->latency.meanMs
        || lane.before->latency.count < enoughForComparison || !lane.latency.meanMs)
        return {};
    const double faster = *lane.before->latency.meanMs / std::max(0.001, *lane.latency.meanMs);
    if (faster < 2 && faster > 0.5)
        return {};
    const QString name = descriptorOf(lane.kind).name;
    const QString speed = faster >= 1 ? tr("%1 is %2 times faster than before").arg(name, times(faster))
                                      : tr("%1 is %2 times slower than before").arg(name, times(1 / faster));
    const auto before = lane.before->protocolOverheadPerMessage;
    const auto now = lane.protocolOverheadPerMessage;
    if (!before || !now || *before <= 0 || *now <= 0)
        return speed + u'.';
    const double cost = *now / *before;
    if (cost >= alike)
        return tr("%1 and costs %2 times as many bytes.").arg(speed, times(cost));
    if (cost <= 1 / alike)
        return tr("%1 and costs %2 times fewer bytes.").arg(speed, times(1 / cost));
    return tr("%1 at about the same cost.").arg(speed);
}

/// Lanes that are about equally late, slowest group first.
std::vector<std::vector<const LaneSnapshot *>> groupsOf(const std::vector<const LaneSnapshot *> &lanes)
{
    std::vector<std::vector<const LaneSnapshot *>> groups;
    for (const LaneSnapshot *lane : lanes) {
        const double ms = *lane->latency.p50Ms;
        if (groups.empty() || *groups.back().front()->latency.p50Ms > std::max(ms * alike, ms + 1))
            groups.emplace_back();
        groups.back().push_back(lane);
    }
    return groups;
}

QString namesOf(const std::vector<const LaneSnapshot *> &group)
{
    QString names = descriptorOf(group.front()->kind).name;
    for (std::size_t i = 1; i < group.size(); ++i)
        names = (i + 1 == group.size() ? tr("%1 and %2") : tr("%1, %2"))
                    .arg(names, descriptorOf(group[i]->kind).name);
    return names;
}

/// `all`: none of the transports that are on is missing in `lanes`.
QString comparison(const std::vector<const LaneSnapshot *> &lanes, bool all)
{
    const auto groups = groupsOf(lanes);
    const QString slowest = roughly(*groups.front().front()->latency.p50Ms);
    if (groups.size() == 1 && lanes.size() > 1)
        return all ? tr("All arrive after about %1.").arg(slowest)
                   : tr("%1 arrive after about %2.").arg(namesOf(lanes), slowest);
    QString text = (groups.front().size() == 1 ? tr("%1 is %2 behind") : tr("%1 are %2 behind"))
                       .arg(namesOf(groups.front()), slowest);
    for (std::size_t i = 1; i < groups.size(); ++i) {
        const bool rest = i + 1 == groups.size() && groups[i].size() > 1;
        text = tr("%1, %2 %3")
                   .arg(text, rest ? tr("the others") : namesOf(groups[i]),
                        roughly(*groups[i].front()->latency.p50Ms));
    }
    return text + u'.';
}

QString since(double seconds)
{
    seconds = std::max(0.0, seconds);
    return NumberText{
        seconds < 10 ? plainNumber(std::floor(seconds * 10) / 10) : plainNumber(std::floor(seconds)), tr("s")}
        .joined();
}

} // namespace

bool isWaiting(const RunSnapshot &snapshot)
{
    return measuredLanes(snapshot).empty();
}

QString sentenceFor(const RunSnapshot &snapshot, const ExperimentSettings &settings, bool running)
{
    const auto lanes = measuredLanes(snapshot);
    const bool everybody
        = std::cmp_equal(lanes.size(), std::ranges::count_if(snapshot.lanes, &LaneSnapshot::enabled));
    if (std::ranges::none_of(settings.transports, [](bool on) { return on; }))
        return tr("All transports are off. Switch one on.");
    if (!running && lanes.empty())
        return tr("Stopped. Press F5 to start.");
    if (running
        && (snapshot.phase == RunSnapshot::Phase::Starting || snapshot.phase == RunSnapshot::Phase::Idle))
        return tr("Connecting the clients \u2026");
    for (const LaneSnapshot &lane : snapshot.lanes)
        if (lane.enabled && lane.messages.lost > 0)
            return tr("%1 lost %2 messages.")
                .arg(descriptorOf(lane.kind).name, plainNumber(static_cast<double>(lane.messages.lost)));
    if (lanes.empty())
        return settings.messagesPerSecond > 0 || settings.arrivals.kind == Arrivals::Kind::Burst
            ? tr("Waiting for the first message \u2026")
            : tr("No message yet. Publish one (Ctrl+Return) or raise the rate.");
    // What waited out an outage says nothing about a setting.
    const bool broken = std::ranges::any_of(snapshot.marks, &ChangeMark::fault);
    for (const LaneSnapshot *lane : lanes)
        if (const QString change = broken ? QString() : changeSentence(*lane); !change.isEmpty())
            return change;
    return comparison(lanes, everybody);
}

QString stateWords(const LaneSnapshot &lane, double nowS)
{
    switch (lane.phase) {
    case LaneSnapshot::Phase::Off:
        return tr("switched off");
    case LaneSnapshot::Phase::Connecting:
        return tr("connecting \u2026");
    case LaneSnapshot::Phase::Waiting:
        return tr("next poll in %1").arg(since(lane.phaseUntilS - nowS));
    case LaneSnapshot::Phase::Requesting:
        return tr("polling \u2026");
    case LaneSnapshot::Phase::Held:
        return tr("request held for %1").arg(since(nowS - lane.phaseSinceS));
    case LaneSnapshot::Phase::Open:
        return lane.kind == TransportKind::Sse ? tr("stream open for %1").arg(since(nowS - lane.phaseSinceS))
                                               : tr("open for %1").arg(since(nowS - lane.phaseSinceS));
    case LaneSnapshot::Phase::Retrying:
        return tr("lost, next try in %1").arg(since(lane.phaseUntilS - nowS));
    case LaneSnapshot::Phase::Failed:
        // Why is known for a WebSocket: it does what a browser's does.
        if (lane.kind == TransportKind::WebSocket)
            return tr("stays closed");
        return lane.phaseDetail.isEmpty() ? tr("gave up") : lane.phaseDetail;
    }
    return {};
}
