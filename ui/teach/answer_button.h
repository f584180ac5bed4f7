#pragma once

#include "ui/theme/theme.h"

#include <QAbstractButton>

/// One answer with its key, its votes, and whether it is the one that was measured. A click adds a vote, with
/// Shift it takes one back.
class AnswerButton : public QAbstractButton
{
    Q_OBJECT

public:
    AnswerButton(int number, QWidget *parent);

    struct Facts
    {
        QString text;
        int votes = 0;
        int mostVotes = 0; ///< of one answer: the length of the longest bar
        bool measured = false;

        bool operator==(const Facts &) const = default;
    };
    void display(const Facts &facts);
    void applyTheme(const Theme &theme);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    /// The lines of the answer in this width; never more than two are needed at 1280 pixels.
    [[nodiscard]] QStringList lines(int width) const;

signals:
    /// `by` is +1 or -1.
    void voted(int number, int by);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    /// Of the answer itself.
    [[nodiscard]] Theme::Text role() const;
    [[nodiscard]] double textLeft() const;
    [[nodiscard]] double textWidth(int width) const;
    [[nodiscard]] double badgeHeight() const;
    [[nodiscard]] double votesWidth() const;
    void paintKey(QPainter &painter, double middle) const;
    void paintVotes(QPainter &painter, double middle) const;
    void paintText(QPainter &painter, double middle) const;
    void paintBadge(QPainter &painter, const QPointF &at) const;

    int m_number;
    Facts m_facts;
    Theme m_theme;
};
