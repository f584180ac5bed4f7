#pragma once

#include <QRect>
#include <QStyle>

class QPainter;
class QStyleOptionSlider;
struct Tokens;

/// A scroll bar without buttons: a rounded handle on the background, as flat as the other controls.
namespace scroll_bar_look {

inline constexpr int thickness = 12;

/// Where a part of the bar is; parts that it has not are empty.
[[nodiscard]] QRect part(const QStyleOptionSlider &bar, QStyle::SubControl part);
void paint(QPainter &painter, const QStyleOptionSlider &bar, const Tokens &tokens);

} // namespace scroll_bar_look
