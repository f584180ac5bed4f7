#include "ui/widgets/growing_text.h"

#include <QEvent>
#include <QTextBlock>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

GrowingText::GrowingText(int least, int most, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_least(least)
    , m_most(most)
{
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QPlainTextEdit::textChanged, this, &GrowingText::fit);
    fit();
}

int GrowingText::linesNeeded() const
{
    int lines = 0;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        (void)blockBoundingRect(block); // lays it out
        lines += std::max(1, block.layout()->lineCount());
    }
    if (!document()->isEmpty())
        return lines;
    const int margins = 2 * static_cast<int>(std::ceil(document()->documentMargin()));
    const QRect room(0, 0, std::max(1, viewport()->width() - margins), QWIDGETSIZE_MAX);
    const int height = fontMetrics().boundingRect(room, Qt::TextWordWrap, placeholderText()).height();
    return std::max(1, (height + fontMetrics().leading()) / fontMetrics().lineSpacing());
}

double GrowingText::lineHeight() const
{
    const QTextBlock first = document()->firstBlock();
    (void)blockBoundingRect(first);
    return first.layout()->lineCount() > 0 ? first.layout()->lineAt(0).height() : fontMetrics().lineSpacing();
}

void GrowingText::fit()
{
    const int needed = linesNeeded();
    setVerticalScrollBarPolicy(needed > m_most ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    const double text = std::clamp(needed, m_least, m_most) * lineHeight() + 2 * document()->documentMargin();
    // A pixel less, and the text could be scrolled.
    setFixedHeight(static_cast<int>(std::ceil(text)) + 1 + 2 * frameWidth());
}

void GrowingText::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
}

void GrowingText::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    fit();
}
