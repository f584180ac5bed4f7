#include "ui/wire/sequence_bundles.h"

#include "ui/wire/arrow_words.h"
#include "ui/wire/sequence_clip.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace {

constexpr int abnormalClosure = 1006;

/// A record by its two ends on the screen.
struct Slant
{
    const TraceRecord *record = nullptr;
    double sender = 0, receiver = 0;

    [[nodiscard]] double middle() const { return (sender + receiver) / 2; }
};

/// Neighbours that become one mark.
struct Cluster
{
    const TraceRecord *first = nullptr;
    quint64 lowest = 0, highest = 0;
    double senderTop = 0, senderBottom = 0, receiverTop = 0, receiverBottom = 0;
    Slant newest;
    TimePoint from{}, to{};
    int count = 1;
    bool sameKind = true, pale = true, dashed = true, fault = false;

    [[nodiscard]] double middle() const
    {
        return (senderTop + senderBottom + receiverTop + receiverBottom) / 4;
    }
    [[nodiscard]] double height() const
    {
        return std::max(senderBottom - senderTop, receiverBottom - receiverTop);
    }
};

Cluster alone(const Slant &slant)
{
    const TraceRecord &record = *slant.record;
    Cluster cluster;
    cluster.first = &record;
    cluster.lowest = cluster.highest = record.number;
    cluster.senderTop = cluster.senderBottom = slant.sender;
    cluster.receiverTop = cluster.receiverBottom = slant.receiver;
    cluster.newest = slant;
    cluster.from = record.wire.firstIn;
    cluster.to = record.wire.lastOut;
    cluster.pale = arrow_words::isPale(record);
    cluster.dashed = record.kind == TraceKind::Unfinished;
    cluster.fault = record.kind == TraceKind::Closed && record.closeCode == abnormalClosure;
    return cluster;
}

void merge(Cluster &into, const Cluster &next)
{
    into.sameKind = into.sameKind && next.sameKind && into.first->kind == next.first->kind
        && into.first->wire.kind == next.first->wire.kind;
    if (next.lowest < into.lowest)
        into.first = next.first;
    into.lowest = std::min(into.lowest, next.lowest);
    into.highest = std::max(into.highest, next.highest);
    into.senderTop = std::min(into.senderTop, next.senderTop);
    into.senderBottom = std::max(into.senderBottom, next.senderBottom);
    into.receiverTop = std::min(into.receiverTop, next.receiverTop);
    into.receiverBottom = std::max(into.receiverBottom, next.receiverBottom);
    into.newest = next.newest;
    into.from = std::min(into.from, next.from);
    into.to = std::max(into.to, next.to);
    into.count += next.count;
    into.pale = into.pale && next.pale;
    into.dashed = into.dashed && next.dashed;
    into.fault = into.fault || next.fault;
}

/// How slants of one direction become clusters.
class Clustering
{
public:
    Clustering(const BundleRules &rules, const SequenceScale &scale)
        : m_rules(rules)
        , m_cell(std::max(1.0,
                          rules.tallest * static_cast<double>((scale.to - scale.from).count())
                              / (scale.bottom - scale.top)))
    {
    }

    [[nodiscard]] bool joins(const Cluster &cluster, const Slant &next) const
    {
        const Slant &newest = cluster.newest;
        if (std::abs(next.sender - newest.sender) >= m_rules.nearest
            || std::abs(next.receiver - newest.receiver) >= m_rules.nearest)
            return false;
        // A short burst is one mark wherever the grid lies.
        return cluster.height() < m_rules.tallest / 3
            || (cluster.height() < m_rules.tallest * 2 && cell(next) == cell(newest));
    }
    [[nodiscard]] double chipHeight() const { return m_rules.chipHeight; }

private:
    [[nodiscard]] double cell(const Slant &slant) const
    {
        return std::floor(static_cast<double>(slant.record->wire.firstIn.time_since_epoch().count())
                          / m_cell);
    }

    const BundleRules &m_rules;
    double m_cell; ///< nanoseconds
};

/// Bands whose chips would overlap become one, with what lies between.
void mergeUnderChips(std::vector<Cluster> &clusters, std::vector<std::size_t> &bands, double chipHeight)
{
    while (bands.size() > 1
           && clusters[bands.back()].middle() - clusters[bands[bands.size() - 2]].middle() < chipHeight) {
        bands.pop_back();
        const std::size_t into = bands.back();
        for (std::size_t i = into + 1; i < clusters.size(); ++i)
            merge(clusters[into], clusters[i]);
        clusters.resize(into + 1);
    }
}

