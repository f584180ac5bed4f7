#include "ui/copy_field.h"

#include <QAbstractTextDocumentLayout>
#include <QResizeEvent>

#include <algorithm>
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
    // The document counts lines, not pixels.
    const double lines = std::max(1.0, document()->documentLayout()->documentSize().height());
    const double text = lines * fontMetrics().lineSpacing() + 2 * document()->documentMargin();
    setFixedHeight(static_cast<int>(std::ceil(text)) + 2 * frameWidth());
}
