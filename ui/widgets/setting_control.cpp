#include "ui/widgets/setting_control.h"

#include "ui/widgets/scale_slider.h"

#include <QGridLayout>
#include <QLabel>

SettingControl::SettingControl(const SettingDescription &description, QWidget *parent)
    : QWidget(parent)
    , m_label(new QLabel(description.name, this))
    , m_field(new ValueField(description.scale, description.format, description.parse, this))
    , m_slider(new ScaleSlider(description.scale, description.format, this))
{
    QString plainName = description.name;
    plainName.remove(QLatin1Char('&'));
    m_label->setBuddy(m_field);
    m_label->setWordWrap(true); // in narrow windows, in languages with longer words
    m_field->setAccessibleName(plainName);
    m_slider->setAccessibleName(plainName);
    m_field->setObjectName(plainName + QStringLiteral(" field"));
    m_slider->setObjectName(plainName + QStringLiteral(" slider"));
    const QString range
        = tr("%1 to %2")
              .arg(description.format(description.scale.min), description.format(description.scale.max));
    const QString tip = description.tip.isEmpty() ? range : tr("%1\n%2").arg(description.tip, range);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_label), static_cast<QWidget *>(m_field), static_cast<QWidget *>(m_slider)})
        widget->setToolTip(tip);

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(8);
    layout->setVerticalSpacing(0);
    layout->addWidget(m_label, 0, 0);
    layout->addWidget(m_field, 0, 1, Qt::AlignRight);
    layout->addWidget(m_slider, 1, 0, 1, 2);
    layout->setColumnStretch(0, 1);
    if (description.showEnds) {
        auto *low = new QLabel(description.format(description.scale.min), this);
        auto *high = new QLabel(description.format(description.scale.max), this);
        for (QLabel *end : {low, high}) {
            end->setProperty("pushscopeText", QStringLiteral("caption"));
            end->setAccessibleName(end->text());
        }
        layout->addWidget(low, 2, 0, Qt::AlignLeft);
        layout->addWidget(high, 2, 1, Qt::AlignRight);
    }
    connect(m_field, &ValueField::edited, this, &SettingControl::take);
    connect(m_slider, &ScaleSlider::edited, this, &SettingControl::take);
    showValue(description.scale.min);
}

void SettingControl::showValue(double value)
{
    m_value = value;
    m_field->showValue(value);
    m_slider->showValue(value);
}

void SettingControl::take(double value)
{
    showValue(value);
    emit edited(value);
}
