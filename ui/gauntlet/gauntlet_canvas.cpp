#include "ui/gauntlet/gauntlet_canvas.h"

#include "ui/gauntlet/gauntlet_picture.h"
#include "ui/gauntlet/gauntlet_words.h"

#include <QPaintEvent>

#include <algorithm>

namespace {
constexpr int leastMargin = 4;
}

GauntletCanvas::GauntletCanvas(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Gauntlet: clients by middleboxes"));
}

void GauntletCanvas::display(const std::optional<GauntletReport> &report)
{
    m_report = report;
    QStringList rows;
    for (std::size_t row = 0; m_report && row < m_report->settings.rows.size(); ++row)
        rows << gauntlet_words::rowInWords(*m_report, row);
    setAccessibleDescription(rows.join(QLatin1Char('\n')));
    fit();
    update();
}

void GauntletCanvas::applyTheme(const Theme &theme)
{
    m_theme = theme;
    fit();
    update();
}

void GauntletCanvas::fit()
{
    const int margin = 3 * m_theme.px(leastMargin);
    setMinimumSize(m_report
                       ? GauntletPicture(*m_report, m_theme).minimumSize().toSize() + QSize(margin, margin)
                       : QSize(0, 0));
}

void GauntletCanvas::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(event->rect(), m_theme.tokens.surf);
    if (m_report) {
        ChartPainter chart(painter, m_theme, false);
        const GauntletPicture picture(*m_report, m_theme);
        const double spare = (width() - picture.minimumSize().width()) / 2;
        const double x = std::clamp<double>(spare, m_theme.px(leastMargin), m_theme.px(16));
        const double y = m_theme.px(leastMargin);
        picture.paint(chart, QRectF(rect()).adjusted(x, 2 * y, -x, -y));
    }
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.tokens.you, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}
