#include "ui/teach/scale_painter.h"

#include "ui/transport_descriptor.h"

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;
using Text = Theme::Text;

namespace {

constexpr double cellPad = 8;
constexpr double leastValue = 56;

/// "697" and "Mbit/s" of "697 Mbit/s": the unit stands behind the last no-break space.
std::pair<QString, QString> parts(const QString &value)
{
    const qsizetype at = value.lastIndexOf(QChar(0x00A0));
    return at < 0 ? std::pair(value, QString()) : std::pair(value.left(at), value.mid(at + 1));
}

double unitGap(const Theme &theme)
{
    return theme.size(Text::Caption) * 0.3;
}

double markerRoom(const Theme &theme)
{
    return theme.markerSize() + theme.px(6);
}

} // namespace

void scale_painter::paintHead(ChartPainter &painter, TransportKind kind, const QRectF &cell)
{
    const Theme &theme = painter.theme();
    const bool narrow = headWidth(kind, theme, false) > cell.width();
    const QString name = narrow ? descriptorOf(kind).shortName : descriptorOf(kind).name;
    const double base = cell.center().y() + halfCapHeight(theme, Text::Body);
    const double width = chartTextWidth(name, theme, Text::Body, QFont::DemiBold);
    painter.text({cell.right(), base}, name,
                 {Text::Body, QFont::DemiBold, painter.tokens().ink, Qt::AlignRight});
    painter.marker(kind,
                   {cell.right() - width - markerRoom(theme) + theme.markerSize() / 2, cell.center().y()},
                   theme.markerSize());
}

void scale_painter::paintValue(ChartPainter &painter, const QString &value, const QRectF &cell)
{
    const Theme &theme = painter.theme();
    const double base = cell.center().y() + halfCapHeight(theme, Text::Body);
    const auto [number, unit] = parts(value.isEmpty() ? u"\u2013"_s : value);
    double right = cell.right();
    if (!unit.isEmpty()) {
        painter.text({right, base}, unit,
                     {Text::Caption, QFont::Normal, painter.tokens().dim, Qt::AlignRight});
        right -= chartTextWidth(unit, theme, Text::Caption) + unitGap(theme);
    }
    painter.text({right, base}, number,
                 {Text::Body, QFont::Normal, value.isEmpty() ? painter.tokens().dim : painter.tokens().ink,
                  Qt::AlignRight});
}

void scale_painter::paintTitle(ChartPainter &painter, const QString &title, const QRectF &cell)
{
    painter.text({cell.left(), cell.center().y() + halfCapHeight(painter.theme(), Text::Body)}, title,
                 {Text::Body, QFont::Normal, painter.tokens().ink});
}

double scale_painter::rowHeight(const Theme &theme)
{
    return std::round(theme.size(Text::Body) * 2.1);
}

double scale_painter::headHeight(const Theme &theme)
{
    return std::round(theme.size(Text::Body) * 2.3);
}

double scale_painter::padding(const Theme &theme)
{
    return theme.px(cellPad);
}

double scale_painter::valueWidth(const QString &value, const Theme &theme)
{
    const auto [number, unit] = parts(value);
    return chartTextWidth(number, theme, Text::Body)
        + (unit.isEmpty() ? 0 : chartTextWidth(unit, theme, Text::Caption) + unitGap(theme));
}

double scale_painter::headWidth(TransportKind kind, const Theme &theme, bool shortName)
{
    const TransportDescriptor &transport = descriptorOf(kind);
    return markerRoom(theme)
        + chartTextWidth(shortName ? transport.shortName : transport.name, theme, Text::Body,
                         QFont::DemiBold);
}

QList<ScaleRow> scale_painter::shownRows(const ScaleSheet &sheet, const Theme &theme)
{
    QList<ScaleRow> rows;
    for (const ScaleRow &row : sheet.rows)
        if (row.essential || !theme.isProjector())
            rows += row;
    return rows;
}

std::array<double, 1 + transportCount> scale_painter::columnWidths(const QList<ScaleRow> &rows,
                                                                   const Theme &theme, double width)
{
    std::array<double, 1 + transportCount> widths{};
    for (const ScaleRow &row : rows)
        widths[0] = std::max(widths[0], chartTextWidth(row.title, theme, Text::Body));
    widths[0] = std::ceil(widths[0] + padding(theme));
    const double share = (width - widths[0]) / static_cast<double>(transportCount);
    for (const TransportKind kind : allTransportKinds) {
        double least = std::max<double>(theme.px(leastValue), headWidth(kind, theme, true));
        for (const ScaleRow &row : rows)
            least = std::max(least, valueWidth(row.of(kind).value, theme));
        widths[1 + indexOf(kind)] = std::floor(std::max(share, least + 2 * padding(theme)));
    }
    return widths;
}
