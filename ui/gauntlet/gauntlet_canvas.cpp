#include "ui/gauntlet/gauntlet_canvas.h"

#include "ui/gauntlet/gauntlet_picture.h"
#include "ui/gauntlet/gauntlet_words.h"

#include <QPaintEvent>

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
    const int margin = 2 * m_theme.px(16);
    setMinimumSize(m_report
                       ? GauntletPicture(*m_report, m_theme).minimumSize().toSize() + QSize(margin, margin)
                       : QSize(0, 0));
}

void GauntletCanvas::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(event->rect(), m_theme.tokens.surf);
    const double margin = m_theme.px(16);
    if (m_report) {
        ChartPainter chart(painter, m_theme, false);
        GauntletPicture(*m_report, m_theme)
            .paint(chart, QRectF(rect()).adjusted(margin, margin, -margin, -margin));
    }
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.tokens.you, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}
