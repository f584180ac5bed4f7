#include "ui/teach/bar_picture.h"

#include "ui/charts/axis_ticks.h"
#include "ui/theme/number_text.h"
#include "ui/transport_descriptor.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("BarPicture", text);
}

constexpr int maxTicks = 5;
/// Of the value: a smaller interval says nothing to somebody who guesses.
constexpr double leastInterval = 0.1;

/// `value` with two significant digits: nobody guesses finer.
double coarse(double value)
{
    if (value <= 0)
        return 0;
    const double step = std::pow(10.0, std::floor(std::log10(value)) - 1);
    return std::round(value / step) * step;
}

NumberText numberText(double value, const QString &unit)
{
    if (unit == "ms"_L1)
        return latencyText(value);
    if (unit == "B"_L1)
        return bytesText(value);
    return {plainNumber(value), unit};
}

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

QString figureText(std::optional<double> value, const QString &unit)
{
    return value ? numberText(*value, unit).joined() : u"\u2013"_s;
}

QString measuredFigureText(const LaneFigure &figure, const QString &unit)
{
    if (!figure.value || !figure.ci95 || *figure.ci95 < leastInterval * std::abs(*figure.value))
        return figureText(figure.value, unit);
    const NumberText value = numberText(*figure.value, unit);
    const bool seconds = unit == "ms"_L1 && value.unit == "s"_L1;
    double half = seconds ? *figure.ci95 / 1000 : *figure.ci95;
    if (!seconds && *figure.value >= 10)
        half = std::round(half);
    return NumberText{tr("%1 \u00B1 %2").arg(value.number, plainNumber(half)), value.unit}.joined();
}

BarPicture::BarPicture(Facts facts, const QRectF &area, const Theme &theme)
    : m_facts(std::move(facts))
    , m_theme(theme)
    , m_area(area)
{
    const double top = lineHeight(theme, Theme::Text::PaneName) + theme.px(20);
    const double axis = lineHeight(theme, Theme::Text::Caption) + theme.px(14);
    m_plot = area.adjusted(theme.px(16), top, -theme.px(16), -axis);
    findScale();
    const auto count = std::ranges::count(m_facts.lanes, true);
    const double height = count > 0 ? m_plot.height() / static_cast<double>(count) : 0;
    const double name = lineHeight(theme, Theme::Text::PaneName) + theme.px(8);
    // Thicker where there is room: bars are read from afar.
    const double least = lineHeight(theme, Theme::Text::PaneName) + theme.px(4);
    const double row = std::clamp(0.26 * height, least, 2.5 * least);
    double y = m_plot.top();
    for (const TransportKind kind : allTransportKinds) {
        if (!m_facts.lanes[indexOf(kind)])
            continue;
        const bool guessed = m_facts.draggable && kind == m_facts.bar.lane;
        Row next{.kind = kind, .name = {m_plot.left(), y, m_plot.width(), name}, .guess = {}, .measured = {}};
        double below = y + name;
        if (guessed) {
            next.guess = {m_plot.left(), below, m_plot.width(), row};
            below += row + theme.px(4);
        }
        next.measured
            = {m_plot.left(), below, m_plot.width(), std::min(row + theme.px(4), y + height - below)};
        m_rows.append(next);
        y += height;
    }
}

// Grows so that what is measured and guessed fits, each number beside its bar.
void BarPicture::findScale()
{
    double most = m_facts.bar.max;
    if (m_facts.guess && m_facts.cover != Cover::Empty)
        most = std::max(most, *m_facts.guess);
    for (const LaneFigure &figure : m_facts.figures) {
        if (m_facts.cover != Cover::Shown || !figure.value)
            continue;
        const double end = *figure.value + figure.ci95.value_or(0);
        const double text = m_theme.px(14)
            + chartTextWidth(measuredFigureText(figure, m_facts.bar.unit), m_theme, Theme::Text::Sentence,
                             QFont::DemiBold);
        const double room = std::max(m_plot.width() - text, 0.2 * m_plot.width());
        most = std::max({most, end * m_plot.width() / room, figure.predicted.value_or(0)});
    }
    m_end = most > m_facts.bar.max ? axis_ticks::roundUp(most) : most;
    m_end = std::max(m_end, 1e-6);
}

