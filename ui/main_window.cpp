#include "ui/main_window.h"

#include "ui/comparison_pane.h"
#include "ui/export_commands.h"
#include "ui/sentence.h"
#include "ui/settings_pane.h"
#include "ui/status_line.h"
#include "ui/teach/invitation.h"
#include "ui/teach/page_bar.h"
#include "ui/teach/predict_view.h"
#include "ui/tool_bar.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/digit_label.h"
#include "ui/widgets/error_bar.h"
#include "ui/window_actions.h"

#include <QApplication>
#include <QCloseEvent>
#include <QContextMenuEvent>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 sentenceEveryMs = 2000;
constexpr double minZoom = 0.8;
constexpr double maxZoom = 3;

/// What a page gets to see of a run that is covered.
LabState nothingMeasured(const LabState &state)
{
    LabState nothing;
    nothing.settings = state.settings;
    nothing.view = state.view;
    nothing.covered = true;
    nothing.snapshot.phase = state.snapshot.phase;
    for (const TransportKind kind : allTransportKinds) {
        LaneSnapshot &lane = nothing.snapshot.lanes[indexOf(kind)];
        lane.kind = kind;
        lane.enabled = state.snapshot.lane(kind).enabled;
        lane.clients = state.snapshot.lane(kind).clients;
    }
    return nothing;
}

} // namespace

MainWindow::MainWindow(LabController &lab, AppStyle &style, const ViewFactory &views, const QPalette &desktop)
    : m_lab(lab)
    , m_style(style)
    , m_desktop(desktop)
    , m_theme(makeTheme(ThemeChoice::System, desktop, 1))
{
    setWindowTitle(tr("Pushscope"));
    setAcceptDrops(true);
    auto *central = new QWidget(this);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    setCentralWidget(central);
    // The body first: actions need the views, the tool bar needs the actions.
    buildBody(views);
    buildPages(central);
    m_actions = std::make_unique<WindowActions>(*this);
    m_toolBar = new ToolBar(*m_actions, central);
    m_statusLine = new StatusLine(central);
    m_errors = new ErrorBar(central);
    layout->addWidget(m_toolBar);
    layout->addWidget(m_pageBar);
    layout->addWidget(m_errors);
    layout->addWidget(m_invitation);
    layout->addWidget(m_main, 1);
    layout->addWidget(m_pageStack, 1);
    layout->addWidget(m_statusLine);
    buildPaneMenus();
    connectLab();
    m_settings->showSettings(lab.settings());
    setMinimumSize(1024, 680);
    applyTheme();
    showMode();
    m_main->setFocus(Qt::OtherFocusReason);
}

MainWindow::~MainWindow() = default;

void MainWindow::display()
{
    const LabState &state = m_lab.state();
    const bool running = m_lab.isRunning();
    m_toolBar->showClock(state.snapshot.elapsedS);
    m_pageBar->showClock(state.snapshot.elapsedS);
    showNoise(state.snapshot.noise);
    if (TeachPage *shown = page()) {
        shown->display(m_covered && shown != m_predict ? nothingMeasured(state) : state);
        return;
    }
    if (m_covered)
        return;
    for (ComparisonPane *pane : m_panes)
        if (!pane->isHidden())
            pane->display(state, running);
    m_card->display(state);
    if (!m_secondCard->isHidden())
        m_secondCard->display(state);
    // The sentence is also the live text of screen readers: at most one change in two seconds.
    // What there is to wait for is said at once, and that it has come.
    const bool waiting = isWaiting(state.snapshot);
    if (!m_sentenceAge.isValid() || m_sentenceAge.elapsed() >= sentenceEveryMs || waiting != m_waiting) {
        m_waiting = waiting;
        m_sentence->setText(sentenceFor(state.snapshot, m_lab.settings(), running));
        m_sentenceAge.start();
    }
}

void MainWindow::showNoise(const NoiseFloor &noise)
{
    m_statusLine->showNoise(noise.recentMs);
    const bool limit = m_lab.isRunning() && noise.sustained;
    const QString words = m_tight ? tr("NOISY") : tr("THIS MACHINE IS THE LIMIT");
    m_toolBar->showLimit(
        limit ? words : QString(),
        tr("Timers run more than %1 ms late: what you see is this machine, not the transports.")
            .arg(NoiseFloor::badgeAboveMs));
}

void MainWindow::showAddress()
{
    const EngineAddress &address = m_lab.liveState().address;
    m_statusLine->showAddress(m_lab.isRunning() && address.port != 0 ? address.url() : tr("not running"));
}

