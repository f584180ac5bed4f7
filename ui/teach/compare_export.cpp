#include "ui/teach/compare_export.h"

#include "ui/charts/chart_export.h"
#include "ui/teach/compare_view.h"

#include <QDir>

using namespace Qt::Literals::StringLiterals;

Result<Done> exportComparison(const RunSnapshot &snapshot, const ExperimentSettings &settings,
                              const QString &folder)
{
    LabState state;
    state.take(snapshot);
    state.settings = settings;
    const CompareView view;
    const Theme theme = makeTheme(ThemeChoice::Light, QPalette(), 1);
    if (auto written = exportAll({&view}, state, theme, folder); !written)
        return written;
    const QString path = QDir(folder).filePath(view.machineName());
    if (auto written = writeExport(path + u".csv"_s, view.asTable(state).toUtf8()); !written)
        return written;
    return writeExport(path + u".md"_s, view.asMarkdown(state).toUtf8());
}
