#include "ui/scenario_commands.h"

#include "core/experiment/export_json.h"
#include "core/experiment/scenario_file.h"
#include "ui/file_dialogs.h"
#include "ui/main_window.h"
#include "ui/scenario_dialog.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Export", text);
}

/// "My scenario" -> "my-scenario.pushscope"
QString fileNameOf(const QString &title)
{
    static const QRegularExpression others(u"[^\\p{L}\\p{N}]+"_s);
    const QString words = title.toLower().replace(others, u" "_s).simplified().replace(u' ', u'-');
    return (words.isEmpty() ? u"scenario"_s : words) + u".pushscope"_s;
}

/// Written, it is the scenario from then on; if not, what was typed is still in the dialogue.
void saveScenarioFile(MainWindow &window, ScenarioDialog &dialog, Scenario scenario, const QString &path)
{
    const auto written = exportJson(toJson(scenario), path);
    if (!written) {
        dialog.showNotSaved(written.error().message);
        return;
    }
    scenario.name = QFileInfo(path).absoluteFilePath();
    window.lab().adoptScenario(scenario);
    dialog.close();
    window.say(tr("Saved %1").arg(path));
}

} // namespace

void scenario_commands::saveScenario(MainWindow &window)
{
    if (window.findChild<ScenarioDialog *>())
        return;
    const Scenario *current = window.lab().scenario();
    auto *dialog = new ScenarioDialog(withSettings(current ? *current : Scenario(), window.lab().settings()),
                                      window.theme(), &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(
        dialog, &ScenarioDialog::saveAsked, &window, [&window, dialog](const Scenario &scenario) {
            file_dialogs::askForFile(*dialog, tr("Save the scenario"), fileNameOf(scenario.title),
                                     tr("Pushscope experiments (*.pushscope)"),
                                     [&window, dialog, scenario](const QString &path) {
                                         saveScenarioFile(window, *dialog, scenario, path);
                                     });
        });
    dialog->open();
}
