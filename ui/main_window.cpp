#include "ui/main_window.h"

#include "ui/comparison_pane.h"
#include "ui/copy_as.h"
#include "ui/export_commands.h"
#include "ui/sentence.h"
#include "ui/settings_pane.h"
#include "ui/status_line.h"
#include "ui/teach/cover_sheet.h"
#include "ui/teach/invitation.h"
#include "ui/teach/page_bar.h"
#include "ui/teach/predict_view.h"
#include "ui/theme/app_style.h"
#include "ui/tool_bar.h"
#include "ui/views/teach_page.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/digit_label.h"
#include "ui/widgets/error_bar.h"
#include "ui/window_actions.h"
#include "ui/window_layout.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QContextMenuEvent>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QScrollArea>
#include <QShortcut>
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
    nothing.snapshot.phase = state.snapshot.phase;
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

void MainWindow::buildBody(const ViewFactory &views)
{
    m_main = new QWidget(this);
    auto *body = new QHBoxLayout(m_main);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(0);
    m_settings = new SettingsPane(m_main);
    // Scrolls only where even what is left for large text finds no room.
    m_body = new QScrollArea(m_main);
    m_body->setFrameShape(QFrame::NoFrame);
    m_body->setWidgetResizable(true);
    m_body->setFocusPolicy(Qt::NoFocus);
    m_body->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *column = new QWidget(m_body);
    auto *layout = new QVBoxLayout(column);
    m_column = layout;
    layout->setSpacing(12);
    m_body->setWidget(column);
    body->addWidget(m_settings);
    body->addWidget(m_body, 1);
    m_cover = new CoverSheet(m_main);
    body->addWidget(m_cover, 1);

    m_sentenceRow = new QWidget(column);
    auto *sentenceLayout = new QHBoxLayout(m_sentenceRow);
    sentenceLayout->setContentsMargins(0, 0, 0, 0);
    m_sentence = new DigitLabel(Theme::Text::Sentence, QFont::DemiBold, m_sentenceRow);
    m_sentence->setObjectName(u"sentence"_s);
    m_sentence->setMaxLines(2);
    m_projectorBadge = new Badge(m_sentenceRow);
    sentenceLayout->addWidget(m_sentence, 1);
    sentenceLayout->addWidget(m_projectorBadge);

    m_paneRow = new QWidget(column);
    m_paneLayout = new QGridLayout(m_paneRow);
    m_paneLayout->setContentsMargins(0, 0, 0, 0);
    for (const TransportKind kind : allTransportKinds) {
        auto *pane = new ComparisonPane(kind, m_paneRow);
        m_panes[indexOf(kind)] = pane;
        connect(pane, &ComparisonPane::toggledByUser, this,
                [this, kind](bool on) { m_lab.setTransportEnabled(kind, on); });
        connect(pane, &ComparisonPane::maximiseRequested, this,
                [this, kind] { toggleMaximised(static_cast<Maximised>(2 + indexOf(kind))); });
    }
    auto *cards = new QWidget(column);
    auto *cardLayout = new QHBoxLayout(cards);
    cardLayout->setContentsMargins(0, 0, 0, 0);
    cardLayout->setSpacing(16);
    m_card = new ViewCard(views, cards);
    m_secondCard = new ViewCard(views, cards);
    m_secondCard->setCurrent(1);
    cardLayout->addWidget(m_card, 3);
    cardLayout->addWidget(m_secondCard, 2);
    layout->addWidget(m_sentenceRow);
    layout->addWidget(m_paneRow);
    layout->addWidget(cards, 1);
}

