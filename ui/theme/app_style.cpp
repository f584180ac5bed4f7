#include "ui/theme/app_style.h"

#include "ui/theme/scroll_bar_look.h"

#include <QAbstractSpinBox>
#include <QPainter>
#include <QPainterPath>
#include <QStyleFactory>
#include <QStyleOption>
#include <QWidget>

#include <algorithm>

namespace {

constexpr double cornerRadius = 4;
constexpr int handleSize = 18;
constexpr int grooveHeight = 4;

QString lookOf(const QWidget *widget)
{
    return widget ? widget->property(buttonLookProperty).toString() : QString();
}

bool isOn(const QStyleOption *option)
{
    return option->state & (QStyle::State_On | QStyle::State_Sunken);
}

} // namespace

AppStyle::AppStyle(const Theme &theme)
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
    , m_theme(theme)
{
}

void AppStyle::frame(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &edge) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(edge.alpha() == 0 ? QPen(Qt::NoPen) : QPen(edge, 1));
    painter->setBrush(fill);
    painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius, cornerRadius);
    painter->restore();
}

void AppStyle::focusRing(QPainter *painter, const QRect &rect) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(m_theme.tokens.you, 2));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), cornerRadius, cornerRadius);
    painter->restore();
}

void AppStyle::drawButtonPanel(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const Tokens &t = m_theme.tokens;
    const QString look = lookOf(widget);
    const bool enabled = option->state & State_Enabled;
    const bool hovered = enabled && (option->state & State_MouseOver);
    QColor fill = hovered ? t.hot : t.field;
    QColor edge = enabled ? t.edge : t.line;
    if (look == QLatin1StringView("flat")) {
        fill = hovered ? t.hot : QColor(Qt::transparent);
        edge = QColor(Qt::transparent);
    }
    if (look == QLatin1StringView("you"))
        fill = edge = t.you;
    if (isOn(option))
        fill = edge = t.ink;
    frame(painter, option->rect, fill, edge);
    if (option->state & State_HasFocus)
        focusRing(painter, option->rect);
}

