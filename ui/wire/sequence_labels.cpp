#include "ui/wire/sequence_labels.h"

#include "ui/charts/chart_painter.h"
#include "ui/wire/arrow_words.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("SequenceView", text);
}

/// Labels of one lane, one after the other.
class LabelPlacing
{
public:
    LabelPlacing(SequenceLane &lane, const QRectF &plot, const Theme &theme)
        : m_lane(lane)
        , m_plot(plot)
        , m_theme(theme)
        , m_plain(theme.font(Theme::Text::Caption))
        , m_strong(theme.font(Theme::Text::Caption, QFont::DemiBold))
        , m_height(lineHeight(theme, Theme::Text::Caption))
    {
    }

    [[nodiscard]] double height() const { return m_height; }
    [[nodiscard]] const QRectF &plot() const { return m_plot; }
    [[nodiscard]] bool isFree(const QRectF &box) const
    {
        return box.top() >= m_plot.top() && box.bottom() <= m_plot.bottom()
            && std::ranges::none_of(m_taken, [&](const QRectF &other) { return other.intersects(box); });
    }
    void take(const QRectF &box) { m_taken.push_back(box); }

    /// The first of `texts` that fits between `left` and `right` at height `y`, set to one of these ends.
    bool place(const QStringList &texts, double left, double right, double y, SequenceLabel look,
               Qt::Alignment end)
    {
        for (const QString &text : texts) {
            const double width = (look.strong ? m_strong : m_plain).horizontalAdvance(text);
            if (width > right - left)
                continue;
            const QRectF box(end == Qt::AlignRight ? right - width : left, y - m_height / 2, width, m_height);
            if (!isFree(box))
                return false;
            look.text = text;
            look.box = box;
            look.baseline = {box.left(), y + halfCapHeight(m_theme, Theme::Text::Caption)};
            take(box);
            m_lane.labels.append(look);
            return true;
        }
        return false;
    }

private:
    SequenceLane &m_lane;
    QRectF m_plot;
    const Theme &m_theme;
    QFontMetricsF m_plain, m_strong;
    double m_height;
    std::vector<QRectF> m_taken;
};

/// Lower comes first.
int rank(const SequenceMark &mark)
{
    if (mark.highlighted)
        return 0;
    if (mark.shape == SequenceMark::Shape::Cross)
        return 1;
    if (mark.shape == SequenceMark::Shape::Band)
        return 2;
    return mark.pale ? 4 : 3;
}

std::vector<qsizetype> byImportance(const QList<SequenceMark> &marks)
{
    std::vector<qsizetype> order(static_cast<std::size_t>(marks.size()));
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, {}, [&](qsizetype i) {
        return std::pair(rank(marks.at(i)), -std::countr_zero(marks.at(i).first));
    });
    return order;
}

/// Where along a band's way its count may stand: in the middle, or side by side where bands of both
/// directions cross each other; elsewhere only if another count is in the way.
std::array<double, 5> chipShares(Direction direction, bool both)
{
    const double first = !both ? 0.5 : direction == Direction::Up ? 0.3 : 0.7;
    return {first, 0.5, 0.3, 0.7, 0.15};
}

/// The first free place along the band, else the nearest one above or below.
QRectF freeChip(const SequenceLane &lane, const SequenceMark &mark, bool both, const QSizeF &size,
                const LabelPlacing &placing)
{
    const QRectF &plot = placing.plot();
    const auto at = [&](double share, double away) {
        const double alongArrow = mark.direction == Direction::Up ? share : 1 - share;
        const double x = lane.clientX + (lane.serverX - lane.clientX) * share;
        const double y = std::clamp(mark.senderY + (mark.tip.y() - mark.senderY) * alongArrow + away,
                                    plot.top() + size.height() / 2, plot.bottom() - size.height() / 2);
        return QRectF(QPointF(x - size.width() / 2, y - size.height() / 2), size);
    };
    const auto shares = chipShares(mark.direction, both);
    for (const double share : shares)
        if (const QRectF chip = at(share, 0); placing.isFree(chip))
            return chip;
    for (double away = size.height() / 2; away < plot.height(); away += size.height() / 2)
        for (const double way : {1.0, -1.0})
            if (const QRectF chip = at(shares.front(), way * away); placing.isFree(chip))
                return chip;
    return at(shares.front(), 0);
}

