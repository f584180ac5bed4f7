#include "ui/wire/sequence_geometry.h"

#include "ui/charts/axis_ticks.h"
#include "ui/charts/chart_painter.h"
#include "ui/wire/arrow_words.h"
#include "ui/wire/sequence_bundles.h"
#include "ui/wire/sequence_cursors.h"
#include "ui/wire/sequence_labels.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <iterator>

using namespace Qt::Literals::StringLiterals;

namespace {

/// Bars shorter than this say nothing that the two arrows do not say.
constexpr double leastBar = 2;

double captionWidth(const QString &text, const Theme &theme)
{
    return chartTextWidth(text, theme, Theme::Text::Caption);
}

void layOutAreas(SequenceGeometry &geometry, const Theme &theme)
{
    const QRectF &area = geometry.area;
    const double caption = lineHeight(theme, Theme::Text::Caption);
    const double header = lineHeight(theme, Theme::Text::PaneName) + caption + theme.px(24);
    const double footer = caption + theme.px(22);
    const double plotHeight = std::max(1.0, area.height() - header - footer);
    const double axis = captionWidth(u"A 0,000.000"_s, theme) + theme.px(20);
    const double top = area.top() + header;
    geometry.header = {area.left(), area.top(), area.width(), header};
    geometry.axis = {area.left(), top, axis, plotHeight};
    geometry.plot = {area.left() + axis, top, std::max(1.0, area.width() - axis), plotHeight};
    geometry.footer = {area.left(), top + plotHeight, area.width(), footer};
}

void layOutTicks(SequenceGeometry &geometry, const Theme &theme)
{
    const double apart = std::max(46.0, 2.6 * lineHeight(theme, Theme::Text::Caption));
    const int most = std::max(2, static_cast<int>(geometry.plot.height() / apart));
    const double step = axis_ticks::step(geometry.toS - geometry.fromS, most);
    const int decimals = std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9)));
    for (const double value : axis_ticks::values(geometry.fromS, geometry.toS, step))
        geometry.ticks.append({geometry.yAt(value), arrow_words::moment(value, decimals)});
}

SequenceLane columnOf(TransportKind kind, int index, int count, const QRectF &plot, const Theme &theme)
{
    SequenceLane lane;
    lane.kind = kind;
    const double width = plot.width() / count;
    lane.column = {plot.left() + index * width, plot.top(), width, plot.height()};
    const double left = captionWidth(u"GET 00000"_s, theme) + theme.px(14);
    const double right = captionWidth(u"message 0000"_s, theme) + theme.px(18);
    lane.clientX = std::round(lane.column.left() + std::clamp(left, 0.16 * width, 0.3 * width));
    lane.serverX = std::round(lane.column.right() - std::clamp(right, 0.16 * width, 0.37 * width));
    return lane;
}

/// One bar for each hold that is high enough to be seen.
void addBar(SequenceLane &lane, const Hold &hold, const SequenceRequest &request, const SequenceScale &scale,
            const Theme &theme)
{
    if (hold.source.client != request.selection.client)
        return;
    const TimePoint end = hold.to.value_or(request.trace->at(request.nowS));
    const double top = std::max(scale.top, scale.y(hold.from));
    const double bottom = std::min(scale.bottom, scale.y(end));
    if (bottom - top < leastBar)
        return;
    const double width = theme.isProjector() ? 14 : 8;
    lane.bars.append(
        {{lane.serverX - width / 2, top, width, bottom - top}, hold.request, hold.emptyPoll, !hold.to});
}

void addBars(SequenceLane &lane, const SequenceRequest &request, const SequenceScale &scale,
             const Theme &theme)
{
    const TraceLog &log = request.trace->lane(lane.kind);
    const auto &holds = log.holds();
    // Oldest first by their end.
    const auto first = std::lower_bound(holds.begin(), holds.end(), scale.from,
                                        [](const Hold &hold, TimePoint t) { return hold.to < t; });
    for (auto hold = first; hold != holds.end(); ++hold)
        if (hold->from <= scale.to)
            addBar(lane, *hold, request, scale, theme);
    for (const Hold &hold : log.openHolds())
        addBar(lane, hold, request, scale, theme);
}

