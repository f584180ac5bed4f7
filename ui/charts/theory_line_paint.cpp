#include "ui/charts/theory_line.h"

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

void paintTick(QPainter &painter, const QRectF &box, const QColor &colour)
{
    const double u = box.width() / 16;
    QPainterPath path(box.topLeft() + QPointF(4 * u, 8.2 * u));
    path.lineTo(box.topLeft() + QPointF(6.8 * u, 11 * u));
    path.lineTo(box.topLeft() + QPointF(12 * u, 5.4 * u));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 1.8 * u, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
}

void paintVerdict(ChartPainter &painter, const TheoryLine &line, double x, double middle)
{
    const Theme &theme = painter.theme();
    const double text = chartTextWidth(line.verdictText, theme, Theme::Text::Caption, QFont::DemiBold);
    const double tick = line.verdict == Verdict::Agrees ? theme.px(18) : 0;
    const double height = theme.px(20);
    const QRectF box(std::round(x) + 0.5, std::round(middle - height / 2) + 0.5, text + tick + theme.px(16),
                     height - 1);
    QPainter &p = painter.painter();
    p.setBrush(Qt::NoBrush);
    p.setPen(QPen(painter.tokens().edge, 1));
    p.drawRoundedRect(box, 4, 4);
    if (tick > 0)
        paintTick(
            p, {box.left() + theme.px(6), middle - theme.px(6), double(theme.px(12)), double(theme.px(12))},
            painter.tokens().ink);
    painter.text({box.left() + tick + theme.px(8), middle + halfCapHeight(theme, Theme::Text::Caption)},
                 line.verdictText, {Theme::Text::Caption, QFont::DemiBold, painter.tokens().ink});
}

/// With its verdict, in the form for the projector that fits.
QList<TextRun> projectorForm(const TheoryLine &line, const Theme &theme, double width)
{
    const TextRun verdict{u": "_s + line.verdictText};
    QList<TextRun> runs = line.briefRuns + QList<TextRun>{verdict};
    if (runsWidth(runs, theme, Theme::Text::Body) > width)
        runs = line.shortRuns + QList<TextRun>{verdict};
    return runs;
}

/// "T/2 + d = 1,020 ms, mean 1,051 ± 152 ms: agrees", at the right.
void paintForProjector(ChartPainter &painter, const TheoryLine &line, const QRectF &area)
{
    const Theme &theme = painter.theme();
    const QList<TextRun> runs = projectorForm(line, theme, area.width());
    painter.runs({area.right() - runsWidth(runs, theme, Theme::Text::Body),
                  area.center().y() + halfCapHeight(theme, Theme::Text::Body)},
                 runs, Theme::Text::Body);
}

/// What is left for the sentence between marker and verdict.
double roomForRuns(const TheoryLine &line, const Theme &theme, double width)
{
    return width - theme.px(40) - theme.px(56)
        - chartTextWidth(line.verdictText, theme, Theme::Text::Caption, QFont::DemiBold);
}

} // namespace

double theoryLineHeight(const Theme &theme)
{
    return lineHeight(theme, Theme::Text::Body) + theme.px(8);
}

bool theoryLineFits(const TheoryLine &line, const Theme &theme, double width)
{
    if (theme.isProjector())
        return runsWidth(projectorForm(line, theme, width), theme, Theme::Text::Body) <= width;
    return runsWidth(line.shortRuns, theme, Theme::Text::Body) <= roomForRuns(line, theme, width);
}

void paintTheoryLine(ChartPainter &painter, const TheoryLine &line, const QRectF &area)
{
    const Theme &theme = painter.theme();
    if (theme.isProjector()) {
        paintForProjector(painter, line, area);
        return;
    }
    const double middle = std::round(area.center().y());
    const bool fits
        = runsWidth(line.runs, theme, Theme::Text::Body) <= roomForRuns(line, theme, area.width());
    painter.marker(line.kind, {area.left() + theme.px(22), middle}, theme.px(10));
    const double x = area.left() + theme.px(36);
    const double width = painter.runs({x, middle + halfCapHeight(theme, Theme::Text::Body)},
                                      fits ? line.runs : line.shortRuns, Theme::Text::Body);
    paintVerdict(painter, line, x + width + theme.px(14), middle);
}