void placeChips(SequenceLane &lane, LabelPlacing &placing, const Theme &theme)
{
    const auto hasBands = [&](Direction direction) {
        return std::ranges::any_of(lane.marks, [&](const SequenceMark &mark) {
            return mark.shape == SequenceMark::Shape::Band && mark.direction == direction;
        });
    };
    const bool both = hasBands(Direction::Up) && hasBands(Direction::Down);
    for (SequenceMark &mark : lane.marks) {
        if (mark.shape != SequenceMark::Shape::Band || mark.outline.isEmpty())
            continue;
        mark.chip = freeChip(lane, mark, both, chipSize(mark.count, theme), placing);
        placing.take(mark.chip);
    }
}

QStringList textsOf(const SequenceMark &mark, const TraceLog &log)
{
    const TraceRecord *record = log.find(mark.first);
    if (!record)
        return {};
    if (mark.count > 1)
        return {arrow_words::bundle(*record, mark.count, mark.sameKind)};
    return arrow_words::labels(*record);
}

void placeHeld(const SequenceLane &lane, const SequenceBar &bar, const Hold &hold, LabelPlacing &placing,
               const SequenceRequest &request, const QRectF &plot, const Theme &theme)
{
    // Shorter ones lie between the two arrows of their exchange, where words would cover these.
    if (bar.rect.height() < 2.4 * placing.height())
        return;
    const Trace &trace = *request.trace;
    const bool beginSeen = hold.from >= trace.at(request.fromS);
    const QString since = tr("held since %1 s").arg(arrow_words::moment(trace.seconds(hold.from), 2));
    const QString text = hold.to && beginSeen
        ? tr("held %1").arg(arrow_words::duration(toSeconds(*hold.to - hold.from)))
        : since;
    const double y = std::clamp(bar.rect.center().y(), plot.top() + placing.height() / 2,
                                plot.bottom() - placing.height() / 2);
    const double left = lane.clientX + theme.px(6);
    const double right = bar.rect.left() - theme.px(6);
    const QString brief = text == since
        ? tr("since %1 s").arg(arrow_words::moment(trace.seconds(hold.from), 2))
        : arrow_words::duration(toSeconds(*hold.to - hold.from));
    const SequenceLabel look{.dim = true};
    // For how long is what one wants to know: only if it fits nowhere, there is the word alone.
    if (placing.place({text, brief}, left, right, y, look, Qt::AlignRight)
        || placing.place({text, brief}, bar.rect.right() + theme.px(6), lane.column.right() - theme.px(4), y,
                         look, Qt::AlignLeft))
        return;
    placing.place({tr("held")}, left, right, y, look, Qt::AlignRight);
}

} // namespace

QString chipText(int count)
{
    return u"\u00d7"_s + QLocale().toString(count);
}

QSizeF chipSize(int count, const Theme &theme)
{
    const QFontMetricsF metrics(theme.font(Theme::Text::Caption, QFont::DemiBold));
    return {metrics.horizontalAdvance(chipText(count)) + theme.px(10),
            lineHeight(theme, Theme::Text::Caption) + theme.px(2)};
}

void placeLabels(SequenceLane &lane, const SequenceRequest &request, const SequenceGeometry &geometry,
                 const Theme &theme)
{
    const QRectF &plot = geometry.plot;
    const TraceLog &log = request.trace->lane(lane.kind);
    LabelPlacing placing(lane, plot, theme);
    placeChips(lane, placing, theme);
    const double gap = theme.px(8) + theme.lineWidth();
    const double edge = theme.px(4);
    for (const qsizetype i : byImportance(lane.marks)) {
        const SequenceMark &mark = lane.marks.at(i);
        if (mark.senderY < plot.top() || mark.senderY > plot.bottom())
            continue;
        const bool cross = mark.shape == SequenceMark::Shape::Cross;
        const double away = gap + (cross ? theme.markerSize() / 2 : 0);
        const SequenceLabel look{.strong = mark.highlighted, .dim = mark.pale && !mark.highlighted};
        const QStringList texts = textsOf(mark, log);
        if (mark.direction == Direction::Up)
            placing.place(texts, lane.column.left() + edge, lane.clientX - away, mark.senderY, look,
                          Qt::AlignRight);
        else
            placing.place(texts, lane.serverX + away, lane.column.right() - edge, mark.senderY, look,
                          Qt::AlignLeft);
    }
    for (const SequenceBar &bar : lane.bars) {
        if (bar.rect.height() < placing.height())
            continue;
        const auto isIt = [&](const Hold &hold) { return hold.request == bar.request; };
        if (bar.open) {
            for (const Hold &hold : log.openHolds())
                if (isIt(hold))
                    placeHeld(lane, bar, hold, placing, request, plot, theme);
        } else if (const auto hold = std::ranges::find_if(log.holds(), isIt); hold != log.holds().end()) {
            placeHeld(lane, bar, *hold, placing, request, plot, theme);
        }
    }
}
