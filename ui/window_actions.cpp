#include "ui/window_actions.h"

#include "ui/comparison_pane.h"
#include "ui/dialogs.h"
#include "ui/export_commands.h"
#include "ui/fault_menu.h"
#include "ui/main_window.h"
#include "ui/scenario_commands.h"
#include "ui/settings_pane.h"
#include "ui/transport_descriptor.h"
#include "ui/views/teach_page.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QMenuBar>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

WindowActions::WindowActions(MainWindow &window)
    : QObject(&window)
    , m_window(window)
{
    buildFile();
    buildEdit();
    buildView();
    buildRun();
    buildLesson();
    buildHelp();
}

QMenu *WindowActions::addMenu(const QString &title)
{
    m_groups.append(Group{QString(title).remove(u'&'), {}});
    return m_window.menuBar()->addMenu(title);
}

QAction *WindowActions::add(QMenu *menu, const QString &text, const QKeySequence &shortcut,
                            const std::function<void()> &triggered, const QString &tip)
{
    auto *action = new QAction(text, this);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WindowShortcut);
    if (!tip.isEmpty())
        action->setToolTip(tip);
    connect(action, &QAction::triggered, this, triggered);
    menu->addAction(action);
    m_window.addAction(action);
    m_groups.last().actions.append(action);
    return action;
}

void WindowActions::buildFile()
{
    QMenu *file = addMenu(tr("&File"));
    LabController &lab = m_window.lab();
    add(file, tr("&New experiment"), QKeySequence::New,
        [&lab] { lab.loadSettings(ExperimentSettings{}, tr("new experiment")); });
    add(file, tr("&Open \u2026"), QKeySequence::Open, [this] { export_commands::openSettings(m_window); });
    add(file, tr("&Save settings \u2026"), QKeySequence::Save,
        [this] { export_commands::saveSettings(m_window); });
    add(
        file, tr("Save scenario &as \u2026"), QKeySequence(u"Ctrl+Shift+S"_s),
        [this] { scenario_commands::saveScenario(m_window); },
        tr("What is set now, with a question and answers"));
    file->addSeparator();
    auto *menu = new QMenu(tr("&Export"), file);
    file->addMenu(menu);
    exporting = menu->menuAction();
    exporting->setText(tr("Export"));
    exporting->setToolTip(tr("Save charts and data"));
    using Format = export_commands::Format;
    add(menu, tr("Chart as P&NG \u2026"), QKeySequence(u"Ctrl+E"_s),
        [this] { export_commands::exportChart(m_window, Format::Png); });
    add(menu, tr("Chart as S&VG \u2026"), {},
        [this] { export_commands::exportChart(m_window, Format::Svg); });
    add(menu, tr("Chart as PD&F \u2026"), {},
        [this] { export_commands::exportChart(m_window, Format::Pdf); });
    add(menu, tr("&All charts to a folder \u2026"), QKeySequence(u"Ctrl+Shift+E"_s),
        [this] { export_commands::exportAllCharts(m_window); });
    menu->addSeparator();
    add(menu, tr("&Deliveries as CSV \u2026"), {}, [this] { export_commands::exportCsv(m_window); });
    add(menu, tr("&Report as JSON \u2026"), {}, [this] { export_commands::exportReport(m_window); });
    menu->addSeparator();
    add(menu, tr("&Wireshark capture (pcapng) \u2026"), {},
        [this] { export_commands::exportCapture(m_window, CaptureFormat::Pcapng); });
    add(menu, tr("&HTTP archive (HAR) \u2026"), {},
        [this] { export_commands::exportCapture(m_window, CaptureFormat::Har); });
    file->addSeparator();
    add(file, tr("&Quit"), QKeySequence(u"Ctrl+Q"_s), [this] {
        m_window.close();
    })->setMenuRole(QAction::QuitRole);
}

