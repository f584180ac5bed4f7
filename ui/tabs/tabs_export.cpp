#include "ui/tabs/tabs_export.h"

#include "core/experiment/tab_command.h"
#include "core/experiment/tab_words.h"
#include "ui/charts/export_frame.h"
#include "ui/tabs/connection_slots.h"
#include "ui/tabs/pool_painter.h"
#include "ui/tabs/steps_painter.h"
#include "ui/tabs/tab_row_painter.h"
#include "ui/tabs/tabs_table.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TabsExport)
};

constexpr double gap = 12;

/// The newest requests that fit, under their time axis.
void paintRequests(ChartPainter &painter, const QRectF &area, const TabsSnapshot &tabs)
{
    const Theme &theme = painter.theme();
    if (tabs.tabs.isEmpty()) {
        painter.text(area.center(), Words::tr("No tab is open."),
                     {Theme::Text::Body, QFont::Normal, painter.tokens().dim, Qt::AlignHCenter});
        return;
    }
    const double pad = theme.px(gap);
    const double head = lineHeight(theme, Theme::Text::Caption) + theme.px(8);
    const double row = tabRowHeight(theme);
    const auto fit = static_cast<qsizetype>((area.height() - head) / row);
    const QList<TabFacts> shown = tabs.tabs.mid(std::max<qsizetype>(0, tabs.tabs.size() - fit));
    const auto widths = tabColumnWidths(theme, area.width());
    const auto range = tabTimeRange(tabs);
    const auto column = [&](std::size_t i, double top, double height) {
        double left = area.left();
        for (std::size_t before = 0; before < i; ++before)
            left += widths.at(before);
        return QRectF(left + pad, top, widths.at(i) - 2 * pad, height);
    };
    paintTabAxis(painter, column(3, area.top(), head), range,
                 area.top() + head + row * static_cast<double>(shown.size()));
    double top = area.top() + head;
    for (const TabFacts &facts : shown) {
        paintTabName(painter, column(0, top, row), facts);
        const QRectF host = column(1, top, row);
        painter.text({host.left(), host.center().y() + halfCapHeight(theme, Theme::Text::Body)}, facts.host,
                     {Theme::Text::Body, QFont::Normal, painter.tokens().dim});
        paintTabState(painter, column(2, top, row), facts, tabs.now);
        paintTabTime(painter, column(3, top, row), facts, range);
        top += row;
    }
}

} // namespace

void paintTabsExport(QPainter &painter, const QSizeF &size, const LabState &state, const Theme &theme)
{
    ChartPainter chart(painter, theme, true);
    painter.setRenderHint(QPainter::Antialiasing);
    QRectF area
        = paintExportFrame(chart, size, state, Words::tr("Six connections a host, and the seventh tab"));
    const double space = theme.px(gap);
    // From below: the notes, whole or not at all.
    const double line = lineHeight(theme, Theme::Text::Caption);
    for (const QString &note : {tabNotes().last(), tabNotes().first()}) {
        chart.text({area.left() + theme.px(8), area.bottom() - line * 0.25},
                   fittedText(note, area.width() - theme.px(16), theme, Theme::Text::Caption),
                   {.colour = theme.tokens.dim});
        area.setBottom(area.bottom() - line);
    }
    area.setBottom(area.bottom() - space / 2);
    const double sentence = lineHeight(theme, Theme::Text::PaneName) + theme.px(4);
    chart.text(
        {area.left() + theme.px(8), area.top() + sentence * 0.6},
        fittedText(tabsSentence(state.tabs), area.width() - theme.px(16), theme, Theme::Text::PaneName),
        {Theme::Text::PaneName, QFont::Normal, theme.tokens.ink});
    area.setTop(area.top() + sentence);

    const QSizeF steps = stepsSize(theme);
    const bool withSteps = area.width() >= steps.width() * 3;
    if (withSteps) {
        paintSteps(chart, {area.right() - steps.width(), area.top(), steps.width(), area.height()},
                   state.tabs);
        area.setRight(area.right() - steps.width() - space);
    }
    const double pool = poolHeight(theme);
    const double half = (area.width() - space) / 2;
    paintPool(chart, {area.left(), area.top(), half, pool}, state.tabs, firstHost);
    paintPool(chart, {area.left() + half + space, area.top(), half, pool}, state.tabs, secondHost);
    paintRequests(chart, area.adjusted(0, pool + space, 0, 0), state.tabs);
}
