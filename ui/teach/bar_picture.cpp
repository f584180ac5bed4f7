#include "ui/teach/bar_picture.h"

#include "ui/charts/axis_ticks.h"
#include "ui/teach/figure_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("BarPicture", text);
}

/// Of the plot's width: no text beside a bar makes the longest one shorter.
constexpr double leastShare = 0.2;

/// `value` with two significant digits: nobody guesses finer.
double coarse(double value)
{
    if (value <= 0)
        return 0;
    const double step = std::pow(10.0, std::floor(std::log10(value)) - 1);
    return std::round(value / step) * step;
}

}

BarPicture::Measures::Measures(const Theme &theme)
    : top(lineHeight(theme, Theme::Text::PaneName) + theme.px(20))
    , axis(lineHeight(theme, Theme::Text::Caption) + theme.px(14))
    , name(lineHeight(theme, Theme::Text::PaneName) + theme.px(8))
    , leastBar(lineHeight(theme, Theme::Text::PaneName) + theme.px(4))
    , gap(theme.px(4))
    , figure(lineHeight(theme, Theme::Text::Sentence))
{
}

double BarPicture::leastHeight(const Theme &theme)
{
    const Measures m(theme);
    const double lanes = transportCount * (m.name + std::max(m.leastBar + m.gap, m.figure));
    return std::ceil(m.top + lanes + m.leastBar + m.gap + m.axis);
}

BarPicture::BarPicture(Facts facts, const QRectF &area, const Theme &theme)
    : m_facts(std::move(facts))
    , m_theme(theme)
    , m_area(area)
{
    const Measures m(theme);
    m_plot = area.adjusted(theme.px(16), m.top, -theme.px(16), -m.axis);
    findScale();
    const auto count = static_cast<double>(std::ranges::count(m_facts.lanes, true));
    // Thicker where there is room: bars are read from afar.
    const double bar
        = std::clamp(0.26 * m_plot.height() / std::max(1.0, count), m.leastBar, 2.5 * m.leastBar);
    const double guess = m_facts.draggable && m_facts.lanes[indexOf(m_facts.bar.lane)] ? bar + m.gap : 0;
    const double lane = (m_plot.height() - guess) / std::max(1.0, count);
    double y = m_plot.top();
    for (const TransportKind kind : allTransportKinds) {
        if (!m_facts.lanes[indexOf(kind)])
            continue;
        Row next{
            .kind = kind, .name = {m_plot.left(), y, m_plot.width(), m.name}, .guess = {}, .measured = {}};
        y += m.name;
        if (m_facts.draggable && kind == m_facts.bar.lane) {
            next.guess = {m_plot.left(), y, m_plot.width(), bar};
            y += guess;
        }
        next.measured
            = {m_plot.left(), y, m_plot.width(), std::min(std::max(bar + m.gap, m.figure), lane - m.name)};
        m_rows.append(next);
        y += lane - m.name;
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
        const double end = *figure.value + (isOfTooFew(figure) ? 0 : figure.ci95.value_or(0));
        const double room
            = std::max(m_plot.width() - figureWidth(figure, shownNote(figure)), leastShare * m_plot.width());
        most = std::max({most, end * m_plot.width() / room, figure.predicted.value_or(0)});
    }
    m_end = most > m_facts.bar.max ? axis_ticks::roundUp(most) : most;
    m_end = std::max(m_end, 1e-6);
}

double BarPicture::figureWidth(const LaneFigure &figure, const QString &note) const
{
    const double gap = m_theme.px(figureGap);
    const double value = chartTextWidth(measuredFigureText(figure, m_facts.bar.unit), m_theme,
                                        Theme::Text::Sentence, QFont::DemiBold);
    return gap + m_theme.px(2) + value
        + (note.isEmpty() ? 0 : gap + chartTextWidth(note, m_theme, Theme::Text::Body));
}

// Where large text leaves no room for the words, their number alone: the outline says the rest.
QString BarPicture::shownNote(const LaneFigure &figure) const
{
    const QString words = tooFewWords(figure);
    const bool fits = figureWidth(figure, words) <= (1 - leastShare) * m_plot.width();
    return words.isEmpty() || fits ? words : tr("n = %1").arg(QLocale().toString(figure.count));
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

QRectF BarPicture::measuredRow(TransportKind kind) const
{
    for (const Row &row : m_rows)
        if (row.kind == kind)
            return row.measured;
    return {};
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
