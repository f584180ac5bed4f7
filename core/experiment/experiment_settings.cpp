#include "core/experiment/experiment_settings.h"

#include "core/experiment/setting_field.h"

Result<Done> validate(const ExperimentSettings &settings)
{
    for (const SettingField &field : settingFields())
        if (!field.inRange(settings))
            return field.wrong(field.text(settings));
    return Done{};
}
