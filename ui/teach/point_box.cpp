#include "ui/teach/point_box.h"

#include <QPainter>
#include <QStyleOptionButton>

#include <algorithm>
#include <limits>

namespace {

constexpr int leastHeight = 24;

} // namespace

PointBox::PointBox(const QString &text, QWidget *parent)
    : QCheckBox(text, parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(text);
}

void PointBox::applyTheme(const Theme &theme)
{
    m_theme = theme;
    setFont(theme.font(Theme::Text::PaneName));
    updateGeometry();
    update();
}

/// Of the box itself: as high as the text beside it, on the projector too.
int PointBox::side() const
{
    return m_theme.size(Theme::Text::PaneName) + 2;
}

int PointBox::indent() const
{
    return side() + m_theme.px(10);
}

int PointBox::oneLineWidth() const
{
    return indent() + fontMetrics().horizontalAdvance(text()) + m_theme.px(8);
}

QSize PointBox::sizeHint() const
{
    return {oneLineWidth(), heightForWidth(oneLineWidth())};
}

QSize PointBox::minimumSizeHint() const
{
    return {indent() + m_theme.px(64), std::max(m_theme.px(leastHeight), fontMetrics().height() + 4)};
}

int PointBox::heightForWidth(int width) const
{
    const QRect room(0, 0, width - indent() - 2, std::numeric_limits<qint16>::max());
    const int text = fontMetrics().boundingRect(room, Qt::TextWordWrap, QCheckBox::text()).height();
    return std::max(m_theme.px(leastHeight), text + 4);
}

bool PointBox::hitButton(const QPoint &position) const
{
    return rect().contains(position);
}

void PointBox::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    // Beside the first line of the text.
    const int top = std::max(0, (std::min(height(), fontMetrics().height() + 4) - side()) / 2);
    option.rect = QStyle::visualRect(layoutDirection(), rect(), {0, std::max(0, top), side(), side()});
    style()->drawPrimitive(QStyle::PE_IndicatorCheckBox, &option, &painter, this);
    painter.setPen(m_theme.tokens.ink);
    const QRect room = QStyle::visualRect(layoutDirection(), rect(), rect().adjusted(indent(), 2, 0, -2));
    painter.drawText(room, static_cast<int>(Qt::TextWordWrap | Qt::AlignTop), text());
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_theme.tokens.you, 2));
        painter.setBrush(Qt::NoBrush);
        const QRect words = fontMetrics().boundingRect(room, Qt::TextWordWrap, text());
        painter.drawRoundedRect(QRectF(words).adjusted(-4, -2, 4, 2) & QRectF(rect()), 4, 4);
    }
}
