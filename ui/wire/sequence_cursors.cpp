#include "ui/wire/sequence_cursors.h"

#include "ui/charts/chart_painter.h"
#include "ui/wire/arrow_words.h"

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

/// Digits so that a pixel more or less shows.
int decimalsFor(const SequenceGeometry &geometry)
{
    const double pixel = (geometry.toS - geometry.fromS) / geometry.plot.height();
    return std::clamp(static_cast<int>(std::ceil(-std::log10(pixel))), 3, 6);
}

/// nullopt: not in the range on show.
std::optional<SequenceCursor> cursorAt(std::optional<double> seconds, const QString &name,
                                       const SequenceGeometry &geometry, const Theme &theme)
{
    if (!seconds || *seconds < geometry.fromS || *seconds > geometry.toS)
        return std::nullopt;
    SequenceCursor cursor;
    cursor.y = geometry.yAt(*seconds);
    cursor.text = name + arrow_words::moment(*seconds, decimalsFor(geometry));
    const double width
        = chartTextWidth(cursor.text, theme, Theme::Text::Caption, QFont::DemiBold) + theme.px(12);
    const double height = lineHeight(theme, Theme::Text::Caption) + theme.px(4);
    cursor.chip = {geometry.axis.right() - theme.px(4) - width, cursor.y - height / 2, width, height};
    return cursor;
}

/// Chips stay within the plot's height, and apart where their lines are near to each other.
void separateChips(SequenceGeometry &geometry)
{
    const auto keepWithin = [&](SequenceCursor &cursor) {
        cursor.chip.moveTop(std::clamp(cursor.chip.top(), geometry.plot.top(),
                                       geometry.plot.bottom() - cursor.chip.height()));
    };
    for (auto *cursor : {&geometry.cursorA, &geometry.cursorB, &geometry.crosshair})
        if (*cursor)
            keepWithin(**cursor);
    if (!geometry.cursorA || !geometry.cursorB || !geometry.cursorA->chip.intersects(geometry.cursorB->chip))
        return;
    SequenceCursor &lower = geometry.cursorA->y > geometry.cursorB->y ? *geometry.cursorA : *geometry.cursorB;
    SequenceCursor &upper = &lower == &*geometry.cursorA ? *geometry.cursorB : *geometry.cursorA;
    lower.chip.moveTop(upper.chip.bottom() + 1);
    keepWithin(lower);
    upper.chip.moveBottom(std::min(upper.chip.bottom(), lower.chip.top() - 1));
}

/// REQUIRES: the chips stand.
void placeBetween(SequenceGeometry &geometry, const Selection &selection, const Theme &theme)
{
    if (!selection.cursorA || !selection.cursorB)
        return;
    const auto clamped = [&](double seconds) {
        return std::clamp(geometry.yAt(seconds), geometry.plot.top(), geometry.plot.bottom());
    };
    const double top = clamped(std::min(*selection.cursorA, *selection.cursorB));
    const double bottom = clamped(std::max(*selection.cursorA, *selection.cursorB));
    geometry.betweenCursors = arrow_words::duration(std::abs(*selection.cursorB - *selection.cursorA));
    const double height = lineHeight(theme, Theme::Text::Caption) + theme.px(4);
    const double width
        = chartTextWidth(geometry.betweenCursors, theme, Theme::Text::Caption, QFont::DemiBold) + theme.px(8);
    const double x = geometry.axis.center().x();
    geometry.between = {x, top, x, bottom};
    QRectF box(x - width / 2, (top + bottom - height) / 2, width, height);
    QRectF chips;
    for (const auto &cursor : {geometry.cursorA, geometry.cursorB})
        if (cursor && cursor->chip.intersects(box))
            chips = geometry.cursorA && geometry.cursorB ? geometry.cursorA->chip | geometry.cursorB->chip
                                                         : cursor->chip;
    // No room between them: below both, else above.
    if (!chips.isEmpty()) {
        box.moveTop(chips.bottom() + 1);
        if (box.bottom() > geometry.plot.bottom())
            box.moveBottom(chips.top() - 1);
    }
    geometry.betweenBox = box;
}

} // namespace

void placeCursors(SequenceGeometry &geometry, const Selection &selection, const Theme &theme)
{
    geometry.cursorA = cursorAt(selection.cursorA, u"A "_s, geometry, theme);
    geometry.cursorB = cursorAt(selection.cursorB, u"B "_s, geometry, theme);
    geometry.crosshair = cursorAt(selection.crosshairS, QString(), geometry, theme);
    geometry.crosshairLocked = selection.crosshairLocked;
    separateChips(geometry);
    placeBetween(geometry, selection, theme);
    const double half = lineHeight(theme, Theme::Text::Caption) / 2;
    for (SequenceTick &tick : geometry.ticks) {
        const QRectF words(geometry.axis.left(), tick.y - half, geometry.axis.width(), 2 * half);
        const auto covers = [&](const std::optional<SequenceCursor> &cursor) {
            return cursor && cursor->chip.intersects(words);
        };
        if (covers(geometry.cursorA) || covers(geometry.cursorB) || covers(geometry.crosshair)
            || geometry.betweenBox.intersects(words))
            tick.text.clear();
    }
}
