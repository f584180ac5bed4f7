#include "ui/teach/wrap_layout.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>

WrapLayout::WrapLayout()
{
    setContentsMargins(0, 0, 0, 0);
}

WrapLayout::~WrapLayout() = default;

void WrapLayout::addItem(QLayoutItem *item)
{
    m_items.emplace_back(item);
}

QLayoutItem *WrapLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)].get() : nullptr;
}

QLayoutItem *WrapLayout::takeAt(int index)
{
    if (index < 0 || index >= count())
        return nullptr;
    QLayoutItem *taken = m_items[static_cast<std::size_t>(index)].release();
    m_items.erase(m_items.begin() + index);
    return taken;
}

int WrapLayout::heightForWidth(int width) const
{
    return arrange(QRect(0, 0, width, 0), false);
}

QSize WrapLayout::sizeHint() const
{
    QSize size;
    for (const auto &item : m_items)
        if (!item->isEmpty())
            size = {size.width() + item->sizeHint().width() + spacing(),
                    std::max(size.height(), item->sizeHint().height())};
    return size;
}

QSize WrapLayout::minimumSize() const
{
    QSize size;
    for (const auto &item : m_items)
        if (!item->isEmpty())
            size = size.expandedTo(item->sizeHint());
    return size;
}

void WrapLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int WrapLayout::arrange(const QRect &rect, bool place) const
{
    const Qt::LayoutDirection direction = parentWidget()->layoutDirection();
    int x = rect.left();
    int y = rect.top();
    int line = 0;
    for (std::size_t first = 0; first < m_items.size();) {
        // A line as far as the width goes, then its items, centred on its height.
        std::size_t end = first;
        x = rect.left();
        line = 0;
        for (; end < m_items.size(); ++end) {
            if (m_items[end]->isEmpty())
                continue;
            const QSize size = m_items[end]->sizeHint();
            if (x > rect.left() && x + size.width() > rect.left() + rect.width())
                break;
            x += size.width() + spacing();
            line = std::max(line, size.height());
        }
        x = rect.left();
        for (; first < end; ++first) {
            if (m_items[first]->isEmpty())
                continue;
            const QSize size = m_items[first]->sizeHint();
            if (place)
                m_items[first]->setGeometry(
                    QStyle::visualRect(direction, rect, {{x, y + (line - size.height()) / 2}, size}));
            x += size.width() + spacing();
        }
        y += line + (end < m_items.size() ? spacing() : 0);
    }
    return y - rect.top();
}
