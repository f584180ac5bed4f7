#include "ui/teach/note_marks.h"

#include "ui/theme/glyph.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

WarningSign::WarningSign(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_colour(theme.tokens.bad)
{
    const int side = QFontMetrics(theme.font(Theme::Text::Body)).height();
    setFixedSize(side, side);
}

void WarningSign::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintGlyph(painter, Glyph::Warning, QRectF(rect()).adjusted(1, 1, -1, -1), m_colour);
}

MeasuredText::MeasuredText(const QString &text, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto *label = new QLabel(text, this);
    label->setFont(theme.font(Theme::Text::Body));
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(10), 0, 0, 0);
    layout->addWidget(label);
}

void MeasuredText::paintEvent(QPaintEvent *)
{
    const int bar = static_cast<int>(m_theme.lineWidth());
    const int x = layoutDirection() == Qt::RightToLeft ? width() - bar : 0;
    QPainter(this).fillRect(x, 0, bar, height(), m_theme.tokens.ink);
}
