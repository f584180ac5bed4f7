#include "ui/wire/sequence_painter.h"

#include "ui/theme/number_text.h"
#include "ui/transport_descriptor.h"
#include "ui/wire/sequence_marks_painter.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("SequenceView", text);
}

void paintGrid(ChartPainter &painter, const SequenceGeometry &geometry)
{
    const QRectF &plot = geometry.plot;
    const Theme &theme = painter.theme();
    for (const SequenceTick &tick : geometry.ticks) {
        painter.crispLine({plot.left(), tick.y, plot.right(), tick.y}, painter.tokens().grid);
        const double half = halfCapHeight(theme, Theme::Text::Caption);
        const double y = std::clamp(tick.y, plot.top() + 2 * half, plot.bottom() - 2 * half);
        painter.text({geometry.axis.right() - theme.px(12), y + half}, tick.text,
                     {.colour = painter.tokens().dim, .align = Qt::AlignRight});
    }
    for (qsizetype i = 1; i < geometry.lanes.size(); ++i) {
        const double x = geometry.lanes.at(i).column.left();
        painter.crispLine({x, geometry.area.top(), x, plot.bottom()}, painter.tokens().line);
    }
    for (const double y : {plot.top(), plot.bottom()})
        painter.crispLine({geometry.area.left(), y, geometry.area.right(), y}, painter.tokens().line);
}

/// "141 in 590 ms"; "switched off".
QList<TextRun> laneState(const SequenceLane &lane, quint64 message, bool brief)
{
    if (!lane.facts.enabled)
        return {{tr("switched off"), false, true}};
    if (message == 0 || !lane.facts.latencyMs)
        return {};
    const TextRun latency{latencyText(lane.facts.latencyMs).joined(), true, false};
    if (brief)
        return {latency};
    return {{tr("%1 in ").arg(message), false, true}, latency};
}

void paintLaneHeader(ChartPainter &painter, const SequenceLane &lane, const SequenceGeometry &geometry)
{
    const Theme &theme = painter.theme();
    const TransportDescriptor &descriptor = descriptorOf(lane.kind);
    const bool on = lane.facts.enabled;
    const QRectF &header = geometry.header;
    const double base = header.top() + theme.px(10) + lineHeight(theme, Theme::Text::PaneName) * 0.75;
    const double size = theme.markerSize() * 1.4;
    const double left = lane.column.left() + theme.px(12);
    const double middle = base - halfCapHeight(theme, Theme::Text::PaneName);
    if (on)
        painter.marker(lane.kind, {left + size / 2, middle}, size);
    else
        paintMarker(painter.painter(), descriptor.marker, {left + size / 2, middle}, size,
                    painter.tokens().dim, true);
    const double nameAt = left + size + theme.px(8);
    const double right = lane.column.right() - theme.px(12);
    const auto widthOf = [&](const QString &name) {
        return chartTextWidth(name, theme, Theme::Text::PaneName, QFont::DemiBold);
    };
    const quint64 message = geometry.selectedMessage;
    const auto tryWith = [&](const QString &name, const QList<TextRun> &state) {
        const double stateWidth = runsWidth(state, theme, Theme::Text::Body);
        if (nameAt + widthOf(name) + (state.isEmpty() ? 0 : theme.px(8)) + stateWidth > right)
            return false;
        painter.text(
            {nameAt, base}, name,
            {Theme::Text::PaneName, QFont::DemiBold, on ? painter.tokens().ink : painter.tokens().dim});
        painter.runs({right - stateWidth, base}, state, Theme::Text::Body);
        return true;
    };
    // The name says which lane it is: the latency goes first.
    if (!tryWith(descriptor.name, laneState(lane, message, false))
        && !tryWith(descriptor.name, laneState(lane, message, true))
        && !tryWith(descriptor.shortName, laneState(lane, message, true)))
        tryWith(descriptor.shortName, {});

    const double captions = header.bottom() - theme.px(12);
    const auto caption = [&](const QString &text, double x) {
        painter.text({x, captions}, text, {.colour = painter.tokens().dim, .align = Qt::AlignHCenter});
    };
    caption(tr("client"), lane.clientX);
    caption(tr("server"), lane.serverX);
}

void paintFooter(ChartPainter &painter, const SequenceGeometry &geometry)
{
    const Theme &theme = painter.theme();
    const double base = geometry.footer.center().y() + halfCapHeight(theme, Theme::Text::Caption);
    const QList<TextRun> kept{
        {tr("records kept %1, dropped ").arg(QLocale().toString(geometry.kept)), false, true},
        {QLocale().toString(geometry.dropped), true, false}};
    const double right
        = geometry.footer.right() - theme.px(16) - runsWidth(kept, theme, Theme::Text::Caption);
    painter.runs({right, base}, kept, Theme::Text::Caption);
    double x = geometry.footer.left() + theme.px(16);
    if (!geometry.hovered.isEmpty()) {
        const QFontMetricsF metrics(theme.font(Theme::Text::Caption));
        painter.text({x, base},
                     metrics.elidedText(geometry.hovered, Qt::ElideRight, right - x - theme.px(16)), {});
        return;
    }
    for (const QString &text :
         {tr("slant: time in the link"), tr("bar: request held by the server"),
          tr("grey: carried no message"), tr("\u00d720: records too close to draw apart")}) {
        const double width = chartTextWidth(text, theme, Theme::Text::Caption);
        if (x + width + theme.px(16) > right)
            break;
        painter.text({x, base}, text, {.colour = painter.tokens().dim});
        x += width + theme.px(20);
    }
}

