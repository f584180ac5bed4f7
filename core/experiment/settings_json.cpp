#include "core/experiment/experiment_settings.h"
#include "core/experiment/member_reader.h"
#include "core/experiment/setting_field.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QLatin1StringView schemaName("pushscope.settings/1");

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ExperimentSettings)
};

bool isList(const SettingField &field)
{
    return QLatin1StringView(field.option) == "transports"_L1;
}

/// A rate among words, written as a number by hand.
bool mayBeNumber(const SettingField &field)
{
    return field.isNumber || QLatin1StringView(field.option) == "upstream"_L1;
}

/// The value as the command line would spell it; nullopt for a type that the setting does not have.
std::optional<QString> asText(const SettingField &field, const QJsonValue &value)
{
    if (isList(field)) {
        QStringList names;
        const QJsonArray list = value.toArray();
        for (const QJsonValue name : list)
            names += name.toString();
        return value.isArray() ? std::optional(names.join(u',')) : std::nullopt;
    }
    if (value.isString())
        return value.toString();
    if (mayBeNumber(field) && value.isDouble()) {
        const double number = value.toDouble();
        const bool whole = std::abs(number) < 1e15 && number == std::trunc(number);
        return whole ? QString::number(static_cast<qint64>(number))
                     : QString::number(number, 'g', QLocale::FloatingPointShortest);
    }
    return std::nullopt;
}

const SettingField *fieldNamed(const QString &jsonName)
{
    for (const SettingField &field : settingFields())
        if (field.jsonName() == jsonName)
            return &field;
    return nullptr;
}

Result<Done> readMember(const QString &name, const QJsonValue &value, ExperimentSettings &settings)
{
    const SettingField *field = fieldNamed(name);
    if (field == nullptr)
        return Error{Words::tr("there is no setting \"%1\"").arg(name)};
    if (isList(*field) && value.isArray() && value.toArray().isEmpty()) {
        settings.transports.fill(false);
        return Done{};
    }
    const auto text = asText(*field, value);
    if (!text || !field->read(*text, settings) || !field->inRange(settings))
        return Error{u"\"%1\": %2"_s.arg(name, field->wrong(shownJson(value)).message)};
    return Done{};
}

}

QJsonObject toJson(const ExperimentSettings &settings)
{
    QJsonObject json{{u"schema"_s, schemaName}};
    for (const SettingField &field : settingFields()) {
        const QString text = field.text(settings);
        if (isList(field))
            json[field.jsonName()] = QJsonArray::fromStringList(text.split(u',', Qt::SkipEmptyParts));
        else if (field.isNumber)
            json[field.jsonName()] = text.toDouble();
        else
            json[field.jsonName()] = text;
    }
    return json;
}

Result<ExperimentSettings> settingsFromJson(const QJsonObject &json)
{
    ExperimentSettings settings;
    for (auto member = json.begin(); member != json.end(); ++member) {
        if (member.key() == "schema"_L1) {
            if (member->toString() != schemaName)
                return Error{Words::tr("\"schema\" is %1, but this program reads \"%2\"")
                                 .arg(shownJson(*member), schemaName)};
            continue;
        }
        if (const auto read = readMember(member.key(), *member, settings); !read)
            return read.error();
    }
    return settings;
}

Result<ExperimentSettings> settingsFromFile(const QByteArray &bytes)
{
    const auto object = objectFromBytes(bytes);
    return object ? settingsFromJson(*object) : object.error();
}
