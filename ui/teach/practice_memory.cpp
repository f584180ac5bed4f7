#include "ui/teach/practice_memory.h"

#include <QCoreApplication>
#include <QSettings>

using namespace Qt::Literals::StringLiterals;

namespace {

const auto progressKey = u"practice/progress"_s;
const auto brokenKey = u"practice/broken"_s;
const auto topicKey = u"practice/topic"_s;
const auto byTopicKey = u"practice/byTopic"_s;

} // namespace

practice_memory::Remembered practice_memory::restore()
{
    QSettings settings;
    const QByteArray stored = settings.value(progressKey).toByteArray();
    StoredPractice read = practiceFromJson(stored);
    if (!read.problem.isEmpty()) {
        settings.setValue(brokenKey, stored);
        read.problem += u' '
            + QCoreApplication::translate("PracticeView", "What was there is kept as %1 in %2.")
                  .arg(brokenKey, settings.fileName());
    }
    return {read.record,
            {settings.value(topicKey).toString(), settings.value(byTopicKey, false).toBool()},
            read.problem};
}

void practice_memory::save(const PracticeRecord &record, const PracticeChoice &choice)
{
    QSettings settings;
    settings.setValue(progressKey, toJson(record));
    settings.setValue(topicKey, choice.topic);
    settings.setValue(byTopicKey, choice.byTopic);
}
