#include "ui/tabs/painted_card.h"

#include <QPainter>

#include <utility>

PaintedCard::PaintedCard(const QString &name, Content content, QWidget *parent)
    : QWidget(parent)
    , m_content(std::move(content))
{
    setAccessibleName(name);
}

void PaintedCard::display(const TabsSnapshot &tabs)
{
    m_tabs = tabs;
    setAccessibleDescription(m_content.summary(tabs));
    update();
}

void PaintedCard::applyTheme(const Theme &theme)
{
    m_theme = theme;
    updateGeometry();
    update();
}

QSize PaintedCard::sizeHint() const
{
    const QSizeF size = m_content.size(m_theme);
    return QSizeF(std::ceil(size.width()), std::ceil(size.height())).toSize();
}

void PaintedCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    ChartPainter chart(painter, m_theme, false);
    m_content.paint(chart, rect(), m_tabs);
}
