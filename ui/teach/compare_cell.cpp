#include "ui/teach/compare_cell.h"

#include "ui/teach/compare_words.h"

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;
using Text = Theme::Text;

namespace {

/// Least distance of a figure from the link beside it.
constexpr double figureGap = 12;

double textWidth(const TextRun &run, const CompareLook &look, Text role)
{
    return chartTextWidth(run.text, look.theme, role, run.strong ? QFont::DemiBold : QFont::Normal);
}

double figureWidth(const NumberText &figure, const CompareLook &look)
{
    return chartTextWidth(figure.number, look.theme, look.figure, QFont::DemiBold)
        + chartTextWidth(u' ' + figure.unit, look.theme, Text::Body);
}

/// Not to be broken.
QString together(QString text)
{
    return text.replace(u' ', QChar(QChar::Nbsp));
}

/// Collects the lines of a cell from top to bottom.
class LineSetter
{
public:
    explicit LineSetter(const CompareLook &look)
        : m_look(look)
    {
    }

    /// Broken between words.
    void add(const QList<TextRun> &runs, Text role = Text::Caption, bool leads = false)
    {
        QList<TextRun> line;
        double x = 0;
        for (const TextRun &run : runs)
            for (const QString &word : run.text.split(u' ', Qt::SkipEmptyParts)) {
                const TextRun next{line.isEmpty() ? word : u' ' + word, run.strong, run.faint};
                const double width = textWidth(next, m_look, role);
                if (!line.isEmpty() && x + width > m_look.width) {
                    place({.figure = {}, .runs = std::exchange(line, {}), .role = role, .leads = leads});
                    line.append({word, run.strong, run.faint});
                    x = textWidth(line.last(), m_look, role);
                    continue;
                }
                line.append(next);
                x += width;
            }
        if (!line.isEmpty())
            place({.figure = {}, .runs = line, .role = role, .leads = leads});
    }

    /// A link stands beside the figure if there is room.
    void add(const NumberText &figure, const QString &link)
    {
        const TextRun run{.text = link, .faint = true};
        const bool beside = !link.isEmpty()
            && figureWidth(figure, m_look) + figureGap + textWidth(run, m_look, Text::Caption)
                <= m_look.width;
        place({.figure = figure,
               .runs = beside ? QList<TextRun>{run} : QList<TextRun>{},
               .role = Text::Caption,
               .leads = beside});
        if (!beside)
            add({run}, Text::Caption, true);
    }

    [[nodiscard]] CompareText text() const { return m_text; }

private:
    void place(CompareLine line)
    {
        line.top = m_text.height;
        line.height = lineHeight(m_look.theme, line.figure ? m_look.figure : line.role);
        m_text.height += line.height;
        m_text.lines.append(line);
    }

    const CompareLook &m_look;
    CompareText m_text;
};

/// Latency and overhead: what was measured, large, or why there is nothing.
void addFigure(LineSetter &lines, const ComparisonCell &cell, const QString &link)
{
    using State = ComparisonCell::State;
    if (cell.state == State::Measured) {
        lines.add(cell.figure, link);
        return;
    }
    const bool off = cell.state == State::SwitchedOff;
    lines.add({{.text = compare_words::state(cell.state), .strong = !off, .faint = off}}, Text::Body);
    lines.add({{.text = link, .faint = true}}, Text::Caption, true);
}

void addForProjector(LineSetter &lines, const ComparisonCell &cell, bool hasFigure)
{
    if (hasFigure)
        addFigure(lines, cell, {});
    lines.add({{.text = compare_words::textbookBrief(cell.textbook), .faint = hasFigure}});
    if (cell.contradiction)
        lines.add({{.text = compare_words::contradictionSign() + cell.contradiction->brief, .strong = true}});
}

void addClaim(LineSetter &lines, const ComparisonCell &cell)
{
    QList<TextRun> runs{{.text = cell.claim}};
    if (!cell.source.isEmpty())
        runs << TextRun{.text = together(u'(' + cell.source + u')'), .faint = true};
    lines.add(runs);
}

} // namespace

CompareText cellText(const ComparisonCell &cell, ComparisonFeature feature, const CompareLook &look)
{
    LineSetter lines(look);
    const bool hasFigure = feature == ComparisonFeature::Latency || feature == ComparisonFeature::Overhead;
    if (look.theme.isProjector()) {
        addForProjector(lines, cell, hasFigure);
        return lines.text();
    }
    const QString link = cell.shownAt ? compare_words::link(*cell.shownAt) : QString();
    if (hasFigure)
        addFigure(lines, cell, link);
    else if (cell.state == ComparisonCell::State::SwitchedOff)
        lines.add({{.text = compare_words::state(cell.state), .faint = true}});
    lines.add({{.text = cell.measured, .strong = !hasFigure}});
    lines.add({{.text = compare_words::textbook(cell.textbook), .faint = true}});
    if (cell.contradiction)
        lines.add({{.text = compare_words::contradicted() + u':', .strong = true},
                   {.text = cell.contradiction->sentence}});
    if (look.claims)
        addClaim(lines, cell);
    if (!cell.http1Only.isEmpty())
        lines.add({{.text = compare_words::http1Only() + u':', .strong = true},
                   {.text = together(cell.http1Only), .faint = true}});
    if (!hasFigure)
        lines.add({{.text = link, .faint = true}}, Text::Caption, true);
    return lines.text();
}

CompareText titleText(const ComparisonRow &row, const CompareLook &look)
{
    LineSetter lines(look);
    lines.add({{.text = row.title, .strong = true}}, Text::Body);
    if (row.shownAt && !look.theme.isProjector())
        lines.add({{.text = compare_words::link(*row.shownAt), .faint = true}}, Text::Caption, true);
    return lines.text();
}

CompareText plainText(const QString &text, const CompareLook &look)
{
    LineSetter lines(look);
    lines.add({{.text = text, .faint = true}});
    return lines.text();
}

double widestWord(const CompareText &text, const CompareLook &look)
{
    double widest = 0;
    for (const CompareLine &line : text.lines) {
        if (line.figure)
            widest = std::max(widest, figureWidth(*line.figure, look));
        for (const TextRun &run : line.runs)
            for (const QString &word : run.text.split(u' ', Qt::SkipEmptyParts))
                widest = std::max(widest, textWidth({word, run.strong, run.faint}, look, line.role));
    }
    return widest;
}

double lineWidth(const CompareLine &line, const CompareLook &look)
{
    const double runs = runsWidth(line.runs, look.theme, line.role);
    if (!line.figure)
        return runs;
    return figureWidth(*line.figure, look) + (line.runs.isEmpty() ? 0 : figureGap + runs);
}

void paintCompareText(ChartPainter &painter, const CompareText &text, const QPointF &corner,
                      const CompareLook &look)
{
    const Theme &theme = painter.theme();
    for (const CompareLine &line : text.lines) {
        const double base = corner.y() + line.top + line.height / 2
            + halfCapHeight(theme, line.figure ? look.figure : line.role);
        double x = corner.x();
        if (line.figure) {
            const double number = painter.text({x, base}, line.figure->number,
                                               {look.figure, QFont::DemiBold, painter.tokens().ink});
            painter.text({x + number, base}, u' ' + line.figure->unit,
                         {Text::Body, QFont::Normal, painter.tokens().dim});
            x += look.width - runsWidth(line.runs, theme, line.role);
        }
        const double width = painter.runs({x, base}, line.runs, line.role);
        if (line.leads && !painter.isVector())
            painter.crispLine({x, base + theme.px(3), x + width, base + theme.px(3)}, painter.tokens().edge);
    }
}
