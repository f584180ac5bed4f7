#include "ui/teach/bar_picture.h"

#include "ui/charts/axis_ticks.h"
#include "ui/teach/figure_text.h"
#include "ui/theme/number_text.h"
#include "ui/transport_descriptor.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("BarPicture", text);
}

constexpr int maxTicks = 5;

void paintHatch(ChartPainter &painter, const QRectF &rect)
{
    QPainter &p = painter.painter();
    p.save();
    p.setClipRect(rect);
    p.fillRect(rect, painter.tokens().win);
    p.setPen(QPen(painter.tokens().line, 1.5));
    const double height = rect.height();
    for (double x = rect.left() - height; x < rect.right(); x += painter.theme().px(12))
        p.drawLine(QPointF(x, rect.bottom()), QPointF(x + height, rect.top()));
    p.restore();
    p.setBrush(Qt::NoBrush);
    p.setPen(QPen(painter.tokens().line, 1));
    p.drawRect(rect);
}

}

void BarPicture::paint(ChartPainter &painter) const
{
    const Tokens &t = painter.tokens();
    const double title = m_area.top() + m_theme.px(14) + lineHeight(m_theme, Theme::Text::PaneName) / 2
        + halfCapHeight(m_theme, Theme::Text::PaneName);
    painter.text({m_plot.left(), title}, m_facts.bar.title, {Theme::Text::PaneName, QFont::DemiBold, t.ink});
    // "covered \u00b7 12 s to go": the badge says covered, too.
    const double room = m_plot.width() - m_theme.px(12)
        - chartTextWidth(m_facts.bar.title, m_theme, Theme::Text::PaneName, QFont::DemiBold);
    QString corner = m_facts.corner;
    if (chartTextWidth(corner, m_theme, Theme::Text::Body) > room)
        corner = corner.section(u'\u00b7', -1).trimmed();
    if (chartTextWidth(corner, m_theme, Theme::Text::Body) <= room)
        painter.text({m_plot.right(), title}, corner,
                     {Theme::Text::Body, QFont::Normal, t.dim, Qt::AlignRight});
    paintAxis(painter);
    for (const Row &row : m_rows)
        paintRow(painter, row);
}

void BarPicture::paintAxis(ChartPainter &painter) const
{
    const Tokens &t = painter.tokens();
    const double base = m_plot.bottom() + m_theme.px(6) + lineHeight(m_theme, Theme::Text::Caption) * 0.8;
    const QList<double> ticks = axis_ticks::values(0, m_end, axis_ticks::step(m_end, maxTicks));
    for (const double value : ticks)
        painter.crispLine({mapX(value), m_plot.top(), mapX(value), m_plot.bottom()},
                          value == 0 ? t.edge : t.grid);
    // From the right: the last one that fits names the unit, and none runs into it.
    double limit = m_area.right() - m_theme.px(4);
    QString unit = m_facts.bar.unit;
    for (auto value = ticks.crbegin(); value != ticks.crend(); ++value) {
        const QString text = NumberText{QLocale().toString(*value), unit}.joined().trimmed();
        const double width = chartTextWidth(text, m_theme, Theme::Text::Caption);
        const double left = *value == 0 ? mapX(0) : mapX(*value) - width / 2;
        if (left + width > limit)
            continue;
        painter.text({left, base}, text, {.colour = t.dim});
        limit = left - m_theme.px(8);
        unit.clear();
    }
}

void BarPicture::paintRow(ChartPainter &painter, const Row &row) const
{
    const Tokens &t = painter.tokens();
    const double size = m_theme.markerSize() * 1.5;
    const double middle = row.name.center().y();
    painter.marker(row.kind, {row.name.left() + m_theme.px(8) + size / 2, middle}, size);
    painter.text(
        {row.name.left() + m_theme.px(16) + size, middle + halfCapHeight(m_theme, Theme::Text::PaneName)},
        descriptorOf(row.kind).name, {Theme::Text::PaneName, QFont::DemiBold, t.ink});
    const bool said = m_facts.guess || m_facts.cover == Cover::Covered;
    if (!row.guess.isEmpty() && said && m_facts.cover != Cover::Empty)
        paintGuess(painter, row.guess);
    if (m_facts.cover == Cover::Covered)
        paintHatch(painter, row.measured.adjusted(0, 2, 0, -2));
    else if (m_facts.cover == Cover::Shown)
        paintMeasured(painter, row);
    else
        painter.line({row.measured.bottomLeft(), row.measured.bottomRight()}, t.grid, 1, Qt::DashLine);
}

void BarPicture::paintGuess(ChartPainter &painter, const QRectF &row) const
{
    const Tokens &t = painter.tokens();
    QPainter &p = painter.painter();
    const double x = mapX(m_facts.guess.value_or(0));
    const QRectF bar
        = QRectF(row.left(), row.top(), x - row.left(), row.height()).adjusted(0.5, 1.5, -0.5, -1.5);
    p.setPen(QPen(t.you, 1.5));
    p.setBrush(t.youBack);
    p.drawRect(bar);
    if (m_facts.cover == Cover::Covered) {
        const QRectF handle(x - m_theme.px(5), row.top() - 2, m_theme.px(10), row.height() + 4);
        p.setBrush(t.you);
        p.drawRoundedRect(handle, 3, 3);
        painter.crispLine({x, handle.center().y() - m_theme.px(4), x, handle.center().y() + m_theme.px(4)},
                          t.youInk, 2);
    }
    const double base = row.center().y() + halfCapHeight(m_theme, Theme::Text::PaneName);
    painter.text({guessTextRange().left, base}, guessText(), {Theme::Text::PaneName, QFont::DemiBold, t.you});
}