void WindowActions::buildEdit()
{
    QMenu *edit = addMenu(tr("&Edit"));
    QUndoStack *undo = m_window.lab().undoStack();
    QAction *undoAction = undo->createUndoAction(this, tr("&Undo"));
    undoAction->setShortcut(QKeySequence::Undo);
    QAction *redoAction = undo->createRedoAction(this, tr("&Redo"));
    redoAction->setShortcut(QKeySequence(u"Ctrl+Shift+Z"_s));
    for (QAction *action : {undoAction, redoAction}) {
        edit->addAction(action);
        m_window.addAction(action);
        m_groups.last().actions.append(action);
    }
    edit->addSeparator();
    add(
        edit, tr("&Copy chart"), QKeySequence::Copy, [this] { export_commands::copyChart(m_window); },
        tr("Puts the chart on the clipboard as a picture"));
    add(edit, tr("Copy as co&mmand"), QKeySequence(u"Ctrl+Shift+C"_s), [this] {
        QApplication::clipboard()->setText(toRunCommand(m_window.lab().settings()));
        m_window.say(tr("Copied: the command that repeats this experiment without the window."));
    });
}

void WindowActions::buildView()
{
    QMenu *view = addMenu(tr("&View"));
    const auto &views = m_window.mainCard().views();
    for (std::size_t i = 0; i < views.size(); ++i)
        add(view, views[i]->title(), QKeySequence(u"Alt+%1"_s.arg(i + 1)), [this, i] {
            ViewCard &card = m_window.focusedCard();
            card.setCurrent(static_cast<int>(i));
            // Its keys act at once; the projector's picture has no focus frame.
            if (!m_window.theme().isProjector())
                card.currentView()->setFocus(Qt::ShortcutFocusReason);
            m_window.lab().setViewOptions(m_window.lab().state().view);
        });
    view->addSeparator();
    const auto option = [this](bool ViewOptions::*member) {
        return [this, member] {
            ViewOptions options = m_window.lab().state().view;
            options.*member = !(options.*member);
            m_window.lab().setViewOptions(options);
        };
    };
    m_overlay = add(view, tr("One chart instead of &strips"), {}, option(&ViewOptions::strips));
    m_overlay->setCheckable(true);
    m_logarithmic
        = add(view, tr("&Logarithmic scale"), QKeySequence(u"Ctrl+G"_s), option(&ViewOptions::logarithmic));
    m_logarithmic->setCheckable(true);
    add(view, tr("Show less time"), QKeySequence(u"Ctrl+["_s), [this] { stepWindow(-1); });
    add(view, tr("Show more time"), QKeySequence(u"Ctrl+]"_s), [this] { stepWindow(1); });
    view->addSeparator();
    buildThemes(view);
    add(view, tr("Larger text"), QKeySequence::ZoomIn, [this] { m_window.setZoom(m_window.zoom() + 0.1); });
    add(view, tr("Smaller text"), QKeySequence::ZoomOut, [this] { m_window.setZoom(m_window.zoom() - 0.1); });
    add(view, tr("Normal text"), QKeySequence(u"Ctrl+0"_s), [this] { m_window.setZoom(1); });
    view->addSeparator();
    m_controls = add(view, tr("&Controls"), QKeySequence(Qt::Key_F9), [this] { m_window.toggleControls(); });
    m_controls->setCheckable(true);
    m_maximise = add(view, tr("&Maximise the chart"), QKeySequence(Qt::Key_F12),
                     [this] { m_window.toggleMaximised(MainWindow::Maximised::Chart); });
    add(view, tr("&Full screen"), QKeySequence(Qt::Key_F11),
        [this] { m_window.setWindowState(m_window.windowState() ^ Qt::WindowFullScreen); });
    add(view, tr("Show or hide the menu"), QKeySequence(Qt::Key_F10), [this] { m_window.toggleMenu(); });
    add(view, tr("Next region"), QKeySequence(Qt::Key_F6), [this] { m_window.nextRegion(true); });
    add(view, tr("Previous region"), QKeySequence(u"Shift+F6"_s), [this] { m_window.nextRegion(false); });
}

