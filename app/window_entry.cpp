#include "app/window_entry.h"

#include "app/terminal.h"

int runWindow(int, char **, const WindowOptions &)
{
    printError(QStringLiteral("the window is not built yet; try: pushscope run, pushscope serve"));
    return 1;
}

Result<Done> exportCharts(const RunSnapshot &, const ExperimentSettings &, const QString &)
{
    return Error{QStringLiteral("charts are not built yet")};
}
