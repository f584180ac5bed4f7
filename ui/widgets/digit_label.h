#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

/// A line of text with digits of one width, elided at its end; the accessible name is the text. It may take a
/// second line before anything is left out.
class DigitLabel : public QWidget
{
    Q_OBJECT

public:
    DigitLabel(Theme::Text role, int weight, QWidget *parent = nullptr);

    void setText(const QString &text);
    [[nodiscard]] QString text() const { return m_text; }
    /// Dim instead of ink.
    void setDim(bool dim);
    /// Text set in ink after a dim caption: "Server" + "http://...".
    void setCaption(const QString &caption);
    /// At most so many lines; 1 at first.
    void setMaxLines(int lines);
    /// The text as it is shown in this width: lines, the last one elided if it must.
    [[nodiscard]] QStringList shownLines() const;
    void applyTheme(const Theme &theme);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QFont textFont() const { return m_theme.font(m_role, m_weight); }
    [[nodiscard]] double captionWidth() const;
    void countLines();
    [[nodiscard]] QFont captionFont() const { return m_theme.font(Theme::Text::Caption); }

    Theme::Text m_role;
    int m_weight;
    Theme m_theme;
    QString m_text;
    QString m_caption;
    bool m_dim = false;
    int m_maxLines = 1;
    int m_lines = 1; ///< in the width of now
};
