#include "ui/widgets/value_field.h"

#include <QFocusEvent>
#include <QLineEdit>
#include <QWheelEvent>

#include <algorithm>
#include <cstdlib>

ValueField::ValueField(const ValueScale &scale, Format format, Parse parse, QWidget *parent)
    : QAbstractSpinBox(parent)
    , m_scale(scale)
    , m_format(std::move(format))
    , m_parse(std::move(parse))
{
    setButtonSymbols(NoButtons);
    setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    connect(this, &QAbstractSpinBox::editingFinished, this, &ValueField::commit);
}

void ValueField::showValue(double value)
{
    const bool typing = hasFocus() && lineEdit()->text() != m_format(m_value);
    m_value = value;
    if (!typing && lineEdit()->text() != m_format(value))
        lineEdit()->setText(m_format(value));
}

void ValueField::commit()
{
    // QLineEdit's own "modified" is reset by QAbstractSpinBox before this is called: compare the texts.
    const QString text = lineEdit()->text();
    const bool typedSomething = text != m_format(m_value);
    const std::optional<double> typed = typedSomething ? m_parse(text) : std::nullopt;
    const double before = m_value;
    if (typed)
        m_value = m_scale.clamped(*typed);
    lineEdit()->setText(m_format(m_value));
    if (m_value != before)
        emit edited(m_value);
}

void ValueField::stepBy(int steps)
{
    commit();
    // QAbstractSpinBox sends 10 steps for the Page keys.
    const bool page = std::abs(steps) >= 10;
    m_value = m_scale.stepped(m_value, page ? steps / 10 : steps, page);
    lineEdit()->setText(m_format(m_value));
    emit edited(m_value);
}

QAbstractSpinBox::StepEnabled ValueField::stepEnabled() const
{
    StepEnabled enabled = StepNone;
    if (m_value > m_scale.min)
        enabled |= StepDownEnabled;
    if (m_value < m_scale.max)
        enabled |= StepUpEnabled;
    return enabled;
}

QValidator::State ValueField::validate(QString &input, int &) const
{
    const std::optional<double> value = m_parse(input);
    return value && *value >= m_scale.min && *value <= m_scale.max ? QValidator::Acceptable
                                                                   : QValidator::Intermediate;
}

QSize ValueField::sizeHint() const
{
    const QFontMetrics metrics(font());
    const int text = std::max({metrics.horizontalAdvance(m_format(m_scale.max)),
                               metrics.horizontalAdvance(m_format(m_scale.min)),
                               metrics.horizontalAdvance(QStringLiteral("8,888 ms"))});
    return {text + 24, std::max(28, metrics.height() + 10)};
}

void ValueField::focusOutEvent(QFocusEvent *event)
{
    commit();
    QAbstractSpinBox::focusOutEvent(event);
}

void ValueField::wheelEvent(QWheelEvent *event)
{
    if (hasFocus())
        QAbstractSpinBox::wheelEvent(event);
    else
        event->ignore();
}
