#pragma once

#include "ui/theme/theme.h"
#include "ui/wire/byte_parts.h"

#include <QWidget>

/// The parts of one record as a stacked bar, with a legend and their sum.
class ByteBar : public QWidget
{
    Q_OBJECT

public:
    explicit ByteBar(QWidget *parent = nullptr);

    void showParts(const QList<PartSum> &parts, TransportKind lane);
    void applyTheme(const Theme &theme);
    [[nodiscard]] QSize sizeHint() const override { return {m_theme.px(200), heightForWidth(width())}; }
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return {m_theme.px(120), heightForWidth(width())};
    }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Entry
    {
        QString text, number;
        PartLook look;
        QPointF place; ///< of its base line
    };
    /// Places the legend's entries; returns its height.
    double layOut(double width, QList<Entry> *entries) const;
    [[nodiscard]] QString sumText() const;

    Theme m_theme;
    QList<PartSum> m_parts;
    TransportKind m_lane = TransportKind::WebSocket;
};
