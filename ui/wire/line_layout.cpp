#include "ui/wire/line_layout.h"

#include "ui/charts/chart_painter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace {

constexpr double meaningShare = 0.42; ///< of the width without labels

/// Runs cut into lines of `columns` characters; at least one line.
QList<QList<LineRun>> wrapped(const QList<LineRun> &runs, qsizetype columns)
{
    QList<QList<LineRun>> lines(1);
    qsizetype used = 0;
    for (const LineRun &run : runs) {
        for (qsizetype at = 0; at < run.text.size();) {
            if (used == columns) {
                lines.append(QList<LineRun>());
                used = 0;
            }
            const qsizetype size = std::min(run.text.size() - at, columns - used);
            lines.last().append({run.text.mid(at, size), run.part});
            used += size;
            at += size;
        }
    }
    return lines;
}

} // namespace

LineLayout::LineLayout(const QList<ByteLine> &lines, const Theme &theme, double width)
    : m_lines(lines)
    , m_theme(theme)
    , m_lineHeight(std::round(theme.size(Theme::Text::Mono) * 1.65))
    , m_cell(QFontMetricsF(theme.font(Theme::Text::Mono)).horizontalAdvance(u'0'))
{
    double labels = 0;
    bool meanings = false;
    bool texts = false;
    for (const ByteLine &line : lines) {
        labels = std::max(labels, chartTextWidth(line.label, theme, Theme::Text::Caption));
        meanings = meanings || !line.meaning.isEmpty();
        texts = texts || !line.runs.isEmpty();
    }
    m_textX = labels > 0 ? labels + theme.px(16) : 0;
    const double room = width - m_textX;
    m_meaningX = !texts ? m_textX
        : meanings      ? m_textX + std::round(room * (1 - meaningShare))
                        : width + theme.px(16);
    const auto columns
        = static_cast<qsizetype>(std::max(8.0, std::floor((m_meaningX - m_textX - theme.px(16)) / m_cell)));
    for (const ByteLine &line : lines) {
        Row row{m_height, wrapped(line.runs, columns), wrapWords(line.meaning, width - m_meaningX)};
        m_height += m_lineHeight * static_cast<double>(std::max(row.text.size(), row.meaning.size()));
        m_rows.append(std::move(row));
    }
}

QStringList LineLayout::wrapWords(const QString &text, double width) const
{
    QStringList lines;
    QString line;
    const QFontMetricsF metrics(m_theme.font(Theme::Text::Caption));
    const auto fits = [&](const QString &words) { return metrics.horizontalAdvance(words) <= width; };
    for (const QString &word : text.split(u' ')) {
        QString longer = line.isEmpty() ? word : line + u' ' + word;
        if (!fits(longer) && !line.isEmpty() && fits(word)) {
            lines.append(line);
            longer = word;
        }
        while (longer.size() > 1 && !fits(longer)) { // one long word, as JSON is: cut where the line ends
            qsizetype low = 1;
            qsizetype high = longer.size();
            while (high - low > 1) {
                const qsizetype middle = (low + high) / 2;
                (fits(longer.left(middle)) ? low : high) = middle;
            }
            lines.append(longer.left(low));
            longer = longer.mid(low);
        }
        line = longer;
    }
    lines.append(line);
    return lines;
}

void LineLayout::paint(QPainter &painter, const QPointF &origin, const QRectF &visible,
                       TransportKind lane) const
{
    const Tokens &t = m_theme.tokens;
    ChartPainter chart(painter, m_theme, false);
    const double down = m_lineHeight / 2 + halfCapHeight(m_theme, Theme::Text::Mono);
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows[i];
        const double top = origin.y() + row.top;
        const double bottom = i + 1 < m_rows.size() ? origin.y() + m_rows[i + 1].top : origin.y() + m_height;
        if (bottom < visible.top() || top > visible.bottom())
            continue;
        chart.text({origin.x(), top + down}, m_lines[i].label,
                   {Theme::Text::Caption, QFont::Normal, t.dim, Qt::AlignLeft});
        double y = top + down;
        for (const QString &line : row.meaning) {
            chart.text({origin.x() + m_meaningX, y}, line,
                       {Theme::Text::Caption, QFont::Normal, t.ink, Qt::AlignLeft});
            y += m_lineHeight;
        }
        y = top + down;
        for (const QList<LineRun> &line : row.text) {
            double x = origin.x() + m_textX;
            for (const LineRun &run : line) {
                const bool payload = run.part == BytePart::Payload;
                painter.setFont(m_theme.font(Theme::Text::Mono, payload ? QFont::Bold : QFont::Normal));
                painter.setPen(payload ? t.ink : t.dim);
                painter.drawText(QPointF(x, y), run.text);
                const double wide = static_cast<double>(run.text.size()) * m_cell;
                if (payload)
                    painter.fillRect(QRectF(x, y + m_theme.px(4), wide, m_theme.px(2)), t.of(lane));
                x += wide;
            }
            y += m_lineHeight;
        }
    }
}
