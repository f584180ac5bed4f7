#pragma once

#include "ui/theme/theme.h"

#include <QPlainTextEdit>

class CodeHighlighter;

/// Paints the frame of a scrolling widget with a frame of 2 pixels: an edge (if `edge`), or the focus ring.
void paintScrollFrame(QWidget &widget, const Theme &theme, bool edge);

/// A file of code to read and to copy, with line numbers. Copying without a selection copies all of the file,
/// byte for byte.
class CodeText : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit CodeText(QWidget *parent = nullptr);

    /// `file`: its name, which also says the language.
    void showCode(const QString &file, const QByteArray &code);
    /// `pixels`: size of the code's font.
    void applyTheme(const Theme &theme, int pixels);
    /// Width in which `columns` characters of that size are seen at once.
    [[nodiscard]] int widthFor(int columns, int pixels) const;

signals:
    /// All of the file was asked for by key.
    void wholeWanted();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    class Numbers;
    [[nodiscard]] static int numbersWidth(const QFont &font);
    void paintNumbers(QPaintEvent *event);
    void arrange();

    Theme m_theme;
    CodeHighlighter *m_highlighter;
    Numbers *m_numbers;
};
