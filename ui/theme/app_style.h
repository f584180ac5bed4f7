#pragma once

#include "ui/theme/theme.h"

#include <QProxyStyle>

/// Fusion with the frames, focus ring, slider, check box and segments of the tokens: flat, 1 px edges, corner
/// radius 4, no gradients. Colours come from the theme, never from style sheets.
class AppStyle : public QProxyStyle
{
    Q_OBJECT

public:
    explicit AppStyle(const Theme &theme);

    void setTheme(const Theme &theme) { m_theme = theme; }
    [[nodiscard]] const Theme &theme() const { return m_theme; }

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget = nullptr) const override;
    [[nodiscard]] QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                                       SubControl subControl, const QWidget *widget) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption *option = nullptr,
                                  const QWidget *widget = nullptr) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption *option = nullptr,
                                const QWidget *widget = nullptr,
                                QStyleHintReturn *data = nullptr) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                         const QWidget *widget) const override;
    using QProxyStyle::polish;
    void polish(QWidget *widget) override;

private:
    void frame(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &edge) const;
    void focusRing(QPainter *painter, const QRect &rect) const;
    void drawSlider(const QStyleOptionComplex *option, QPainter *painter) const;
    void drawComboBox(const QStyleOptionComplex *option, QPainter *painter) const;
    void drawButtonPanel(const QStyleOption *option, QPainter *painter, const QWidget *widget) const;
    void drawCheckBox(const QStyleOption *option, QPainter *painter) const;

    Theme m_theme;
};

/// Property of a button: "flat" (no edge until hovered) or "you" (the one filled button of a view).
inline constexpr const char buttonLookProperty[] = "pushscopeLook";