void fill(SequenceLane &lane, const SequenceRequest &request, const SequenceGeometry &geometry,
          const Theme &theme)
{
    const TraceLog &log = request.trace->lane(lane.kind);
    lane.kept = static_cast<qint64>(log.records().size());
    lane.dropped = log.dropped();
    const SequenceScale scale{request.trace->at(request.fromS), request.trace->at(request.toS),
                              geometry.plot.top(), geometry.plot.bottom()};
    if (lane.dropped > 0 && lane.kept > 0) {
        const double y = scale.y(log.records().front().wire.firstIn);
        if (y > scale.top && y < scale.bottom)
            lane.keptFromY = y;
    }
    const double chip = chipSize(1, theme).height() + 2;
    const BundleRules rules{2 * theme.lineWidth(), chip + theme.px(6), chip, 2.5 * theme.lineWidth()};
    lane.marks = bundleRecords({log, lane.kind, request.selection, scale, lane.clientX, lane.serverX, rules});
    addBars(lane, request, scale, theme);
    placeLabels(lane, request, geometry, theme);
}

double distance(const QPointF &p, const QPointF &a, const QPointF &b)
{
    const QPointF along = b - a;
    const double length = QPointF::dotProduct(along, along);
    const double share = length <= 0 ? 0 : std::clamp(QPointF::dotProduct(p - a, along) / length, 0.0, 1.0);
    return QLineF(p, a + share * along).length();
}

double distance(const QPointF &p, const SequenceMark &mark)
{
    if (mark.chip.contains(p) || mark.outline.containsPoint(p, Qt::OddEvenFill))
        return 0;
    double nearest = 1e9;
    for (qsizetype i = 0; i < mark.outline.size(); ++i)
        nearest = std::min(nearest,
                           distance(p, mark.outline.at(i), mark.outline.at((i + 1) % mark.outline.size())));
    return nearest;
}

} // namespace

double SequenceGeometry::yAt(double seconds) const
{
    return plot.top() + plot.height() * (seconds - fromS) / (toS - fromS);
}

double SequenceGeometry::secondsAt(double y) const
{
    return fromS + (toS - fromS) * (y - plot.top()) / plot.height();
}

const SequenceLane *SequenceGeometry::laneAt(double x) const
{
    const auto found = std::ranges::find_if(
        lanes, [x](const SequenceLane &lane) { return x >= lane.column.left() && x < lane.column.right(); });
    return found == lanes.end() ? nullptr : &*found;
}

bool touches(const TraceRecord &record, TimePoint from, TimePoint to)
{
    return record.wire.lastOut >= from && record.wire.firstIn <= to;
}

SequenceGeometry layOutSequence(const SequenceRequest &request, const Theme &theme)
{
    SequenceGeometry geometry;
    geometry.area = request.area;
    geometry.fromS = request.fromS;
    geometry.toS = request.toS;
    geometry.hovered = request.hovered;
    geometry.selectedMessage = request.selection.message.value_or(0);
    layOutAreas(geometry, theme);
    layOutTicks(geometry, theme);
    QList<TransportKind> kinds(allTransportKinds.begin(), allTransportKinds.end());
    if (request.large)
        kinds = {*request.large};
    for (qsizetype i = 0; i < kinds.size(); ++i) {
        SequenceLane lane = columnOf(kinds.at(i), static_cast<int>(i), static_cast<int>(kinds.size()),
                                     geometry.plot, theme);
        lane.facts = request.lanes[indexOf(lane.kind)];
        if (request.trace)
            fill(lane, request, geometry, theme);
        geometry.kept += lane.kept;
        geometry.dropped += lane.dropped;
        geometry.lanes.append(lane);
    }
    geometry.empty = !request.trace || std::ranges::all_of(request.trace->lanes, [](const TraceLog &log) {
        return log.records().empty() && log.openHolds().empty();
    });
    placeCursors(geometry, request.selection, theme);
    return geometry;
}

std::optional<SequenceHit> hitTest(const SequenceGeometry &geometry, const QPointF &point, double reach)
{
    const SequenceLane *lane = geometry.laneAt(point.x());
    if (!lane || !geometry.plot.contains(point))
        return std::nullopt;
    std::optional<SequenceHit> best;
    double nearest = reach;
    for (qsizetype i = 0; i < lane->marks.size(); ++i) {
        const double away = distance(point, lane->marks.at(i));
        // Of equal ones the later: it is painted on top.
        if (away <= nearest) {
            nearest = away;
            best = SequenceHit{lane->kind, static_cast<int>(i)};
        }
    }
    return best;
}
