#pragma once

#include "ui/charts/theory_line.h"
#include "ui/teach/bar_picture.h"

#include <QWidget>

#include <optional>

/// The card with the bars: one can be dragged (mouse, arrow keys, + and -, Home, End; Page keys go through
/// the lesson), the rest is covered until shown.
class GuessCard : public QWidget
{
    Q_OBJECT

public:
    explicit GuessCard(QWidget *parent);

    /// `theory`: the line in the foot once it is shown.
    void display(const BarPicture::Facts &facts, const std::optional<TheoryLine> &theory);
    void applyTheme(const Theme &theme);
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] const BarPicture::Facts &facts() const { return m_facts; }
    /// What stands above the foot now.
    [[nodiscard]] BarPicture picture() const;
    /// What stands in the foot now.
    [[nodiscard]] QString footText() const;

signals:
    void guessed(double value);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QRectF foot() const;
    [[nodiscard]] bool canGuess() const;
    void guessAt(double x);

    BarPicture::Facts m_facts;
    std::optional<TheoryLine> m_theory;
    Theme m_theme;
};
