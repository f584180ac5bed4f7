#include "ui/charts/pointer_overlay.h"

PointerOverlay::PointerOverlay(QWidget *parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
}

void PointerOverlay::show(const ChartPicture *picture, const PointerMarks &marks, const Theme &theme)
{
    m_picture = picture;
    m_marks = marks;
    m_theme = theme;
    update();
}

void PointerOverlay::paintEvent(QPaintEvent *)
{
    if (!m_picture)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    ChartPainter chart(painter, m_theme, false);
    paintPointerMarks(chart, *m_picture, m_marks);
}
