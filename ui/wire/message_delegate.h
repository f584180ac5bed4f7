#pragma once

#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QStyledItemDelegate>

#include <array>

/// Paints cells of the message list: digits of one width, words in the colours of the tokens.
class MessageDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr double padding = 12; ///< beside a cell's text, before it is scaled

    using QStyledItemDelegate::QStyledItemDelegate;

    void applyTheme(const Theme &theme);
    void setPadding(int pixels) { m_padding = pixels; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    /// A font with its advances measured once: thousands of numbers are painted in a second.
    struct NumberFont
    {
        QFont font;
        double digit = 0; ///< of the widest one
        std::array<double, 128> advance{}; ///< of each character
    };
    /// Digits of one width, ending at `end`; false: not a plain number.
    static bool paintNumber(QPainter &painter, const QPointF &end, const QString &text,
                            const NumberFont &font);

    Theme m_theme;
    NumberFont m_normal, m_strong;
    int m_padding = 12;
};

/// Column heads: caption size, the marker of its transport before the name.
class MessageHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit MessageHeader(QWidget *parent = nullptr);

    void applyTheme(const Theme &theme);
    void setPadding(int pixels) { m_padding = pixels; }
    /// What the widest head of a transport needs.
    [[nodiscard]] static int laneWidth(const Theme &theme);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;

private:
    Theme m_theme;
    int m_padding = 12;
};
