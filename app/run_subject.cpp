#include "app/run_subject.h"

#include "app/nearest_word.h"
#include "core/experiment/scenario_file.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(HeadlessRun)
};

RunSubject readFile(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return RunRefusal{ExitFile, Words::tr("cannot read %1: %2").arg(name, file.errorString())};
    constexpr qint64 mostBytes = 1024LL * 1024;
    auto content = experimentFromFile(file.read(mostBytes));
    if (!content)
        return RunRefusal{ExitFile, u"%1: %2"_s.arg(name, content.error().message)};
    if (auto *scenario = std::get_if<Scenario>(&*content)) {
        scenario->name = name;
        return *scenario;
    }
    return std::get<ExperimentSettings>(*content);
}

}

RunSubject readSubject(const QString &subject)
{
    if (subject.isEmpty())
        return ExperimentSettings{};
    if (QFileInfo::exists(subject) || subject.endsWith(".pushscope"_L1))
        return readFile(subject);
    if (const Scenario *scenario = findScenario(subject))
        return *scenario;
    QStringList names;
    for (const Scenario &scenario : builtInScenarios())
        names += scenario.name;
    QString message = Words::tr("there is no scenario and no file \"%1\"").arg(subject);
    if (const QString near = nearestWord(subject, names); !near.isEmpty())
        message += Words::tr("; did you mean %1?").arg(near);
    return RunRefusal{ExitUsage, message + u'\n' + Words::tr("scenarios: %1").arg(names.join(", "_L1))};
}
