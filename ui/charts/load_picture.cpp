#include "ui/charts/load_picture.h"

#include "ui/transport_descriptor.h"

#include <QCoreApplication>

#include <algorithm>

namespace {

/// From this height on (in lines of text) there is room for theory below the plots.
constexpr double leastLines = 10;
constexpr double leastLinesForCrossover = 16;

/// Each of them in `width`, with the longest of the verdicts that are to come: what fits now must fit later.
bool allFit(QList<TheoryLine> lines, const Theme &theme, double width)
{
    const QString longest = QCoreApplication::translate("TheoryLine", "not enough requests yet");
    return std::ranges::all_of(lines, [&](TheoryLine &line) {
        if (line.verdictText.size() < longest.size())
            line.verdictText = longest;
        return theoryLineFits(line, theme, width);
    });
}

}

QList<TheoryLine> LoadPicture::lines() const
{
    QList<TheoryLine> all;
    for (const TransportKind kind : allTransportKinds)
        if (descriptorOf(kind).polls && m_facts.lane(kind).enabled
            && m_facts.lane(kind).predicted.requestsPerSecond)
            all.append(requestsLine(m_facts, kind));
    return all;
}

QStringList LoadPicture::theory() const
{
    QStringList texts;
    for (const TheoryLine &line : lines())
        texts += line.plainText();
    if (const QString crossover = crossoverText(m_facts); !crossover.isEmpty())
        texts += crossover;
    return texts;
}

void LoadPicture::layOut(const QRectF &area, const Theme &theme)
{
    m_line = theoryLineHeight(theme);
    const auto count = static_cast<double>(lines().size());
    m_foot = {};
    m_crossover.clear();
    double rows = 0;
    if (count > 0 && area.height() >= leastLines * m_line && !theme.isProjector()
        && allFit(lines(), theme, area.width())) {
        m_beside = allFit(lines(), theme, area.width() / count);
        rows = m_beside ? 1 : count;
        m_crossover = area.height() >= leastLinesForCrossover * m_line ? crossoverText(m_facts) : QString();
        rows += m_crossover.isEmpty() ? 0 : 1;
    }
    const double height = rows > 0 ? rows * m_line + theme.px(4) : 0;
    LinesPicture::layOut(area.adjusted(0, 0, 0, -height), theme);
    m_foot = QRectF(area.left(), area.bottom() - height, area.width(), height);
}

void LoadPicture::paintOver(ChartPainter &painter) const
{
    LinesPicture::paintOver(painter);
    if (m_foot.height() <= 0)
        return;
    const Theme &theme = painter.theme();
    painter.crispLine({m_foot.left(), m_foot.top(), m_foot.right(), m_foot.top()}, painter.tokens().line);
    const QList<TheoryLine> all = lines();
    double y = m_foot.top() + theme.px(2);
    double x = m_foot.left();
    const double width = m_beside ? m_foot.width() / static_cast<double>(all.size()) : m_foot.width();
    for (const TheoryLine &line : all) {
        paintTheoryLine(painter, line, {x, y, width, m_line});
        if (m_beside)
            x += width;
        else
            y += m_line;
    }
    if (m_beside)
        y += m_line;
    painter.text({m_foot.left() + theme.px(36), y + m_line / 2 + halfCapHeight(theme, Theme::Text::Body)},
                 m_crossover, {Theme::Text::Body, QFont::Normal, painter.tokens().dim});
}