void WindowActions::buildThemes(QMenu *view)
{
    auto *themes = view->addMenu(tr("&Theme"));
    auto *group = new QActionGroup(this);
    const std::array names{tr("&System"), tr("&Light"), tr("&Dark"), tr("&Projector")};
    for (std::size_t i = 0; i < names.size(); ++i) {
        m_themes[i]
            = add(themes, names[i], {}, [this, i] { m_window.setTheme(static_cast<ThemeChoice>(i)); });
        m_themes[i]->setCheckable(true);
        group->addAction(m_themes[i]);
    }
    m_projector = add(view, tr("&Projector"), QKeySequence(u"Ctrl+Shift+P"_s), [this] {
        const bool on = m_window.themeChoice() == ThemeChoice::Projector;
        m_window.setTheme(on ? ThemeChoice::System : ThemeChoice::Projector);
    });
    m_projector->setCheckable(true);
}

void WindowActions::stepWindow(int direction)
{
    constexpr std::array windows{10.0, 30.0, 60.0, 300.0, 0.0};
    ViewOptions options = m_window.lab().state().view;
    const auto at = std::ranges::find(windows, options.windowS) - windows.begin();
    options.windowS = windows.at(static_cast<std::size_t>(
        std::clamp<std::ptrdiff_t>(at + direction, 0, static_cast<std::ptrdiff_t>(windows.size()) - 1)));
    m_window.lab().setViewOptions(options);
}

void WindowActions::buildRun()
{
    QMenu *menu = addMenu(tr("&Run"));
    LabController &lab = m_window.lab();
    run = add(menu, tr("&Run"), QKeySequence(Qt::Key_F5),
              [&lab] { lab.isRunning() ? lab.stop() : lab.start(); });
    add(menu, tr("Start &again from the seed"), QKeySequence(u"Shift+F5"_s), [&lab] { lab.restart(); });
    freeze = add(
        menu, tr("&Freeze"), QKeySequence(Qt::Key_F8), [&lab] { lab.setFrozen(!lab.isFrozen()); },
        tr("The display stands still, capture goes on"));
    freeze->setCheckable(true);
    previousRecord = add(
        menu, tr("Pre&vious record"), QKeySequence(Qt::Key_Comma), [this] { m_window.stepRecord(-1); },
        tr("Selects what crossed the wire before"));
    nextRecord = add(
        menu, tr("Ne&xt record"), QKeySequence(Qt::Key_Period), [this] { m_window.stepRecord(1); },
        tr("Selects what crossed the wire next"));
    hold = add(
        menu, tr("&Hold the publisher"), QKeySequence(u"Ctrl+H"_s), [&lab] { lab.setHeld(!lab.isHeld()); },
        tr("Sends nothing until it is let go"));
    hold->setCheckable(true);
    add(
        menu, tr("&Publish one"), QKeySequence(u"Ctrl+Return"_s), [this] { m_window.publishOne(); },
        tr("Publishes the text of the field; empty: goes to the field"));
    baseline = add(
        menu, tr("Pin &baseline"), QKeySequence(u"Ctrl+B"_s), [&lab] { lab.toggleBaseline(); },
        tr("Keeps this run as ghost lines to compare with"));
    menu->addSeparator();
    QMenu *scenarios = menu->addMenu(tr("Scenar&io"));
    for (const Scenario &scenario : builtInScenarios())
        add(
            scenarios, scenario.title, {}, [&lab, &scenario] { lab.loadScenario(scenario); },
            scenario.question);
    buildTransports(menu);
    QMenu *faults = menu->addMenu(tr("Fau&lts"));
    for (const FaultCommand &command : faultCommands())
        add(
            faults, command.text, command.shortcut, [&lab, fault = command.fault] { lab.strike(fault); },
            command.tip);
    menu->addSeparator();
    add(menu, tr("&Clear the data"), QKeySequence(u"Ctrl+L"_s), [&lab] { lab.clearData(); });
    add(menu, tr("R&eset the scenario"), QKeySequence(u"Ctrl+Shift+R"_s), [&lab] { lab.resetScenario(); });
    add(menu, tr("Reset prefere&nces"), {}, [this] { m_window.resetPreferences(); });
}