std::vector<Cluster> cluster(std::vector<Slant> &slants, const Clustering &clustering)
{
    // In the order of completion they nearly are; connections and fragments may be out of turn.
    if (!std::ranges::is_sorted(slants, {}, &Slant::middle))
        std::ranges::stable_sort(slants, {}, &Slant::middle);
    std::vector<Cluster> clusters;
    std::vector<std::size_t> bands;
    for (const Slant &slant : slants) {
        const Cluster one = alone(slant);
        if (clusters.empty() || !clustering.joins(clusters.back(), slant)) {
            clusters.push_back(one);
            continue;
        }
        merge(clusters.back(), one);
        if (bands.empty() || bands.back() != clusters.size() - 1)
            bands.push_back(clusters.size() - 1);
        mergeUnderChips(clusters, bands, clustering.chipHeight());
    }
    return clusters;
}

SequenceMark toMark(const Cluster &cluster, const BundleRequest &request, bool highlighted)
{
    SequenceMark mark;
    const TraceRecord &record = *cluster.first;
    mark.direction = record.wire.direction;
    mark.count = cluster.count;
    mark.first = cluster.lowest;
    mark.last = cluster.highest;
    mark.from = cluster.from;
    mark.to = cluster.to;
    mark.senderY = (cluster.senderTop + cluster.senderBottom) / 2;
    mark.sameKind = cluster.sameKind;
    mark.pale = cluster.pale;
    mark.dashed = cluster.dashed;
    mark.fault = cluster.fault;
    mark.highlighted = highlighted;
    const bool up = mark.direction == Direction::Up;
    const double sender = up ? request.clientX : request.serverX;
    const double receiver = up ? request.serverX : request.clientX;
    const double top = request.scale.top;
    const double bottom = request.scale.bottom;
    mark.tip = {receiver, (cluster.receiverTop + cluster.receiverBottom) / 2};
    mark.head = mark.tip.y() >= top && mark.tip.y() <= bottom;
    if (record.kind == TraceKind::Closed) {
        mark.shape = SequenceMark::Shape::Cross;
        mark.outline = {{sender, std::clamp(mark.senderY, top, bottom)}};
    } else if (mark.count == 1) {
        mark.outline = sequence_clip::line({{sender, mark.senderY}, mark.tip}, top, bottom);
    } else {
        mark.shape = SequenceMark::Shape::Band;
        const double half = std::max(request.rules.thinnest, cluster.height()) / 2;
        const auto widened = [half](double from, double to) {
            const double middle = (from + to) / 2;
            return std::pair(std::min(from, middle - half), std::max(to, middle + half));
        };
        const auto [s0, s1] = widened(cluster.senderTop, cluster.senderBottom);
        const auto [r0, r1] = widened(cluster.receiverTop, cluster.receiverBottom);
        mark.outline = sequence_clip::polygon({{sender, s0}, {receiver, r0}, {receiver, r1}, {sender, s1}},
                                              top, bottom);
    }
    return mark;
}

bool carries(const TraceRecord &record, const BundleRequest &request)
{
    const Selection &selection = request.selection;
    if (selection.record && selection.record->lane == request.lane
        && selection.record->number == record.number)
        return true;
    return selection.message
        && std::ranges::find(record.wire.messages, MessageId{*selection.message})
        != record.wire.messages.end();
}

} // namespace

QList<SequenceMark> bundleRecords(const BundleRequest &request)
{
    // By direction, crosses apart from arrows, what is selected apart from the rest.
    std::array<std::vector<Slant>, 8> groups;
    const auto &records = request.log.records();
    const auto [first, last] = request.log.around(request.scale.from, request.scale.to);
    for (std::size_t i = first; i < last; ++i) {
        const TraceRecord &record = records[i];
        if (record.source.client != request.selection.client
            || !touches(record, request.scale.from, request.scale.to))
            continue;
        const std::size_t group = (record.wire.direction == Direction::Down ? 1U : 0U)
            + (record.kind == TraceKind::Closed ? 2U : 0U) + (carries(record, request) ? 4U : 0U);
        groups[group].push_back(
            {&record, request.scale.y(record.wire.firstIn), request.scale.y(record.wire.lastOut)});
    }
    const Clustering clustering(request.rules, request.scale);
    QList<SequenceMark> marks;
    for (std::size_t group = 0; group < groups.size(); ++group)
        for (const Cluster &one : cluster(groups[group], clustering))
            marks.append(toMark(one, request, group >= groups.size() / 2));
    std::ranges::stable_sort(marks, {},
                             [](const SequenceMark &mark) { return std::pair(mark.highlighted, mark.from); });
    return marks;
}