void MainWindow::showMode()
{
    m_actions->showMode();
    m_toolBar->showMode(m_lab);
    m_pageBar->showMode(m_lab);
    const ModeText mode = modeText(m_lab);
    for (TeachPage *each : m_pages)
        each->showRun({m_lab.scenario(), m_lab.isRunning(), m_lab.hasOwnSettings(),
                       m_lab.isFrozen() || m_lab.isHeld() ? mode.text : QString()});
    m_projectorBadge->show(m_theme.isProjector() ? mode.text : QString(), mode.filled);
    const Scenario *scenario = m_lab.scenario();
    setWindowTitle(scenario ? tr("Pushscope \u2013 %1").arg(scenario->title) : tr("Pushscope"));
    showAddress();
    arrange();
    m_sentenceAge.invalidate();
}

void MainWindow::say(const QString &text, Duration shownFor)
{
    m_statusLine->say(text, shownFor);
}

void MainWindow::showProblem(const QString &text, const QString &action)
{
    m_errors->showProblem(text, action);
}

void MainWindow::publishOne()
{
    auto *field = m_settings->findChild<QLineEdit *>(u"publish"_s);
    if (field && !field->text().isEmpty()) {
        m_lab.publish(field->text());
        return;
    }
    if (m_settings->isHidden())
        toggleControls();
    m_settings->focusPublish();
}

ViewCard &MainWindow::focusedCard()
{
    return m_secondCard->isVisible() && m_secondCard->isAncestorOf(QApplication::focusWidget())
        ? *m_secondCard
        : *m_card;
}

void MainWindow::nextRegion(bool forward)
{
    const std::array<QWidget *, 6> regions{m_toolBar, m_pageBar, m_settings, m_paneRow, m_card, m_pageStack};
    std::ptrdiff_t at = -1;
    for (std::size_t i = 0; i < regions.size(); ++i)
        if (regions[i]->isAncestorOf(QApplication::focusWidget()))
            at = static_cast<std::ptrdiff_t>(i);
    for (std::size_t tries = 0; tries < regions.size(); ++tries) {
        const auto count = static_cast<std::ptrdiff_t>(regions.size());
        at = (at + (forward ? 1 : count - 1) + (at < 0 && !forward ? 1 : 0)) % count;
        QWidget *region = regions[static_cast<std::size_t>(at)];
        if (!region->isVisible())
            continue;
        for (QWidget *child : region->findChildren<QWidget *>())
            if (child->isVisible() && child->isEnabled() && (child->focusPolicy() & Qt::TabFocus)) {
                child->setFocus(Qt::TabFocusReason);
                return;
            }
    }
}

void MainWindow::setTheme(ThemeChoice choice)
{
    m_themeChoice = choice;
    applyTheme();
    showMode();
}

void MainWindow::setZoom(double zoom)
{
    m_zoom = std::clamp(zoom, minZoom, maxZoom);
    applyTheme();
}

void MainWindow::setControlsShown(bool shown)
{
    m_controlsShown = shown;
    arrange();
    showMode();
}

void MainWindow::toggleControls()
{
    const bool shown = !m_settings->isHidden();
    if (m_tight)
        m_controlsWhenTight = !shown;
    else
        m_controlsShown = !shown;
    arrange();
    showMode();
}

// The space bar of a presenter: stops the display, then goes from record to record.
void MainWindow::freezeOrStep()
{
    if (!m_lab.isFrozen() || !focusedCard().currentView()->step(1))
        m_lab.setFrozen(!m_lab.isFrozen());
}

void MainWindow::stepRecord(int by)
{
    ViewCard &card = focusedCard();
    if (card.currentView()->step(by))
        return;
    say(tr("Records are stepped through in the wire view."));
}

void MainWindow::toggleMaximised(Maximised what)
{
    m_maximised = m_maximised == what ? Maximised::Nothing : what;
    arrange();
    say(m_maximised == Maximised::Nothing ? QString()
                                          : tr("Maximised. The same command again brings everything back."));
}

void MainWindow::toggleMenu()
{
    bool &shown = m_theme.isProjector() ? m_menuOnProjector : m_menuShown;
    shown = !shown;
    arrange();
    say(shown ? QString() : tr("F10 brings the menu back."));
}

void MainWindow::resetPreferences()
{
    m_maximised = Maximised::Nothing;
    m_menuShown = true;
    m_menuOnProjector = false;
    m_controlsWhenTight = false;
    setTheme(ThemeChoice::System);
    setZoom(1);
    setControlsShown(true);
    m_lab.setViewOptions({});
    say(tr("Theme, text size, layout and chart options are as new. The experiment stays as it is."));
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_lab.stop();
    event->accept();
}

void MainWindow::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    for (QAction *action : menuBar()->actions())
        menu.addAction(action);
    menu.exec(event->globalPos());
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().size() == 1)
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (!urls.isEmpty())
        export_commands::openSettingsFile(*this, urls.constFirst().toLocalFile());
}
