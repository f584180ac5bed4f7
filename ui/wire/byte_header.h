#pragma once

#include "core/protocol/transport_kind.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <optional>

/// Head of the bytes card: marker, what the record is, which way and when; the latter below where there is
/// no room beside it.
class ByteHeader : public QWidget
{
    Q_OBJECT

public:
    explicit ByteHeader(QWidget *parent = nullptr);

    void show(std::optional<TransportKind> lane, const QString &name, const QString &times);
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
    [[nodiscard]] double nameLeft() const;
    [[nodiscard]] bool fitsOneLine(double width) const;

    Theme m_theme;
    std::optional<TransportKind> m_lane;
    QString m_name, m_times;
};
