#include "ui/theme/scroll_bar_look.h"

#include "ui/theme/tokens.h"

#include <QPainter>
#include <QStyleOptionSlider>

#include <algorithm>

namespace {
constexpr int leastHandle = 24;
constexpr double inset = 3;
}

QRect scroll_bar_look::part(const QStyleOptionSlider &bar, QStyle::SubControl part)
{
    const bool upright = bar.orientation == Qt::Vertical;
    const int length = upright ? bar.rect.height() : bar.rect.width();
    const double range = static_cast<double>(bar.maximum) - bar.minimum;
    const int share
        = range <= 0 ? length : static_cast<int>(double(bar.pageStep) * length / (range + bar.pageStep));
    const int handle = std::clamp(share, std::min(leastHandle, length), length);
    const int start = QStyle::sliderPositionFromValue(bar.minimum, bar.maximum, bar.sliderPosition,
                                                      length - handle, bar.upsideDown);
    const auto span = [&](int from, int size) {
        const QRect rect = upright ? QRect(bar.rect.left(), bar.rect.top() + from, bar.rect.width(), size)
                                   : QRect(bar.rect.left() + from, bar.rect.top(), size, bar.rect.height());
        return upright ? rect : QStyle::visualRect(bar.direction, bar.rect, rect);
    };
    switch (part) {
    case QStyle::SC_ScrollBarSlider:
        return span(start, handle);
    case QStyle::SC_ScrollBarSubPage:
        return span(0, start);
    case QStyle::SC_ScrollBarAddPage:
        return span(start + handle, length - start - handle);
    case QStyle::SC_ScrollBarGroove:
        return bar.rect;
    default:
        return {};
    }
}

void scroll_bar_look::paint(QPainter &painter, const QStyleOptionSlider &bar, const Tokens &tokens)
{
    painter.save();
    painter.fillRect(bar.rect, bar.palette.window());
    if (bar.maximum > bar.minimum) {
        const bool held = bar.state & (QStyle::State_MouseOver | QStyle::State_Sunken);
        const QRectF handle
            = QRectF(part(bar, QStyle::SC_ScrollBarSlider)).adjusted(inset, inset, -inset, -inset);
        const double radius = std::min(handle.width(), handle.height()) / 2;
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(held ? tokens.ink : tokens.edge);
        painter.drawRoundedRect(handle, radius, radius);
    }
    painter.restore();
}