void AppStyle::drawCheckBox(const QStyleOption *option, QPainter *painter) const
{
    const Tokens &t = m_theme.tokens;
    const bool on = option->state & State_On;
    const bool enabled = option->state & State_Enabled;
    const QRect box = option->rect;
    frame(painter, box, on && enabled ? t.ink : t.field, enabled ? (on ? t.ink : t.edge) : t.line);
    if (!on)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(
        QPen(enabled ? t.surf : t.edge, box.width() / 8.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    QPainterPath tick;
    tick.moveTo(box.left() + box.width() * 0.24, box.top() + box.height() * 0.52);
    tick.lineTo(box.left() + box.width() * 0.43, box.top() + box.height() * 0.71);
    tick.lineTo(box.left() + box.width() * 0.77, box.top() + box.height() * 0.32);
    painter->drawPath(tick);
    painter->restore();
}

void AppStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    const Tokens &t = m_theme.tokens;
    switch (element) {
    case PE_FrameFocusRect:
        focusRing(painter, option->rect);
        return;
    case PE_PanelButtonCommand:
    case PE_PanelButtonTool:
        drawButtonPanel(option, painter, widget);
        return;
    case PE_FrameButtonTool:
    case PE_FrameDefaultButton:
        return;
    case PE_PanelLineEdit:
    case PE_FrameLineEdit:
        if (widget && qobject_cast<const QAbstractSpinBox *>(widget->parentWidget()))
            return;
        frame(painter, option->rect, t.field, option->state & State_Enabled ? t.edge : t.line);
        if (option->state & State_HasFocus)
            focusRing(painter, option->rect);
        return;
    case PE_Frame:
        if (!widget || !widget->inherits("QPlainTextEdit"))
            break;
        frame(painter, option->rect, t.field, t.edge);
        if (option->state & State_HasFocus)
            focusRing(painter, option->rect);
        return;
    case PE_IndicatorCheckBox:
        drawCheckBox(option, painter);
        return;
    case PE_FrameStatusBarItem:
        return;
    case PE_IndicatorArrowDown:
        // The "..." of a pane says enough.
        if (widget && widget->inherits("QToolButton"))
            return;
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void AppStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                           const QWidget *widget) const
{
    const Tokens &t = m_theme.tokens;
    const auto inverted = [&](QPalette palette) {
        const QColor text = lookOf(widget) == QLatin1StringView("you") && !isOn(option) ? t.youInk : t.surf;
        palette.setColor(QPalette::ButtonText, text);
        palette.setColor(QPalette::WindowText, text);
        return palette;
    };
    if (element == CE_PushButtonLabel) {
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            QStyleOptionButton copy(*button);
            if (isOn(option) || lookOf(widget) == QLatin1StringView("you"))
                copy.palette = inverted(copy.palette);
            QProxyStyle::drawControl(element, &copy, painter, widget);
            return;
        }
    }
    if (element == CE_ToolButtonLabel) {
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option)) {
            QStyleOptionToolButton copy(*button);
            if (isOn(option))
                copy.palette = inverted(copy.palette);
            QProxyStyle::drawControl(element, &copy, painter, widget);
            return;
        }
    }
    if (element == CE_PushButtonBevel) {
        drawButtonPanel(option, painter, widget);
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void AppStyle::drawSlider(const QStyleOptionComplex *option, QPainter *painter) const
{
    const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (!slider)
        return;
    const Tokens &t = m_theme.tokens;
    const bool enabled = option->state & State_Enabled;
    const QRect handle = subControlRect(CC_Slider, option, SC_SliderHandle, nullptr);
    const QRect all = option->rect;
    const double mid = all.center().y() + 0.5;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    const QRectF groove(all.left(), mid - grooveHeight / 2.0, all.width(), grooveHeight);
    painter->setBrush(m_theme.isProjector() ? t.grid : t.line);
    painter->drawRoundedRect(groove, 2, 2);
    QRectF filled = groove;
    if (slider->upsideDown)
        filled.setLeft(handle.center().x());
    else
        filled.setRight(handle.center().x());
    painter->setBrush(enabled ? t.ink : t.edge);
    painter->drawRoundedRect(filled, 2, 2);
    painter->setPen(QPen(enabled ? t.ink : t.edge, 1.5));
    painter->setBrush(t.surf);
    painter->drawEllipse(QRectF(handle).adjusted(1, 1, -1, -1));
    if (option->state & State_HasFocus) {
        painter->setPen(QPen(t.you, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawEllipse(QRectF(handle).adjusted(-1, -1, 1, 1).intersected(QRectF(all)));
        painter->setBrush(t.you);
        painter->setPen(Qt::NoPen);
        painter->drawEllipse(QRectF(handle).center(), 4, 4);
    }
    painter->restore();
}

void AppStyle::drawComboBox(const QStyleOptionComplex *option, QPainter *painter) const
{
    const Tokens &t = m_theme.tokens;
    const bool enabled = option->state & State_Enabled;
    frame(painter, option->rect, option->state & State_MouseOver ? t.hot : t.field,
          enabled ? t.edge : t.line);
    if (option->state & State_HasFocus)
        focusRing(painter, option->rect);
    const bool mirrored = option->direction == Qt::RightToLeft;
    const double x = mirrored ? option->rect.left() + 14 : option->rect.right() - 14;
    const double y = option->rect.center().y() + 1;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(enabled ? t.ink : t.edge, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(QPolygonF({{x - 4, y - 2}, {x, y + 2}, {x + 4, y - 2}}));
    painter->restore();
}

void AppStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                  QPainter *painter, const QWidget *widget) const
{
    const Tokens &t = m_theme.tokens;
    switch (control) {
    case CC_Slider:
        drawSlider(option, painter);
        return;
    case CC_ComboBox:
        drawComboBox(option, painter);
        return;
    case CC_ScrollBar:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            scroll_bar_look::paint(*painter, *bar, t);
        return;
    case CC_SpinBox:
        frame(painter, option->rect, t.field, option->state & State_Enabled ? t.edge : t.line);
        if (option->state & State_HasFocus)
            focusRing(painter, option->rect);
        return;
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

QRect AppStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                               SubControl subControl, const QWidget *widget) const
{
    if (control == CC_Slider && subControl == SC_SliderHandle) {
        if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            const int span = option->rect.width() - handleSize;
            const int at = sliderPositionFromValue(slider->minimum, slider->maximum, slider->sliderPosition,
                                                   span, slider->upsideDown);
            return {option->rect.left() + at, option->rect.center().y() - handleSize / 2 + 1, handleSize,
                    handleSize};
        }
    }
    if (control == CC_ScrollBar)
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return scroll_bar_look::part(*bar, subControl);
    if (control == CC_SpinBox && subControl == SC_SpinBoxEditField)
        return option->rect.adjusted(4, 2, -4, -2);
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

int AppStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_SliderThickness:
    case PM_SliderControlThickness:
        return 24;
    case PM_ScrollBarExtent:
        return scroll_bar_look::thickness;
    case PM_SliderLength:
        return handleSize;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
        return m_theme.px(16);
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_DefaultFrameWidth:
        return widget && widget->inherits("QPlainTextEdit") ? 2 : 1; // its focus ring
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        return 12;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return m_theme.px(16);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int AppStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                        QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_EtchDisabledText:
        return 0;
    case SH_Slider_AbsoluteSetButtons:
        return Qt::LeftButton;
    case SH_ComboBox_Popup:
        return 0;
    case SH_UnderlineShortcut:
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize AppStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                 const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    const int control = m_theme.px(28);
    switch (type) {
    case CT_PushButton:
        return {std::max(size.width() + m_theme.px(24), control), std::max(control, size.height() + 8)};
    case CT_ToolButton:
        return result.expandedTo({control, control});
    case CT_ComboBox:
        return {result.width() + 8, std::max(control, result.height())};
    case CT_MenuBarItem:
        return {result.width() + 4, std::max(m_theme.px(28), result.height())};
    case CT_LineEdit:
    case CT_SpinBox:
        return {result.width(), std::max(control, size.height() + 4)};
    default:
        return result;
    }
}

void AppStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (widget->inherits("QAbstractButton") || widget->inherits("QComboBox") || widget->inherits("QSlider"))
        widget->setAttribute(Qt::WA_Hover);
}
