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

constexpr qint64 mostBytes = 1024LL * 1024;

/// All of `file`, or one byte more than is allowed: a pipe hands out its bytes in pieces.
QByteArray bytesOf(QFile &file)
{
    QByteArray bytes;
    for (QByteArray piece = file.read(mostBytes + 1); !piece.isEmpty();
         piece = file.read(mostBytes + 1 - bytes.size()))
        bytes += piece;
    return bytes;
}

RunSubject readFile(const QString &name)
{
    const auto refused = [&name](const QString &why) {
        return RunRefusal{ExitFile, Words::tr("cannot read %1: %2").arg(name, why)};
    };
    if (QFileInfo(name).isDir())
        return refused(Words::tr("it is a folder"));
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return refused(file.errorString());
    const QByteArray bytes = bytesOf(file);
    if (bytes.size() > mostBytes)
        return refused(Words::tr("it is larger than 1 MiB"));
    auto content = experimentFromFile(bytes);
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
    const Scenario *scenario = findScenario(subject);
    // A folder is nothing to run: `--charts firehose` does not hide the scenario.
    const QFileInfo file(subject);
    if (subject.endsWith(".pushscope"_L1) || (file.exists() && !(file.isDir() && scenario)))
        return readFile(subject);
    if (scenario)
        return *scenario;
    QStringList names;
    for (const Scenario &known : builtInScenarios())
        names += known.name;
    QString message = Words::tr("there is no scenario and no file \"%1\"").arg(subject);
    if (const QString near = nearestWord(subject, names); !near.isEmpty())
        message += Words::tr("; did you mean %1?").arg(near);
    return RunRefusal{ExitUsage, message + u'\n' + Words::tr("scenarios: %1").arg(names.join(", "_L1))};
}
