#include "ui/teach/button_flow.h"

#include <QEvent>
#include <QStyle>

#include <algorithm>
#include <utility>

ButtonFlow::ButtonFlow(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ButtonFlow::add(QWidget *widget, bool apart)
{
    widget->setParent(this);
    m_items.append({widget, apart});
    updateGeometry();
}

void ButtonFlow::setGap(int gap)
{
    m_gap = gap;
    updateGeometry();
    flow(width(), true);
}

int ButtonFlow::flow(int width, bool place) const
{
    QList<QRect> line;
    QList<QWidget *> widgets;
    int y = 0;
    const auto end = [&] {
        int height = 0;
        for (const QRect &rect : std::as_const(line))
            height = std::max(height, rect.height());
        for (qsizetype i = 0; place && i < line.size(); ++i) {
            const QRect centred = line.at(i).translated(0, (height - line.at(i).height()) / 2);
            widgets.at(i)->setGeometry(QStyle::visualRect(layoutDirection(), rect(), centred));
        }
        line.clear();
        widgets.clear();
        return height;
    };
    for (const Item &item : m_items) {
        if (item.widget->isHidden())
            continue;
        const QSize size = item.widget->sizeHint().expandedTo(item.widget->minimumSize());
        int x = line.isEmpty() ? 0 : line.last().right() + 1 + (item.apart ? 3 * m_gap : m_gap);
        if (!line.isEmpty() && x + size.width() > width) {
            y += end() + m_gap;
            x = 0;
        }
        line.append({QPoint(x, y), size});
        widgets.append(item.widget);
    }
    return y + end();
}

QSize ButtonFlow::sizeHint() const
{
    int width = 0;
    for (const Item &item : m_items)
        if (!item.widget->isHidden())
            width += item.widget->sizeHint().width() + (item.apart ? 3 * m_gap : m_gap);
    return {width, flow(width, false)};
}

QSize ButtonFlow::minimumSizeHint() const
{
    int widest = 0;
    for (const Item &item : m_items)
        if (!item.widget->isHidden())
            widest = std::max(widest, item.widget->sizeHint().width());
    return {widest, flow(std::max(widest, width()), false)};
}

int ButtonFlow::heightForWidth(int width) const
{
    return flow(width, false);
}

bool ButtonFlow::event(QEvent *event)
{
    // A button has another text, or came or went.
    if (event->type() == QEvent::LayoutRequest) {
        updateGeometry();
        flow(width(), true);
    }
    return QWidget::event(event);
}

void ButtonFlow::showEvent(QShowEvent *event)
{
    // While hidden nobody tells that a text has changed.
    flow(width(), true);
    QWidget::showEvent(event);
}

void ButtonFlow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    flow(width(), true);
}
