#include "ui/teach/choose_memory.h"

#include "core/teach/chooser_words.h"
#include "ui/teach/scale_controls.h"

#include <QSettings>

#include <array>

using namespace Qt::Literals::StringLiterals;
using chooser_words::Question;

namespace {

constexpr auto group = "choose";
constexpr std::array answerKeys{"direction", "rate", "latency", "clients"};
constexpr auto obstaclesKey = "obstacles";

struct NumberKey
{
    const char *name;
    double Scale::*member;
};
constexpr std::array numberKeys{NumberKey{"scale_clients", &Scale::clients},
                                NumberKey{"messages_per_second", &Scale::messagesPerSecond},
                                NumberKey{"poll_interval", &Scale::pollInterval},
                                NumberKey{"heartbeat", &Scale::heartbeat},
                                NumberKey{"payload", &Scale::payload},
                                NumberKey{"jitter_window", &Scale::jitterWindow},
                                NumberKey{"hours_a_day", &Scale::hoursADay}};

/// In the group, or nothing of another version.
bool enter(QSettings &settings)
{
    settings.beginGroup(QLatin1StringView(group));
    return settings.value(u"version"_s).toInt() == choose_memory::version;
}

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

} // namespace

void choose_memory::save(const ChooserAnswers &answers)
{
    QSettings settings;
    settings.beginGroup(QLatin1StringView(group));
    settings.setValue(u"version"_s, version);
    for (std::size_t i = 0; i < answerKeys.size(); ++i)
        settings.setValue(key(answerKeys[i]),
                          chooser_words::answerIndex(chooser_words::allQuestions[i], answers));
    settings.setValue(key(obstaclesKey), answers.obstacles.toInt());
}

void choose_memory::save(const Scale &scale)
{
    QSettings settings;
    settings.beginGroup(QLatin1StringView(group));
    settings.setValue(u"version"_s, version);
    settings.setValue(u"basis"_s, static_cast<int>(scale.basis));
    for (const NumberKey &number : numberKeys)
        settings.setValue(key(number.name), scale.*number.member);
    settings.setValue(u"network_estimate"_s, scale.networkEstimate);
}

ChooserAnswers choose_memory::answers()
{
    QSettings settings;
    ChooserAnswers answers;
    if (!enter(settings))
        return {};
    for (std::size_t i = 0; i < answerKeys.size(); ++i) {
        const Question question = chooser_words::allQuestions[i];
        bool ok = true;
        const int index
            = settings.value(key(answerKeys[i]), chooser_words::answerIndex(question, answers)).toInt(&ok);
        if (!ok || index < 0 || index >= chooser_words::choices(question).size())
            return {};
        chooser_words::setAnswer(question, index, answers);
    }
    bool ok = true;
    const int obstacles = settings.value(key(obstaclesKey), 0).toInt(&ok);
    if (!ok || obstacles < 0 || obstacles >= obstacleSets)
        return {};
    answers.obstacles = Obstacles(obstacles);
    return answers;
}

Scale choose_memory::scale()
{
    QSettings settings;
    Scale scale;
    if (!enter(settings))
        return {};
    bool ok = true;
    const int basis = settings.value(u"basis"_s, 0).toInt(&ok);
    if (!ok || basis < 0 || basis >= static_cast<int>(allScaleBases.size()))
        return {};
    scale.basis = static_cast<ScaleBasis>(basis);
    for (const NumberKey &number : numberKeys) {
        scale.*number.member = settings.value(key(number.name), scale.*number.member).toDouble(&ok);
        if (!ok)
            return {};
    }
    scale.networkEstimate = settings.value(u"network_estimate"_s, true).toBool();
    return isPlausible(scale) ? scale : Scale{};
}
