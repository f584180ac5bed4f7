#include "ui/gauntlet/gauntlet_picture.h"

#include "ui/gauntlet/gauntlet_words.h"
#include "ui/theme/glyph.h"

#include <algorithm>
#include <optional>

using Text = Theme::Text;

namespace {

constexpr qsizetype mostDetails = 3;

std::optional<TransportKind> transportOf(GauntletColumn column)
{
    switch (column) {
    case GauntletColumn::ShortPoll:
        return TransportKind::ShortPoll;
    case GauntletColumn::LongPoll:
        return TransportKind::LongPoll;
    case GauntletColumn::Sse:
        return TransportKind::Sse;
    case GauntletColumn::WebSocket:
        return TransportKind::WebSocket;
    default:
        return std::nullopt;
    }
}

Glyph glyphOf(GauntletVerdict verdict)
{
    return verdict == GauntletVerdict::Works ? Glyph::Check
        : verdict == GauntletVerdict::Late   ? Glyph::Warning
                                             : Glyph::Close;
}

} // namespace

GauntletPicture::GauntletPicture(const GauntletReport &report, const Theme &theme)
    : m_report(report)
    , m_theme(theme)
{
}

double GauntletPicture::headHeight() const
{
    return 2 * lineHeight(m_theme, Text::Body) + m_theme.px(8);
}

double GauntletPicture::rowHeight(qsizetype details) const
{
    return lineHeight(m_theme, Text::Body) + static_cast<double>(details) * lineHeight(m_theme, Text::Caption)
        + m_theme.px(12);
}

double GauntletPicture::titleWidth() const
{
    double width = 0;
    for (const GauntletRow &row : m_report.settings.rows)
        width = std::max(width, chartTextWidth(row.title, m_theme, Text::Body, QFont::DemiBold));
    return width + m_theme.px(8);
}

/// Of a column with its head and its verdicts.
double GauntletPicture::headWidth() const
{
    double width = 0;
    for (const GauntletColumn column : m_report.settings.columns) {
        const double marker = transportOf(column) ? m_theme.markerSize() + m_theme.px(6) : 0;
        for (const QString &line : gauntlet_words::columnHead(column))
            width = std::max(width, marker + chartTextWidth(line, m_theme, Text::Body, QFont::DemiBold));
    }
    return width + m_theme.px(12);
}

double GauntletPicture::detailsWidth() const
{
    double width = 0;
    for (const GauntletResult &result : m_report.cells)
        for (const QString &line : gauntlet_words::details(result))
            width = std::max(width, chartTextWidth(line, m_theme, Text::Caption));
    return width + m_theme.px(12);
}

QSizeF GauntletPicture::minimumSize() const
{
    return {titleWidth() + headWidth() * static_cast<double>(m_report.settings.columns.size()),
            headHeight() + rowHeight(0) * static_cast<double>(m_report.settings.rows.size())};
}

void GauntletPicture::paint(ChartPainter &painter, const QRectF &area) const
{
    const auto &[run, rows, columns, timeout, lateAfter, catchUp] = m_report.settings;
    const double height = std::min((area.height() - headHeight())
                                       / static_cast<double>(std::max<std::size_t>(rows.size(), 1)),
                                   rowHeight(mostDetails + 1));
    const double title = titleWidth();
    const double width
        = (area.width() - title) / static_cast<double>(std::max<std::size_t>(columns.size(), 1));
    qsizetype details = detailsWidth() <= width ? mostDetails : 0;
    while (details > 0 && rowHeight(details) > height)
        --details;
    const auto cellRect = [&](std::size_t row, std::size_t column) {
        return QRectF(area.left() + title + width * static_cast<double>(column),
                      area.top() + headHeight() + height * static_cast<double>(row), width, height);
    };
    for (std::size_t column = 0; column < columns.size(); ++column)
        paintHead(painter, columns[column], {cellRect(0, column).left(), area.top(), width, headHeight()});
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const double top = cellRect(row, 0).top();
        painter.crispLine({area.left(), top, area.right(), top}, painter.tokens().grid);
        painter.text({area.left(), top + m_theme.px(6) + lineHeight(m_theme, Text::Body) * 0.8},
                     rows[row].title, {Text::Body, QFont::DemiBold, painter.tokens().ink});
        for (std::size_t column = 0; column < columns.size(); ++column)
            paintCell(painter, m_report.at(row, column), cellRect(row, column), details);
    }
}

void GauntletPicture::paintHead(ChartPainter &painter, GauntletColumn column, const QRectF &rect) const
{
    double x = rect.left() + m_theme.px(8);
    const double line = lineHeight(m_theme, Text::Body);
    double y = rect.top() + line * 0.8;
    if (const auto kind = transportOf(column)) {
        painter.marker(*kind, {x + m_theme.markerSize() / 2, y - halfCapHeight(m_theme, Text::Body)},
                       m_theme.markerSize());
        x += m_theme.markerSize() + m_theme.px(6);
    }
    for (const QString &text : gauntlet_words::columnHead(column)) {
        painter.text({x, y}, text, {Text::Body, QFont::DemiBold, painter.tokens().ink});
        y += line;
    }
}

void GauntletPicture::paintCell(ChartPainter &painter, const GauntletResult &result, const QRectF &rect,
                                qsizetype details) const
{
    const Tokens &tokens = painter.tokens();
    const bool dead = result.verdict == GauntletVerdict::Dead;
    if (dead)
        painter.painter().fillRect(rect.adjusted(2, 3, -2, -2), tokens.badBack);
    const QColor ink = dead ? tokens.bad : tokens.ink;
    double x = rect.left() + m_theme.px(8);
    double y = rect.top() + m_theme.px(6) + lineHeight(m_theme, Text::Body) * 0.8;
    if (result.verdict) {
        const double side = m_theme.size(Text::Body);
        const double middle = y - halfCapHeight(m_theme, Text::Body);
        paintGlyph(painter.painter(), glyphOf(*result.verdict), {x, middle - side / 2, side, side}, ink);
        x += side + m_theme.px(4);
    }
    painter.text({x, y}, gauntlet_words::verdict(result), {Text::Body, QFont::DemiBold, ink});
    const QStringList lines = gauntlet_words::details(result);
    for (qsizetype i = 0; i < std::min(details, lines.size()); ++i) {
        y += lineHeight(m_theme, Text::Caption);
        painter.text({rect.left() + m_theme.px(8), y}, lines[i], {Text::Caption, QFont::Normal, tokens.dim});
    }
}
