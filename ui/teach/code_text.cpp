#include "ui/teach/code_text.h"

#include "ui/teach/code_highlighter.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>

#include <cmath>

namespace {

constexpr int tabColumns = 4;
constexpr int numberColumns = 3;
constexpr int numberMargin = 8;

int columnsWidth(const QFont &font, int columns)
{
    return static_cast<int>(std::ceil(columns * QFontMetricsF(font).horizontalAdvance(QLatin1Char('0'))));
}

} // namespace

/// The column of line numbers; it scrolls with the text and takes part in nothing else.
class CodeText::Numbers : public QWidget
{
public:
    explicit Numbers(CodeText *text)
        : QWidget(text)
        , m_text(text)
    {
    }

protected:
    void paintEvent(QPaintEvent *event) override { m_text->paintNumbers(event); }

private:
    CodeText *m_text;
};

void paintScrollFrame(QWidget &widget, const Theme &theme, bool edge)
{
    QPainter painter(&widget);
    painter.fillRect(widget.rect(), theme.tokens.surf);
    const bool focus = widget.hasFocus();
    if (!focus && !edge)
        return;
    painter.setPen(QPen(focus ? theme.tokens.you : theme.tokens.line, focus ? 2 : 1));
    const double inset = focus ? 1 : 0.5;
    painter.drawRect(QRectF(widget.rect()).adjusted(inset, inset, -inset, -inset));
}

CodeText::CodeText(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new CodeHighlighter(document()))
    , m_numbers(new Numbers(this))
{
    setFrameStyle(QFrame::Box);
    setLineWidth(2);
    setReadOnly(true);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    // Code runs from left to right in every language.
    setLayoutDirection(Qt::LeftToRight);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &rect, int dy) {
        if (dy != 0)
            m_numbers->scroll(0, dy);
        else
            m_numbers->update(0, rect.y(), m_numbers->width(), rect.height());
    });
}

void CodeText::showCode(const QString &file, const QByteArray &code)
{
    setAccessibleName(tr("Code of %1").arg(file));
    m_highlighter->setLanguage(languageOf(file));
    // The line end of the last line makes no line.
    setPlainText(QString::fromUtf8(code.endsWith('\n') ? code.chopped(1) : code));
    moveCursor(QTextCursor::Start);
    arrange();
}

void CodeText::applyTheme(const Theme &theme, int pixels)
{
    m_theme = theme;
    QFont mono = theme.font(Theme::Text::Mono);
    mono.setPixelSize(pixels);
    setFont(mono);
    setTabStopDistance(tabColumns * QFontMetricsF(mono).horizontalAdvance(QLatin1Char('0')));
    QPalette colours = palette();
    colours.setColor(QPalette::Base, theme.tokens.surf);
    colours.setColor(QPalette::Text, theme.tokens.ink);
    setPalette(colours);
    m_highlighter->applyTheme(theme);
    arrange();
}

int CodeText::numbersWidth(const QFont &font)
{
    return columnsWidth(font, numberColumns) + 2 * numberMargin;
}

int CodeText::widthFor(int columns, int pixels) const
{
    QFont mono = m_theme.font(Theme::Text::Mono);
    mono.setPixelSize(pixels);
    return numbersWidth(mono) + columnsWidth(mono, columns)
        + 2 * static_cast<int>(document()->documentMargin()) + verticalScrollBar()->sizeHint().width()
        + 2 * frameWidth();
}

void CodeText::arrange()
{
    setViewportMargins(numbersWidth(font()), 0, 0, 0);
    const QRect inner = contentsRect();
    m_numbers->setGeometry(inner.left(), inner.top(), numbersWidth(font()), inner.height());
    m_numbers->update();
}

void CodeText::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    arrange();
}

bool CodeText::event(QEvent *event)
{
    if (event->type() == QEvent::Paint) {
        paintScrollFrame(*this, m_theme, true);
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QPlainTextEdit::event(event);
}

void CodeText::keyPressEvent(QKeyEvent *event)
{
    if (event == QKeySequence::Copy && !textCursor().hasSelection()) {
        emit wholeWanted();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void CodeText::paintNumbers(QPaintEvent *event)
{
    QPainter painter(m_numbers);
    painter.fillRect(event->rect(), m_theme.tokens.surf);
    painter.setFont(font());
    painter.setPen(m_theme.tokens.dim);
    if (document()->isEmpty())
        return;
    QTextBlock block = firstVisibleBlock();
    double top = blockBoundingGeometry(block).translated(contentOffset()).top();
    for (; block.isValid() && top <= event->rect().bottom(); block = block.next()) {
        const double height = blockBoundingRect(block).height();
        const double base = block.layout()->lineCount() > 0 ? block.layout()->lineAt(0).ascent() : height;
        const QString number = QString::number(block.blockNumber() + 1);
        const double width = QFontMetricsF(font()).horizontalAdvance(number);
        painter.drawText(QPointF(m_numbers->width() - numberMargin - width, top + base), number);
        top += height;
    }
}