void paintChip(ChartPainter &painter, const SequenceCursor &cursor, bool filled)
{
    const Theme &theme = painter.theme();
    QPainterPath path;
    path.addRoundedRect(cursor.chip.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.painter().setPen(QPen(painter.tokens().you, 1));
    painter.painter().setBrush(filled ? painter.tokens().you : painter.tokens().surf);
    painter.painter().drawPath(path);
    painter.text(
        {cursor.chip.left() + theme.px(6),
         cursor.chip.center().y() + halfCapHeight(theme, Theme::Text::Caption)},
        cursor.text,
        {.weight = QFont::DemiBold, .colour = filled ? painter.tokens().youInk : painter.tokens().you});
}

/// The lines go beneath what crossed the wire, their chips on top.
void paintCursorLines(ChartPainter &painter, const SequenceGeometry &geometry)
{
    const Tokens &tokens = painter.tokens();
    const QRectF &plot = geometry.plot;
    const double width = painter.theme().lineWidth() / 2;
    if (const auto &cross = geometry.crosshair)
        painter.crispLine({plot.left(), cross->y, plot.right(), cross->y}, tokens.you, width,
                          geometry.crosshairLocked ? Qt::SolidLine : Qt::DotLine);
    for (const auto &cursor : {geometry.cursorA, geometry.cursorB})
        if (cursor)
            painter.crispLine({plot.left(), cursor->y, plot.right(), cursor->y}, tokens.you, 1.4 * width,
                              Qt::DashLine);
}

void paintCursorChips(ChartPainter &painter, const SequenceGeometry &geometry)
{
    const Tokens &tokens = painter.tokens();
    if (geometry.crosshair)
        paintChip(painter, *geometry.crosshair, false);
    if (!geometry.betweenCursors.isEmpty()) {
        painter.crispLine(geometry.between, tokens.you, painter.theme().lineWidth() / 2);
        painter.painter().fillRect(geometry.betweenBox, tokens.surf);
        painter.text(
            {geometry.betweenBox.center().x(),
             geometry.betweenBox.center().y() + halfCapHeight(painter.theme(), Theme::Text::Caption)},
            geometry.betweenCursors,
            {.weight = QFont::DemiBold, .colour = tokens.you, .align = Qt::AlignHCenter});
    }
    for (const auto &cursor : {geometry.cursorA, geometry.cursorB})
        if (cursor)
            paintChip(painter, *cursor, true);
}

/// So that no line of the grid or of a cursor runs through words.
void paintLabelGrounds(ChartPainter &painter, const SequenceGeometry &geometry)
{
    const double margin = painter.theme().px(2);
    for (const SequenceLane &lane : geometry.lanes)
        for (const SequenceLabel &label : lane.labels)
            painter.painter().fillRect(label.box.adjusted(-margin, 0, margin, 0), painter.tokens().surf);
}

void paintNothing(ChartPainter &painter, const SequenceGeometry &geometry)
{
    const bool something = std::ranges::any_of(geometry.lanes, [](const SequenceLane &lane) {
        return !lane.marks.isEmpty() || !lane.bars.isEmpty();
    });
    if (something)
        return;
    const QStringList lines = geometry.empty
        ? QStringList{tr("Nothing has crossed the wire yet."),
                      tr("Start the run (F5): each request, event and frame appears here as it crosses.")}
        : QStringList{tr("Nothing crossed the wire in this time."), tr("End follows the run again.")};
    const double line = lineHeight(painter.theme(), Theme::Text::Body);
    double y = geometry.plot.center().y() - line;
    for (const QString &text : lines) {
        const double width = chartTextWidth(text, painter.theme(), Theme::Text::Body);
        const double x = geometry.plot.center().x();
        painter.painter().fillRect(QRectF(x - width / 2 - 8, y - line, width + 16, line * 1.4),
                                   painter.tokens().surf);
        painter.text({x, y}, text,
                     {Theme::Text::Body, QFont::Normal, painter.tokens().dim, Qt::AlignHCenter});
        y += line * 1.3;
    }
}

} // namespace

void paintSequence(ChartPainter &painter, const SequenceGeometry &geometry)
{
    painter.painter().fillRect(geometry.area, painter.tokens().surf);
    painter.painter().setRenderHint(QPainter::Antialiasing);
    paintGrid(painter, geometry);
    paintCursorLines(painter, geometry);
    paintLabelGrounds(painter, geometry);
    for (const SequenceLane &lane : geometry.lanes) {
        paintLaneHeader(painter, lane, geometry);
        paintSequenceLane(painter, lane, geometry.plot);
    }
    painter.text(
        {geometry.axis.right() - painter.theme().px(12), geometry.header.bottom() - painter.theme().px(12)},
        tr("time, s"), {.colour = painter.tokens().dim, .align = Qt::AlignRight});
    paintCursorChips(painter, geometry);
    paintNothing(painter, geometry);
    paintFooter(painter, geometry);
}