void WindowActions::buildTransports(QMenu *runMenu)
{
    QMenu *transports = runMenu->addMenu(tr("&Transports"));
    LabController &lab = m_window.lab();
    for (const TransportKind kind : allTransportKinds) {
        const QString name = descriptorOf(kind).name;
        const std::size_t i = indexOf(kind);
        m_transports[i] = add(transports, name, QKeySequence(u"Ctrl+%1"_s.arg(i + 1)),
                              [&lab, kind] { lab.setTransportEnabled(kind, !lab.settings().enabled(kind)); });
    }
    for (const TransportKind kind : allTransportKinds)
        add(transports, tr("Only %1").arg(descriptorOf(kind).name),
            QKeySequence(u"Ctrl+Shift+%1"_s.arg(indexOf(kind) + 1)), [&lab, kind] { lab.solo(kind); });
}

void WindowActions::buildLesson()
{
    const std::array keys{QKeySequence(Qt::Key_F2), QKeySequence(Qt::Key_F3), QKeySequence(Qt::Key_F4),
                          QKeySequence(Qt::Key_F7), QKeySequence(u"Shift+F7"_s)};
    if (m_window.pages().empty())
        return;
    QMenu *menu = addMenu(tr("&Lesson"));
    std::size_t number = 0;
    for (const TeachPage *page : m_window.pages()) {
        const QKeySequence key = number < keys.size() ? keys[number] : QKeySequence();
        ++number;
        QAction *shows
            = add(menu, page->title(), key, [this, name = page->machineName()] { m_window.showPage(name); });
        if (!predict)
            predict = shows;
    }
    menu->addSeparator();
    predict->setToolTip(tr("Guess first, then see what was measured"));
    for (const TeachPage *page : m_window.pages())
        if (const QList<QAction *> commands = page->commands(); !commands.isEmpty()) {
            QMenu *ofPage = menu->addMenu(tr("%1: commands").arg(page->title()));
            ofPage->addActions(commands);
            m_groups.last().actions += commands;
        }
    menu->addSeparator();
    add(
        menu, tr("Back to the &laboratory"), {}, [this] { m_window.showLaboratory(); },
        tr("Escape does it too"));
}

void WindowActions::buildHelp()
{
    QMenu *help = addMenu(tr("&Help"));
    add(help, tr("&Connect your own client"), QKeySequence(Qt::Key_F1),
        [this] { dialogs::showConnect(m_window); });
    add(help, tr("&Keyboard shortcuts"), QKeySequence(u"Ctrl+?"_s),
        [this] { dialogs::showShortcuts(m_window, m_groups); });
    add(help, tr("&What the numbers mean"), {}, [this] { dialogs::showNumbers(m_window); });
    add(help, tr("&About Pushscope"), {}, [this] {
        dialogs::showAbout(m_window);
    })->setMenuRole(QAction::AboutRole);
}

void WindowActions::showMode()
{
    LabController &lab = m_window.lab();
    run->setText(lab.isRunning() ? tr("&Stop") : tr("&Run"));
    run->setToolTip(lab.isRunning() ? tr("Closes all connections; what was measured stays")
                                    : tr("Starts the server and the clients"));
    freeze->setChecked(lab.isFrozen());
    freeze->setText(lab.isFrozen() ? tr("&Go on") : tr("&Freeze"));
    hold->setChecked(lab.isHeld());
    hold->setEnabled(lab.isRunning());
    baseline->setText(lab.state().baseline ? tr("Unpin &baseline") : tr("Pin &baseline"));
    for (const TransportKind kind : allTransportKinds)
        m_transports[indexOf(kind)]->setText(
            (lab.settings().enabled(kind) ? tr("Switch off %1") : tr("Switch on %1"))
                .arg(descriptorOf(kind).name));
    m_themes[static_cast<std::size_t>(m_window.themeChoice())]->setChecked(true);
    m_projector->setChecked(m_window.themeChoice() == ThemeChoice::Projector);
    m_controls->setChecked(!m_window.settingsPane().isHidden());
    m_logarithmic->setChecked(lab.state().view.logarithmic);
    m_overlay->setChecked(!lab.state().view.strips);
}
