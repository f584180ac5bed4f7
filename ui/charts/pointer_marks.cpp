#include "ui/charts/pointer_marks.h"

#include "ui/theme/number_text.h"

#include <algorithm>
#include <cmath>
#include <ranges>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double ringShare = 1.7; ///< of a marker's size

/// From the top of the first plot area to the bottom of the last.
QRectF wholePlot(const ChartPicture &picture)
{
    QRectF all;
    for (const PlotRow &row : picture.rows())
        all |= row.frame.area;
    return all;
}

const PlotFrame *timeFrame(const ChartPicture &picture)
{
    return picture.hasTimeAxis() && !picture.rows().isEmpty() ? &picture.rows().first().frame : nullptr;
}

/// White on `you`, its top at the top of `plot`; returns the chip.
QRectF paintChip(ChartPainter &painter, const QRectF &plot, double x, const QString &text)
{
    const Theme &theme = painter.theme();
    const double pad = theme.px(5);
    const double width = chartTextWidth(text, theme, Theme::Text::Caption, QFont::DemiBold) + 2 * pad;
    const double height = lineHeight(theme, Theme::Text::Caption) + theme.px(2);
    const QRectF chip(std::clamp(x - width / 2, plot.left(), std::max(plot.left(), plot.right() - width)),
                      plot.top(), width, height);
    painter.painter().setPen(Qt::NoPen);
    painter.painter().setBrush(theme.tokens.you);
    painter.painter().drawRoundedRect(chip, theme.px(3), theme.px(3));
    painter.text({chip.left() + pad, chip.center().y() + halfCapHeight(theme, Theme::Text::Caption)}, text,
                 {Theme::Text::Caption, QFont::DemiBold, theme.tokens.surf, Qt::AlignLeft});
    return chip;
}

void paintLineAt(ChartPainter &painter, const QRectF &plot, double x, Qt::PenStyle style)
{
    painter.crispLine({x, plot.top(), x, plot.bottom()}, painter.tokens().you,
                      painter.theme().isProjector() ? 4 : 1, style);
}

void paintBetween(ChartPainter &painter, const QRectF &plot, const std::array<double, 2> &x, double seconds)
{
    const Theme &theme = painter.theme();
    const QString text = latencyText(seconds * 1000).joined();
    const double y = plot.top() + lineHeight(theme, Theme::Text::Caption) * 1.9;
    const double left = std::max(plot.left(), std::min(x[0], x[1]));
    const double right = std::min(plot.right(), std::max(x[0], x[1]));
    painter.line({left, y, right, y}, theme.tokens.you, theme.isProjector() ? 4 : 1.5);
    const double width = chartTextWidth(text, theme, Theme::Text::Caption, QFont::DemiBold) + theme.px(8);
    const QRectF box(
        std::clamp((left + right - width) / 2, plot.left(), std::max(plot.left(), plot.right() - width)),
        y - lineHeight(theme, Theme::Text::Caption) / 2, width, lineHeight(theme, Theme::Text::Caption));
    painter.painter().fillRect(box, theme.tokens.surf);
    painter.text({box.left() + theme.px(4), y + halfCapHeight(theme, Theme::Text::Caption)}, text,
                 {Theme::Text::Caption, QFont::DemiBold, theme.tokens.you, Qt::AlignLeft});
}

QString secondsText(double seconds)
{
    return QLocale().toString(seconds, 'f', 3);
}

void paintRings(ChartPainter &painter, const ChartPicture &picture, const PointerMarks &marks)
{
    const Theme &theme = painter.theme();
    const double radius = theme.markerSize() * ringShare / 2;
    for (const TransportKind kind : allTransportKinds) {
        const auto &point = marks.points[indexOf(kind)];
        const auto at = point ? picture.pointOf(kind, *point) : std::nullopt;
        if (!at)
            continue;
        painter.painter().setBrush(Qt::NoBrush);
        painter.painter().setPen(QPen(theme.tokens.you, theme.isProjector() ? 4 : 2));
        painter.painter().drawEllipse(*at, radius, radius);
    }
}

} // namespace

PointerMarks pointerMarks(const LabState &state, const PointerMarks &before)
{
    PointerMarks marks{.selection = state.selection, .points = {}};
    const auto message = state.selection.message;
    if (!message)
        return marks;
    const bool same
        = before.selection.message == message && before.selection.client == state.selection.client;
    for (std::size_t i = 0; i < transportCount; ++i) {
        if (same && before.points[i]) {
            marks.points[i] = before.points[i];
            continue;
        }
        const auto &lane = state.deliveries[i];
        const auto newestFirst = std::views::reverse(lane);
        const auto found = std::ranges::find_if(newestFirst, [&](const DeliveryPoint &point) {
            return point.id == *message && point.client == state.selection.client;
        });
        if (found != newestFirst.end())
            marks.points[i] = *found;
    }
    return marks;
}

void paintPointerMarks(ChartPainter &painter, const ChartPicture &picture, const PointerMarks &marks)
{
    const PlotFrame *frame = timeFrame(picture);
    if (!frame)
        return;
    paintRings(painter, picture, marks);
    const QRectF plot = wholePlot(picture);
    const auto place = [&](std::optional<double> seconds) -> std::optional<double> {
        if (!seconds)
            return std::nullopt;
        const double x = frame->mapX(*seconds);
        return x >= plot.left() && x <= plot.right() ? std::optional(x) : std::nullopt;
    };
    const Selection &s = marks.selection;
    if (const auto x = place(s.crosshairS)) {
        paintLineAt(painter, plot, *x, Qt::SolidLine);
        if (s.crosshairLocked)
            paintChip(painter, plot, *x, secondsText(*s.crosshairS));
    }
    for (const auto &[name, seconds] : {std::pair(u"A"_s, s.cursorA), std::pair(u"B"_s, s.cursorB)})
        if (const auto x = place(seconds)) {
            paintLineAt(painter, plot, *x, Qt::DashLine);
            paintChip(painter, plot, *x, u"%1 %2"_s.arg(name, secondsText(*seconds)));
        }
    if (s.cursorA && s.cursorB && (place(s.cursorA) || place(s.cursorB)))
        paintBetween(painter, plot, {frame->mapX(*s.cursorA), frame->mapX(*s.cursorB)},
                     std::abs(*s.cursorB - *s.cursorA));
}

std::optional<Selection> selectionAfterKey(const Selection &selection, int key, double elsewhere)
{
    Selection next = selection;
    const double at = selection.crosshairS.value_or(elsewhere);
    switch (key) {
    case Qt::Key_1:
        next.cursorA = at;
        break;
    case Qt::Key_2:
        next.cursorB = at;
        break;
    case Qt::Key_L:
        next.crosshairLocked = !selection.crosshairLocked;
        next.crosshairS = at;
        break;
    case Qt::Key_Escape:
        next = {};
        next.client = selection.client;
        break;
    default:
        return std::nullopt;
    }
    return next == selection ? std::nullopt : std::optional(next);
}

std::optional<double> secondsAt(const ChartPicture &picture, double x)
{
    const PlotFrame *frame = timeFrame(picture);
    if (!frame || x < frame->area.left() || x > frame->area.right())
        return std::nullopt;
    return frame->x.min + (x - frame->area.left()) / frame->area.width() * (frame->x.max - frame->x.min);
}

double secondsOfPixels(const ChartPicture &picture, double pixels)
{
    const PlotFrame *frame = timeFrame(picture);
    return frame ? pixels / frame->area.width() * (frame->x.max - frame->x.min) : 0;
}