double BarPicture::barEnd(const Row &row) const
{
    const double x = mapX(m_facts.figures[indexOf(row.kind)].value.value_or(0));
    return std::max(x, row.measured.left() + m_theme.px(6));
}

void BarPicture::paintMeasured(ChartPainter &painter, const Row &row) const
{
    const LaneFigure &figure = m_facts.figures[indexOf(row.kind)];
    double right = barEnd(row);
    if (figure.value)
        paintBar(painter, row);
    if (figure.value && figure.ci95 && !isOfTooFew(figure))
        right = std::max(right, paintInterval(painter, row));
    if (figure.predicted)
        paintPrediction(painter, row, *figure.predicted);
    paintFigure(painter, row, right + m_theme.px(figureGap));
}

void BarPicture::paintBar(ChartPainter &painter, const Row &row) const
{
    const QColor &colour = painter.tokens().of(row.kind);
    const QRectF bar
        = QRectF(row.measured.topLeft(), QPointF(barEnd(row), row.measured.bottom())).adjusted(0, 1, 0, -1);
    if (!isOfTooFew(m_facts.figures[indexOf(row.kind)])) {
        painter.painter().fillRect(bar, colour);
        return;
    }
    const double half = 0.5 * std::min(m_theme.lineWidth(), bar.width() / 3);
    QPen pen(colour, 2 * half);
    pen.setJoinStyle(Qt::MiterJoin);
    painter.painter().setPen(pen);
    painter.painter().setBrush(Qt::NoBrush);
    painter.painter().drawRect(bar.adjusted(half, half, -half, -half));
}

double BarPicture::paintInterval(ChartPainter &painter, const Row &row) const
{
    const Tokens &t = painter.tokens();
    const LaneFigure &figure = m_facts.figures[indexOf(row.kind)];
    const double value = figure.value.value_or(0);
    const double half = figure.ci95.value_or(0);
    const double low = mapX(std::max(0.0, value - half));
    const double high = mapX(value + half);
    if (high - mapX(value) <= m_theme.px(4))
        return mapX(value);
    const double y = row.measured.center().y();
    const double cap = m_theme.px(5);
    // Over its own bar a line in the bar's colour would vanish.
    for (const auto &[colour, width] : {std::pair{t.surf, 4.0}, std::pair{t.ink, 2.0}}) {
        painter.line({low, y, high, y}, colour, width);
        painter.line({low, y - cap, low, y + cap}, colour, width);
        painter.line({high, y - cap, high, y + cap}, colour, width);
    }
    return high;
}

void BarPicture::paintFigure(ChartPainter &painter, const Row &row, double left) const
{
    const Tokens &t = painter.tokens();
    const LaneFigure &figure = m_facts.figures[indexOf(row.kind)];
    const QString text = figure.tookPart
        ? (figure.value ? measuredFigureText(figure, m_facts.bar.unit) : tr("nothing measured yet"))
        : tr("switched off");
    const int weight = figure.value ? QFont::DemiBold : QFont::Normal;
    const QString note = shownNote(figure);
    const double gap = note.isEmpty() ? 0 : m_theme.px(figureGap);
    const double width = chartTextWidth(text, m_theme, Theme::Text::Sentence, weight);
    const double all = width + gap + chartTextWidth(note, m_theme, Theme::Text::Body);
    const double x = besideTheory(painter, row, {left, left + all});
    const double base = row.measured.center().y() + halfCapHeight(m_theme, Theme::Text::Sentence);
    painter.text({x, base}, text, {Theme::Text::Sentence, weight, figure.value ? t.ink : t.dim});
    painter.text({x + width + gap, base}, note, {Theme::Text::Body, QFont::Normal, t.dim});
}

double BarPicture::besideTheory(ChartPainter &painter, const Row &row, const Range &text) const
{
    const auto &predicted = m_facts.figures[indexOf(row.kind)].predicted;
    const double line = mapX(predicted.value_or(0));
    const double clear = m_theme.px(4);
    if (!predicted || !Range{text.left - clear, text.right + clear}.contains(line))
        return text.left;
    const double beyond = line + 2 * clear;
    if (beyond + text.right - text.left <= m_plot.right())
        return beyond;
    painter.painter().fillRect(
        QRectF(line - clear / 2, row.measured.top(), clear, row.measured.height()).toAlignedRect(),
        painter.tokens().surf);
    return text.left;
}

void BarPicture::paintPrediction(ChartPainter &painter, const Row &row, double predicted) const
{
    const Tokens &t = painter.tokens();
    const double x = mapX(predicted);
    const QString text = tr("theory %1").arg(figureText(predicted, m_facts.bar.unit));
    const double width = chartTextWidth(text, m_theme, Theme::Text::Body);
    const double name = row.name.left() + m_theme.px(28) + m_theme.markerSize() * 1.5
        + chartTextWidth(descriptorOf(row.kind).name, m_theme, Theme::Text::PaneName, QFont::DemiBold);
    const double left = std::clamp(x - width / 2, name, std::max(name, m_plot.right() - width));
    // Through the guess, unless its number stands there.
    const bool crosses = guessTextRange().contains(x);
    const double from = crosses ? row.measured.top() - 2 : row.name.bottom() - m_theme.px(4);
    // A line that stands where the bars begin says nothing that their length does not.
    if (x - m_plot.left() > m_theme.px(24))
        for (const auto &[colour, style] : {std::pair{t.surf, Qt::SolidLine}, std::pair{t.ink, Qt::DashLine}})
            painter.line({x, from, x, row.measured.bottom() + 2}, colour, 2, style);
    painter.text({left, row.name.center().y() + halfCapHeight(m_theme, Theme::Text::Body)}, text,
                 {Theme::Text::Body, QFont::Normal, t.ink});
}
