#pragma once

#include "core/protocol/transport_kind.h"
#include "ui/theme/theme.h"

#include <QWidget>

/// Marker and name of one transport.
class TransportTitle : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    void show(TransportKind kind, const Theme &theme);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QFont face() const { return m_theme.font(Theme::Text::PaneName, QFont::DemiBold); }
    [[nodiscard]] double markerSize() const { return m_theme.markerSize() * 1.25; }
    /// From the edge to the name.
    [[nodiscard]] int before() const { return static_cast<int>(markerSize()) + m_theme.px(8); }

    TransportKind m_kind{};
    Theme m_theme;
};
