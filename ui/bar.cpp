#include "ui/bar.h"

#include <QPainter>

Bar::Bar(Edge edge, QWidget *parent)
    : QWidget(parent)
    , m_edge(edge)
{
    setAutoFillBackground(true);
}

void Bar::applyTheme(const Theme &theme)
{
    QPalette p = palette();
    p.setColor(QPalette::Window, theme.tokens.surf);
    setPalette(p);
    m_line = theme.tokens.line;
    update();
}

void Bar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(0, m_edge == Edge::Bottom ? 0 : height() - 1, width(), 1, m_line);
}
