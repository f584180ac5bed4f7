#include "core/experiment/experiment_settings.h"
#include "core/experiment/setting_field.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ExperimentSettings)
};

/// The rate has no meaning while messages come in bursts, and `run` refuses it then.
bool matters(const SettingField &field, const ExperimentSettings &settings)
{
    return settings.arrivals.kind != Arrivals::Kind::Burst || QLatin1StringView(field.option) != "rate"_L1;
}

}

QStringList toRunOptions(const ExperimentSettings &settings, bool complete)
{
    const ExperimentSettings defaults;
    QStringList options;
    for (const SettingField &field : settingFields()) {
        const QString value = field.text(settings);
        if (!matters(field, settings) || (!complete && value == field.text(defaults)))
            continue;
        if (field.repeats) {
            for (const QString &part : value.split(u';', Qt::SkipEmptyParts))
                options << "--"_L1 + QLatin1StringView(field.option) << part;
        } else {
            options << "--"_L1 + QLatin1StringView(field.option) << value;
        }
    }
    return options;
}

QString toRunCommand(const ExperimentSettings &settings)
{
    return (QStringList{u"pushscope"_s, u"run"_s} + toRunOptions(settings)).join(u' ');
}

QString describeChange(const ExperimentSettings &before, const ExperimentSettings &after)
{
    QStringList changes;
    for (const SettingField &field : settingFields()) {
        if (field.text(before) == field.text(after))
            continue;
        const QString label = QCoreApplication::translate("ExperimentSettings", field.label);
        changes += u"%1 %2 -> %3"_s.arg(label, field.words(before), field.words(after));
    }
    if (changes.isEmpty())
        return {};
    return changes.size() == 1 ? changes.first() : Words::tr("%1 settings changed").arg(changes.size());
}
