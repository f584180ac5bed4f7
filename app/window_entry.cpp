#include "app/window_entry.h"

#include "ui/export_commands.h"
#include "ui/main_window.h"
#include "ui/theme/app_style.h"
#include "ui/view_factory.h"
#include "ui/widgets/scale_slider.h"
#include "ui/window_memory.h"

#include <QApplication>
#include <QIcon>
#include <QLibraryInfo>
#include <QSettings>
#include <QTranslator>

int runWindow(int argc, char **argv, const WindowOptions &options)
{
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("pushscope"));
    QGuiApplication::setDesktopFileName(QStringLiteral("pushscope"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    Q_INIT_RESOURCE(window);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/pushscope.svg")));
    QTranslator qtTexts;
    if (qtTexts.load(QLocale(), QStringLiteral("qtbase"), QStringLiteral("_"),
                     QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qtTexts);

    // The desktop's palette, before ours replaces it.
    const QPalette desktop = QApplication::palette();
    auto *style = new AppStyle(makeTheme(ThemeChoice::System, desktop, 1));
    QApplication::setStyle(style); // takes ownership
    installSliderAccessibility();

    LabController lab;
    MainWindow window(lab, *style, makeLabViews, desktop);
    window_memory::restore(window);
    window.show();
    if (!options.file.isEmpty())
        export_commands::openSettingsFile(window, options.file);
    // A file that cannot be read is said; the window is about something that runs.
    if (!lab.isRunning())
        lab.start();
    QObject::connect(&application, &QApplication::aboutToQuit, &window,
                     [&window] { window_memory::save(window); });
    return QApplication::exec();
}
