#include "ui/window_memory.h"

#include "ui/main_window.h"

#include <QFile>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QScreen>
#include <QSettings>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize firstSize(1280, 720);
constexpr int frameHeight = 30; ///< at least, of a title bar

/// The file that cannot be read is renamed, so that it is neither lost nor read again.
void setAside(MainWindow &window, const QString &file)
{
    const QString kept = file + u".broken"_s;
    QFile::remove(kept);
    QFile::rename(file, kept);
    window.showProblem(MainWindow::tr("The remembered settings could not be read. They are kept as %1; "
                                      "the program starts with its defaults.")
                           .arg(kept));
}

void restoreExperiment(MainWindow &window, const QSettings &settings)
{
    const QByteArray stored = settings.value(u"experiment"_s).toByteArray();
    if (stored.isEmpty())
        return;
    const auto experiment = settingsFromFile(stored);
    if (experiment)
        window.lab().useRemembered(*experiment);
    else
        window.showProblem(MainWindow::tr("The remembered experiment could not be read: %1. "
                                          "The program starts with its defaults.")
                               .arg(experiment.error().message));
}

} // namespace

void window_memory::restore(MainWindow &window)
{
    QSettings settings;
    window.resize(firstSize);
    // With its frame it would not fit: a projector of 1280x720.
    if (const QScreen *screen = window.screen();
        screen && screen->availableSize().height() < firstSize.height() + frameHeight)
        window.setWindowState(Qt::WindowMaximized);
    // Sections are parsed when they are first asked for.
    settings.allKeys();
    if (settings.status() == QSettings::FormatError) {
        const QString file = settings.fileName();
        setAside(window, file);
        return;
    }
    window.setInvites(!settings.value(u"invited"_s, false).toBool());
    if (settings.value(u"version"_s, version).toInt() != version)
        return;
    window.restoreGeometry(settings.value(u"geometry"_s).toByteArray());
    if (const QScreen *screen = window.screen();
        screen && !screen->availableGeometry().intersects(window.geometry()))
        window.move(screen->availableGeometry().topLeft());
    window.setZoom(settings.value(u"zoom"_s, 1.0).toDouble());
    window.setTheme(static_cast<ThemeChoice>(std::clamp(settings.value(u"theme"_s, 0).toInt(), 0, 3)));
    window.setControlsShown(settings.value(u"controls"_s, true).toBool());
    ViewOptions view;
    view.strips = settings.value(u"strips"_s, view.strips).toBool();
    view.logarithmic = settings.value(u"logarithmic"_s, view.logarithmic).toBool();
    view.windowS = settings.value(u"window"_s, view.windowS).toDouble();
    window.lab().setViewOptions(view);
    restoreExperiment(window, settings);
}

void window_memory::save(const MainWindow &window)
{
    QSettings settings;
    settings.setValue(u"version"_s, version);
    settings.setValue(u"geometry"_s, window.saveGeometry());
    settings.setValue(u"zoom"_s, window.zoom());
    settings.setValue(u"theme"_s, static_cast<int>(window.themeChoice()));
    settings.setValue(u"controls"_s, window.controlsShown());
    settings.setValue(u"invited"_s, !window.invites());
    const LabState &state = window.lab().liveState();
    settings.setValue(u"strips"_s, state.view.strips);
    settings.setValue(u"logarithmic"_s, state.view.logarithmic);
    settings.setValue(u"window"_s, state.view.windowS);
    settings.setValue(u"experiment"_s,
                      QJsonDocument(toJson(window.lab().settings())).toJson(QJsonDocument::Compact));
}
