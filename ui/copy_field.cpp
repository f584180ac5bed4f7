#include "ui/copy_field.h"

#include <QResizeEvent>
#include <QTextBlock>

#include <cmath>

CopyField::CopyField(const QString &text, const QString &name, const QFont &font, QWidget *parent)
    : QPlainTextEdit(text, parent)
{
    setReadOnly(true);
    setFont(font);
    setAccessibleName(name);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    fit();
}

void CopyField::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        fit();
}

void CopyField::fit()
{
    const double text
        = blockBoundingRect(document()->firstBlock()).height() + 2 * document()->documentMargin();
    setFixedHeight(static_cast<int>(std::ceil(text)) + 2 * frameWidth());
}
