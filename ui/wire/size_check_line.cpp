#include "ui/wire/size_check_line.h"

#include "ui/charts/chart_painter.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

void paintTick(QPainter &painter, const QPointF &centre, double size, const QColor &colour)
{
    painter.setPen(QPen(colour, size / 7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    QPainterPath path({centre.x() - size * 0.35, centre.y() + size * 0.02});
    path.lineTo(centre.x() - size * 0.1, centre.y() + size * 0.27);
    path.lineTo(centre.x() + size * 0.36, centre.y() - size * 0.27);
    painter.drawPath(path);
}

} // namespace

SizeCheckLine::SizeCheckLine(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Check against the standard"));
}

void SizeCheckLine::show(const SizeCheck &check)
{
    m_check = check;
    setAccessibleDescription(u"%1: %2. %3"_s.arg(check.statement, verdictText(), check.source));
    setToolTip(accessibleDescription());
    updateGeometry();
    update();
}

void SizeCheckLine::applyTheme(const Theme &theme)
{
    m_theme = theme;
    updateGeometry();
    update();
}

QString SizeCheckLine::verdictText() const
{
    switch (m_check.verdict) {
    case SizeCheck::Verdict::NothingToCheck:
        return {};
    case SizeCheck::Verdict::AsTheRfcSays:
        return tr("as the RFC says");
    case SizeCheck::Verdict::Differs:
        break;
    }
    return tr("differs: %1").arg(m_check.difference);
}

double SizeCheckLine::badgeWidth() const
{
    if (m_check.verdict == SizeCheck::Verdict::NothingToCheck)
        return 0;
    const double tick = m_check.verdict == SizeCheck::Verdict::AsTheRfcSays
        ? m_theme.size(Theme::Text::Caption) + m_theme.px(6)
        : 0;
    return chartTextWidth(verdictText(), m_theme, Theme::Text::Caption, QFont::DemiBold) + tick
        + m_theme.px(16);
}

bool SizeCheckLine::fitsOneLine(double width) const
{
    return chartTextWidth(m_check.statement, m_theme, Theme::Text::Body) + badgeWidth()
        + chartTextWidth(m_check.source, m_theme, Theme::Text::Caption) + m_theme.px(28)
        <= width;
}

QStringList SizeCheckLine::statementLines(double width) const
{
    QStringList lines;
    QString line;
    for (const QString &word : m_check.statement.split(u' ')) {
        const QString longer = line.isEmpty() ? word : line + u' ' + word;
        if (!line.isEmpty() && chartTextWidth(longer, m_theme, Theme::Text::Body) > width) {
            lines.append(line);
            line = word;
        } else {
            line = longer;
        }
    }
    lines.append(line);
    return lines;
}

int SizeCheckLine::heightForWidth(int width) const
{
    const double pad = m_theme.px(8);
    const double row = std::round(m_theme.size(Theme::Text::Body) * 1.7);
    const double inner = std::max(1.0, width - 2.0 * m_theme.px(16));
    if (fitsOneLine(inner))
        return static_cast<int>(row + 2 * pad);
    return static_cast<int>(row * static_cast<double>(statementLines(inner).size() + 1) + 2 * pad);
}

void SizeCheckLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    ChartPainter chart(painter, m_theme, false);
    const Tokens &t = m_theme.tokens;
    painter.fillRect(QRect(0, 0, width(), 1), t.line);
    const double left = m_theme.px(16);
    const double inner = width() - 2 * left;
    const double row = std::round(m_theme.size(Theme::Text::Body) * 1.7);
    double middle = m_theme.px(8) + row / 2;
    double x = left;
    const auto text = [&](const QString &words) {
        return chart.text({left, middle + halfCapHeight(m_theme, Theme::Text::Body)}, words,
                          {Theme::Text::Body, QFont::Normal, t.ink, Qt::AlignLeft});
    };
    if (fitsOneLine(inner)) {
        x += text(m_check.statement) + m_theme.px(12);
    } else {
        for (const QString &line : statementLines(inner)) {
            text(line);
            middle += row;
        }
    }
    const double down = halfCapHeight(m_theme, Theme::Text::Caption);
    chart.text({width() - left, middle + down}, m_check.source,
               {Theme::Text::Caption, QFont::Normal, t.dim, Qt::AlignRight});
    if (m_check.verdict == SizeCheck::Verdict::NothingToCheck)
        return;
    const bool differs = m_check.verdict == SizeCheck::Verdict::Differs;
    const double height = std::round(m_theme.size(Theme::Text::Caption) * 1.6);
    const QRectF badge(x, std::round(middle - height / 2), badgeWidth(), height);
    painter.setPen(QPen(differs ? t.bad : t.ink, 1));
    painter.setBrush(differs ? t.badBack : t.surf);
    painter.drawRoundedRect(badge.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    double at = badge.left() + m_theme.px(8);
    if (!differs) {
        const double size = m_theme.size(Theme::Text::Caption);
        paintTick(painter, {at + size / 2, middle}, size, t.ink);
        at += size + m_theme.px(6);
    }
    chart.text({at, middle + down}, verdictText(),
               {Theme::Text::Caption, QFont::DemiBold, differs ? t.bad : t.ink, Qt::AlignLeft});
}
