#include "core/teach/lesson.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

// Resources of a static library are dropped by the linker unless somebody asks for them, outside a namespace.
static void keepLessons()
{
    Q_INIT_RESOURCE(teach);
}

int Lesson::minutes() const
{
    int sum = 0;
    for (const LessonStep &step : steps)
        sum += step.minutes;
    return sum;
}

const QList<Lesson> &builtInLessons()
{
    static const QList<Lesson> lessons = [] {
        keepLessons();
        QFile file(u":/teach/lessons.json"_s);
        const bool opened = file.open(QIODevice::ReadOnly);
        Q_ASSERT(opened);
        QList<Lesson> all;
        const QJsonArray given
            = opened ? QJsonDocument::fromJson(file.readAll())["lessons"_L1].toArray() : QJsonArray{};
        for (const QJsonValue lesson : given) {
            Lesson next{
                .name = lesson["name"_L1].toString(), .title = lesson["title"_L1].toString(), .steps = {}};
            const QJsonArray steps = lesson["steps"_L1].toArray();
            for (const QJsonValue step : steps)
                next.steps += LessonStep{step["scenario"_L1].toString(), step["minutes"_L1].toInt()};
            all += next;
        }
        return all;
    }();
    return lessons;
}
