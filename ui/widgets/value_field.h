#pragma once

#include "ui/widgets/value_scale.h"

#include <QAbstractSpinBox>

#include <functional>
#include <optional>

/// A number field with its unit in the text ("200 ms"), typed in any unit that `parse` knows; arrow and Page
/// keys step as the slider beside it does. A text that cannot be read is shown as bad and put right on
/// leaving.
class ValueField : public QAbstractSpinBox
{
    Q_OBJECT

public:
    using Format = std::function<QString(double)>;
    using Parse = std::function<std::optional<double>(const QString &)>;

    ValueField(const ValueScale &scale, Format format, Parse parse, QWidget *parent = nullptr);

    [[nodiscard]] double value() const { return m_value; }
    /// Shows a value; no signal. Does not disturb a text that is being typed.
    void showValue(double value);

    void stepBy(int steps) override;
    [[nodiscard]] QValidator::State validate(QString &input, int &pos) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void edited(double value);

protected:
    [[nodiscard]] StepEnabled stepEnabled() const override;
    void focusOutEvent(QFocusEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void commit();

    ValueScale m_scale;
    Format m_format;
    Parse m_parse;
    double m_value = 0;
};
