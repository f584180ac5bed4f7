#include "ui/teach/practice_picture.h"

#include <algorithm>
#include <numeric>

using Text = Theme::Text;

namespace {

/// Lines of whole words, none wider than `width` if words allow.
QStringList wrapped(const QString &text, double width, const Theme &theme, const TextLook &look)
{
    QStringList lines(QString{});
    for (const QString &word : text.split(QLatin1Char(' '))) {
        const QString longer = lines.last().isEmpty() ? word : lines.last() + QLatin1Char(' ') + word;
        if (lines.last().isEmpty() || chartTextWidth(longer, theme, look.role, look.weight) <= width)
            lines.last() = longer;
        else
            lines.append(word);
    }
    return lines;
}

} // namespace

PracticePicture::PracticePicture(const PracticeText &text, const Theme &theme)
    : m_text(text)
    , m_theme(theme)
{
}

QList<PracticePicture::Line> PracticePicture::lines(double width, Theme::Text role, qsizetype left) const
{
    QList<Line> all;
    const auto add = [&](const QString &text, const TextLook &look, double gap) {
        if (text.isEmpty())
            return;
        for (const QString &line : wrapped(text, width, m_theme, look))
            all.append({line, look, lineHeight(m_theme, look.role)});
        all.last().below += m_theme.px(gap);
    };
    const Tokens &tokens = m_theme.tokens;
    add(m_text.caption, {Text::PaneName, QFont::Normal, tokens.dim}, 4);
    add(m_text.heading, {Text::Question, QFont::DemiBold, tokens.ink}, 16);
    add(m_text.lead, {Text::Sentence, QFont::Medium, tokens.ink}, 8);
    add(m_text.rest.mid(0, m_text.rest.size() - left).join(QLatin1Char(' ')),
        {role, QFont::Normal, tokens.ink}, 16);
    for (const QString &point : m_text.points)
        add(QStringLiteral("\u2013 ") + point, {Text::PaneName, QFont::Normal, tokens.ink}, 2);
    if (!m_text.points.isEmpty())
        all.last().below += m_theme.px(12);
    add(m_text.source, {Text::Body, QFont::Normal, tokens.dim}, 4);
    add(m_text.proof, {Text::Body, QFont::Normal, tokens.dim}, 0);
    return all;
}

QList<PracticePicture::Line> PracticePicture::fitting(const QSizeF &room) const
{
    const auto fits = [&](const QList<Line> &all) {
        const double height = std::accumulate(all.begin(), all.end(), 0.0,
                                              [](double sum, const Line &line) { return sum + line.below; });
        return height <= room.height();
    };
    QList<Line> all = lines(room.width(), Text::Sentence, 0);
    for (qsizetype left = 0; !fits(all) && left <= m_text.rest.size(); ++left)
        all = lines(room.width(), Text::PaneName, left);
    return all;
}

void PracticePicture::paint(ChartPainter &painter, const QRectF &area) const
{
    double y = area.top();
    for (const Line &line : fitting(area.size())) {
        painter.text({area.left(), y + lineHeight(m_theme, line.look.role) * 0.8}, line.text, line.look);
        y += line.below;
    }
}
