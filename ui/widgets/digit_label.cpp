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
    // Digits are all of one width, words are not.
    const bool resized = text.size() != m_text.size()
        || digitTextWidth(text, textFont()) != digitTextWidth(m_text, textFont());
    m_text = text;
    setAccessibleName(m_caption.isEmpty() ? text : m_caption + QLatin1Char(' ') + text);
    if (resized)
        updateGeometry();
    countLines();
    update();
}

void DigitLabel::setMaxLines(int lines)
{
    m_maxLines = lines;
    countLines();
}

void DigitLabel::countLines()
{
    const auto lines = static_cast<int>(shownLines().size());
    if (lines == m_lines)
        return;
    m_lines = lines;
    updateGeometry();
}

double DigitLabel::captionWidth() const
{
    return m_caption.isEmpty() ? 0 : digitTextWidth(m_caption, captionFont()) + 4;
}

QStringList DigitLabel::shownLines() const
{
    const QFont font = textFont();
    const double room = width() - captionWidth() + 1;
    if (digitTextWidth(m_text, font) <= room)
        return {m_text};
    QStringList lines{QString()};
    const QStringList words = m_text.split(QLatin1Char(' '));
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString longer
            = lines.last().isEmpty() ? words.at(i) : lines.last() + QLatin1Char(' ') + words.at(i);
        if (lines.last().isEmpty() || digitTextWidth(longer, font) <= room) {
            lines.last() = longer;
        } else if (lines.size() < m_maxLines) {
            lines.append(words.at(i));
        } else {
            lines.last() += QLatin1Char(' ') + words.mid(i).join(QLatin1Char(' '));
            break;
        }
    }
    if (digitTextWidth(lines.last(), font) > room)
        lines.last() = QFontMetricsF(font).elidedText(lines.last(), Qt::ElideRight, room - 1);
    return lines;
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
    m_lines = 0;
    countLines();
    update();
}

QSize DigitLabel::sizeHint() const
{
    const double width = digitTextWidth(m_text, textFont()) + captionWidth();
    return {static_cast<int>(std::ceil(width)) + 1, m_lines * QFontMetrics(textFont()).height()};
}

QSize DigitLabel::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), 60), sizeHint().height()};
}

void DigitLabel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    countLines();
}

void DigitLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setLayoutDirection(layoutDirection());
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const QFontMetricsF metrics(textFont());
    const QStringList lines = shownLines();
    const double line = height() / static_cast<double>(lines.size());
    double base = (line + metrics.capHeight()) / 2;
    const double whole = captionWidth() + digitTextWidth(lines.first(), textFont());
    double left = mirrored ? std::max(0.0, width() - whole) : 0;
    if (!m_caption.isEmpty()) {
        painter.setPen(m_theme.tokens.dim);
        paintDigitText(painter, {left, base}, m_caption, captionFont());
        left += captionWidth();
    }
    painter.setPen(m_dim ? m_theme.tokens.dim : m_theme.tokens.ink);
    for (const QString &text : lines) {
        if (mirrored && lines.size() > 1)
            left = std::max(0.0, width() - digitTextWidth(text, textFont()));
        paintDigitText(painter, {left, base}, text, textFont());
        base += line;
    }
    if (lines.last().endsWith(QChar(0x2026)) && !m_text.endsWith(QChar(0x2026)))
        setToolTip(m_text);
}