double BarPicture::mapX(double value) const
{
    return m_plot.left() + std::clamp(value / m_end, 0.0, 1.0) * m_plot.width();
}

double BarPicture::valueAt(double x) const
{
    return coarse(std::clamp((x - m_plot.left()) / m_plot.width(), 0.0, 1.0) * m_end);
}

QRectF BarPicture::guessRow() const
{
    for (const Row &row : m_rows)
        if (!row.guess.isEmpty())
            return row.guess;
    return {};
}

void BarPicture::paint(ChartPainter &painter) const
{
    const Tokens &t = painter.tokens();
    const double title = m_area.top() + m_theme.px(14) + lineHeight(m_theme, Theme::Text::PaneName) / 2
        + halfCapHeight(m_theme, Theme::Text::PaneName);
    painter.text({m_plot.left(), title}, m_facts.bar.title, {Theme::Text::PaneName, QFont::DemiBold, t.ink});
    painter.text({m_plot.right(), title}, m_facts.corner,
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

QString BarPicture::guessText() const
{
    const QString value = figureText(m_facts.guess, m_facts.bar.unit);
    if (!m_facts.guess)
        return tr("drag me");
    return m_facts.cover == Cover::Shown ? tr("you said %1").arg(value) : value;
}

BarPicture::Range BarPicture::guessTextRange() const
{
    if (!m_facts.draggable || m_facts.cover == Cover::Empty
        || (!m_facts.guess && m_facts.cover == Cover::Shown))
        return {};
    const double x = mapX(m_facts.guess.value_or(0));
    const double width = chartTextWidth(guessText(), m_theme, Theme::Text::PaneName, QFont::DemiBold);
    const double gap = m_theme.px(12);
    const double left = x + gap + width <= m_plot.right() ? x + gap : x - gap - width;
    return {left, left + width};
}

void BarPicture::paintMeasured(ChartPainter &painter, const Row &row) const
{
    const Tokens &t = painter.tokens();
    const LaneFigure &figure = m_facts.figures[indexOf(row.kind)];
    const double x = mapX(figure.value.value_or(0));
    const double base = row.measured.center().y() + halfCapHeight(m_theme, Theme::Text::Sentence);
    if (figure.value) {
        const double width = std::max(x - row.measured.left(), double(m_theme.px(6)));
        painter.painter().fillRect(
            QRectF(row.measured.left(), row.measured.top() + 1, width, row.measured.height() - 2),
            t.of(row.kind));
    }
    double right = std::max(x, row.measured.left() + m_theme.px(6));
    if (figure.value && figure.ci95 && mapX(*figure.value + *figure.ci95) - x > m_theme.px(4)) {
        const double low = mapX(std::max(0.0, *figure.value - *figure.ci95)),
                     high = mapX(*figure.value + *figure.ci95);
        const double y = row.measured.center().y(), cap = m_theme.px(5);
        // Over its own bar a line in the bar's colour would vanish.
        for (const auto &[colour, width] : {std::pair{t.surf, 4.0}, std::pair{t.ink, 2.0}}) {
            painter.line({low, y, high, y}, colour, width);
            painter.line({low, y - cap, low, y + cap}, colour, width);
            painter.line({high, y - cap, high, y + cap}, colour, width);
        }
        right = high;
    }
    if (figure.predicted)
        paintPrediction(painter, row, *figure.predicted);
    const QString text = figure.tookPart
        ? (figure.value ? measuredFigureText(figure, m_facts.bar.unit) : tr("nothing measured yet"))
        : tr("switched off");
    painter.text({right + m_theme.px(12), base}, text,
                 {Theme::Text::Sentence, figure.value ? QFont::DemiBold : QFont::Normal,
                  figure.value ? t.ink : t.dim});
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
