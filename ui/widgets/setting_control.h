#pragma once

#include "ui/widgets/value_field.h"
#include "ui/widgets/value_scale.h"

#include <QWidget>

class QLabel;
class ScaleSlider;

/// Everything that describes one numeric setting on the screen.
struct SettingDescription
{
    QString name; ///< "&Poll interval": label, with its mnemonic
    QString tip; ///< what it does, where that is not plain
    ValueScale scale;
    ValueField::Format format;
    ValueField::Parse parse;
    bool showEnds = true; ///< the range below the slider
};

/// A label, a number field and a slider that always show the same value.
class SettingControl : public QWidget
{
    Q_OBJECT

public:
    explicit SettingControl(const SettingDescription &description, QWidget *parent = nullptr);

    [[nodiscard]] double value() const { return m_value; }
    /// Shows a value that came from elsewhere (undo, a file); no signal.
    void showValue(double value);
    [[nodiscard]] ScaleSlider *slider() const { return m_slider; }
    [[nodiscard]] ValueField *field() const { return m_field; }

signals:
    void edited(double value);

private:
    void take(double value);

    double m_value = 0;
    QLabel *m_label = nullptr;
    ValueField *m_field = nullptr;
    ScaleSlider *m_slider = nullptr;
};
