#include "ui/widgets/scale_slider.h"

#include <QAccessibleWidget>
#include <QKeyEvent>
#include <QWheelEvent>

namespace {

class AccessibleSlider : public QAccessibleWidget, public QAccessibleValueInterface
{
public:
    explicit AccessibleSlider(ScaleSlider *slider)
        : QAccessibleWidget(slider, QAccessible::Slider)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? slider()->valueText() : QAccessibleWidget::text(kind);
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::ValueInterface)
            return static_cast<QAccessibleValueInterface *>(this);
        return QAccessibleWidget::interface_cast(type);
    }
    QVariant currentValue() const override { return slider()->value(); }
    void setCurrentValue(const QVariant &value) override { slider()->setValue(value.toInt()); }
    QVariant maximumValue() const override { return slider()->maximum(); }
    QVariant minimumValue() const override { return slider()->minimum(); }
    QVariant minimumStepSize() const override { return slider()->singleStep(); }

private:
    ScaleSlider *slider() const { return static_cast<ScaleSlider *>(object()); }
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *slider = qobject_cast<ScaleSlider *>(object);
    return slider ? new AccessibleSlider(slider) : nullptr;
}

constexpr int singleStepPositions = 10;
constexpr int pageStepPositions = 80;

} // namespace

void installSliderAccessibility()
{
    QAccessible::installFactory(makeAccessible);
}

ScaleSlider::ScaleSlider(const ValueScale &scale, Format format, QWidget *parent)
    : QSlider(Qt::Horizontal, parent)
    , m_scale(scale)
    , m_format(std::move(format))
    , m_value(scale.min)
{
    setRange(0, ValueScale::positions);
    setSingleStep(singleStepPositions);
    setPageStep(pageStepPositions);
    connect(this, &QSlider::valueChanged, this, [this](int position) {
        if (!m_showing)
            setByUser(m_scale.valueAt(position));
    });
}

void ScaleSlider::showValue(double value)
{
    m_value = value;
    if (isSliderDown())
        return;
    m_showing = true;
    setValue(m_scale.positionOf(value));
    m_showing = false;
    update();
}

void ScaleSlider::setByUser(double value)
{
    if (value == m_value)
        return;
    m_value = value;
    emit edited(value);
}

void ScaleSlider::stepBy(int count, bool page)
{
    const double next = m_scale.stepped(m_value, count, page);
    m_showing = true;
    setValue(m_scale.positionOf(next));
    m_showing = false;
    setByUser(next);
}

void ScaleSlider::keyPressEvent(QKeyEvent *event)
{
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    switch (event->key()) {
    case Qt::Key_Right:
        stepBy(mirrored ? -1 : 1, false);
        return;
    case Qt::Key_Left:
        stepBy(mirrored ? 1 : -1, false);
        return;
    case Qt::Key_Up:
        stepBy(1, false);
        return;
    case Qt::Key_Down:
        stepBy(-1, false);
        return;
    case Qt::Key_PageUp:
        stepBy(1, true);
        return;
    case Qt::Key_PageDown:
        stepBy(-1, true);
        return;
    default:
        QSlider::keyPressEvent(event);
    }
}

void ScaleSlider::wheelEvent(QWheelEvent *event)
{
    // Only with focus: scrolling the side bar must not turn a knob on the way.
    if (!hasFocus()) {
        event->ignore();
        return;
    }
    if (event->angleDelta().y() != 0)
        stepBy(event->angleDelta().y() > 0 ? 1 : -1, event->modifiers() & Qt::ShiftModifier);
    event->accept();
}
