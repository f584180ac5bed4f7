#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

/// A line of text with digits of one width, elided at its end; the accessible name is the text.
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
    void applyTheme(const Theme &theme);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QFont textFont() const { return m_theme.font(m_role, m_weight); }
    [[nodiscard]] QFont captionFont() const { return m_theme.font(Theme::Text::Caption); }

    Theme::Text m_role;
    int m_weight;
    Theme m_theme;
    QString m_text;
    QString m_caption;
    bool m_dim = false;
};
