#include "ui/widgets/digit_label.h"

#include "ui/theme/digit_text.h"

#include <QPainter>

#include <cmath>

DigitLabel::DigitLabel(Theme::Text role, int weight, QWidget *parent)
    : QWidget(parent)
    , m_role(role)
    , m_weight(weight)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void DigitLabel::setText(const QString &text)
{
    if (text == m_text)
        return;
    const bool resized = text.size() != m_text.size();
    m_text = text;
    setAccessibleName(m_caption.isEmpty() ? text : m_caption + QLatin1Char(' ') + text);
    if (resized)
        updateGeometry();
    update();
}

void DigitLabel::setDim(bool dim)
{
    m_dim = dim;
    update();
}

void DigitLabel::setCaption(const QString &caption)
{
    m_caption = caption;
    updateGeometry();
    update();
}

void DigitLabel::applyTheme(const Theme &theme)
{
    m_theme = theme;
    updateGeometry();
    update();
}

QSize DigitLabel::sizeHint() const
{
    double width = digitTextWidth(m_text, textFont());
    if (!m_caption.isEmpty())
        width += digitTextWidth(m_caption, captionFont()) + 4;
    return {static_cast<int>(std::ceil(width)) + 1, QFontMetrics(textFont()).height()};
}

QSize DigitLabel::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), 60), sizeHint().height()};
}

void DigitLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setLayoutDirection(layoutDirection());
    const QFontMetricsF metrics(textFont());
    const double base = (height() + metrics.capHeight()) / 2;
    double x = layoutDirection() == Qt::RightToLeft ? width() - sizeHint().width() : 0;
    if (!m_caption.isEmpty()) {
        painter.setPen(m_theme.tokens.dim);
        x += paintDigitText(painter, {x, base}, m_caption, captionFont()) + 4;
    }
    painter.setPen(m_dim ? m_theme.tokens.dim : m_theme.tokens.ink);
    if (digitTextWidth(m_text, textFont()) <= width() - x + 1) {
        paintDigitText(painter, {x, base}, m_text, textFont());
        return;
    }
    setToolTip(m_text);
    painter.setFont(textFont());
    painter.drawText(QPointF(x, base), metrics.elidedText(m_text, Qt::ElideRight, width() - x));
}
