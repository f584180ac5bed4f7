#pragma once

#include "ui/widgets/value_scale.h"

#include <QSlider>

#include <functional>

/// A slider over a ValueScale: keys and wheel step in values, not in positions, and screen readers hear the
/// value with its unit.
class ScaleSlider : public QSlider
{
    Q_OBJECT

public:
    using Format = std::function<QString(double)>;

    ScaleSlider(const ValueScale &scale, Format format, QWidget *parent = nullptr);

    [[nodiscard]] double scaledValue() const { return m_value; }
    /// Moves the handle; no signal.
    void showValue(double value);
    [[nodiscard]] QString valueText() const { return m_format(m_value); }

signals:
    void edited(double value);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void stepBy(int count, bool page);
    void setByUser(double value);

    ValueScale m_scale;
    Format m_format;
    double m_value = 0;
    bool m_showing = false;
};

/// Makes ScaleSlider announce its value with the unit; call once, after QApplication exists.
void installSliderAccessibility();