void MainWindow::buildPaneMenus()
{
    for (const TransportKind kind : allTransportKinds) {
        QMenu *menu = pane(kind).menu();
        const auto copy = [this](const QString &text) {
            QApplication::clipboard()->setText(text);
            say(tr("Copied: %1").arg(text));
        };
        const auto origin = [this] { return m_lab.liveState().address.url(); };
        menu->addAction(tr("Copy the URL"), this, [=] { copy(copy_as::url(kind, origin())); });
        menu->addAction(tr("Copy the shell command"), this,
                        [=] { copy(copy_as::shellCommand(kind, origin())); });
        menu->addAction(tr("Copy for a browser's console"), this,
                        [=] { copy(copy_as::javaScript(kind, origin())); });
        menu->addAction(tr("Copy the command through this link"), this, [=, this] {
            const quint16 port = m_lab.liveState().snapshot.lane(kind).linkPort;
            copy(copy_as::shellCommand(kind, u"http://127.0.0.1:%1"_s.arg(port)));
        });
        menu->addSeparator();
        menu->addAction(tr("Cut this lane"), this,
                        [this, kind] { m_lab.strike({.kind = FaultKind::Cut, .lane = kind}); });
        menu->addAction(tr("Solo"), this, [this, kind] { m_lab.solo(kind); });
        menu->addAction(tr("Maximise"), this,
                        [this, kind] { toggleMaximised(static_cast<Maximised>(2 + indexOf(kind))); });
    }
}

void MainWindow::connectLab()
{
    connect(&m_desktop, &DesktopPalette::changed, this, [this] {
        if (m_themeChoice == ThemeChoice::System)
            applyTheme();
    });
    connect(m_toolBar, &ToolBar::scenarioChosen, this, [this](const QString &name) {
        if (const Scenario *scenario = findScenario(name))
            m_lab.loadScenario(*scenario);
    });
    connect(&m_lab, &LabController::viewWanted, m_card, &ViewCard::showView);
    connect(&m_lab, &LabController::displayed, this, &MainWindow::display);
    connect(&m_lab, &LabController::modeChanged, this, &MainWindow::showMode);
    connect(&m_lab, &LabController::settingsChanged, this, [this] {
        m_settings->showSettings(m_lab.settings());
        showMode();
        display();
    });
    connect(&m_lab, &LabController::problem, this, [this](const QString &text) {
        showProblem(text, m_lab.isRunning() ? QString() : tr("Try again"));
    });
    connect(&m_lab, &LabController::problemSolved, m_errors, &QWidget::hide);
    // On a page it would tell what is still covered ("Look here").
    connect(&m_lab, &LabController::announced, this, [this](const QString &text, Duration shownFor) {
        if (!page())
            say(text, shownFor);
    });
    connect(m_errors, &ErrorBar::actionRequested, this, [this] { m_lab.start(); });
    connect(m_settings, &SettingsPane::edited, &m_lab, &LabController::edit);
    connect(m_settings, &SettingsPane::publishRequested, this,
            [this](const QString &text) { m_lab.publish(text.isEmpty() ? tr("hello") : text); });
    connect(m_settings, &SettingsPane::struck, &m_lab, &LabController::strike);
    for (ViewCard *card : {m_card, m_secondCard}) {
        connect(card, &ViewCard::viewOptionsChanged, &m_lab, &LabController::setViewOptions);
        connect(card, &ViewCard::selectionChanged, &m_lab, &LabController::setSelection);
        connect(card, &ViewCard::tabsCommanded, &m_lab, &LabController::commandTabs);
        ViewCard *other = card == m_card ? m_secondCard : m_card;
        connect(card, &ViewCard::currentChanged, this, [this, card, other](int index, int before) {
            // Two cards never show the same: they swap.
            if (other->current() == index && before != index)
                other->setCurrent(before);
            arrange();
            card->display(m_lab.state());
        });
        for (LabView *view : card->views())
            connect(new QShortcut(Qt::Key_Space, view, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
                    &QShortcut::activated, this, [this] { freezeOrStep(); });
    }
    // With the focus on nothing that could be pressed, as on the projector.
    connect(new QShortcut(Qt::Key_Space, m_main, nullptr, nullptr, Qt::WidgetShortcut), &QShortcut::activated,
            this, [this] { freezeOrStep(); });
}

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
    for (TeachPage *each : m_pages)
        each->showRun({m_lab.scenario(), m_lab.isRunning(), m_lab.hasOwnSettings()});
    const ModeText mode = modeText(m_lab);
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
