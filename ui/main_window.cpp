#include "ui/main_window.h"

#include "ui/comparison_pane.h"
#include "ui/copy_as.h"
#include "ui/export_commands.h"
#include "ui/sentence.h"
#include "ui/settings_pane.h"
#include "ui/theme/app_style.h"
#include "ui/theme/number_text.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/digit_label.h"
#include "ui/widgets/error_bar.h"
#include "ui/window_actions.h"
#include "ui/window_layout.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QCloseEvent>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QPainter>
#include <QScrollArea>
#include <QShortcut>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 sentenceEveryMs = 2000;
constexpr int unfoldHeight = 1000;
constexpr double minZoom = 0.8;
constexpr double maxZoom = 3;

/// A bar in the colour of cards, with a line at its bottom or top.
class Bar : public QWidget
{
public:
    using QWidget::QWidget;
    void setColours(const QColor &back, const QColor &line, bool lineOnTop)
    {
        QPalette p = palette();
        p.setColor(QPalette::Window, back);
        setPalette(p);
        setAutoFillBackground(true);
        m_line = line;
        m_top = lineOnTop;
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(0, m_top ? 0 : height() - 1, width(), 1, m_line);
    }

private:
    QColor m_line;
    bool m_top = false;
};

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
    m_actions = std::make_unique<WindowActions>(*this);
    buildToolBar();
    buildStatusLine();
    m_errors = new ErrorBar(central);
    layout->addWidget(m_toolBar);
    layout->addWidget(m_errors);
    layout->addWidget(m_main, 1);
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

void MainWindow::buildToolBar()
{
    m_toolBar = new Bar(this);
    m_toolBar->setAccessibleName(tr("Tool bar"));
    auto *layout = new QHBoxLayout(m_toolBar);
    layout->setContentsMargins(16, 8, 16, 8);
    layout->setSpacing(8);
    m_runButton = new ActionButton(m_actions->run, Glyph::Run, m_toolBar);
    m_freezeButton = new ActionButton(m_actions->freeze, Glyph::Freeze, m_toolBar);
    m_baselineButton = new ActionButton(m_actions->baseline, std::nullopt, m_toolBar);
    auto *exporting = new ActionButton(m_actions->exporting, std::nullopt, m_toolBar);
    exporting->setHasMenu(true);
    m_buttons = {m_runButton, m_freezeButton, m_baselineButton, exporting};
    m_scenarios = new QComboBox(m_toolBar);
    m_scenarios->setMinimumContentsLength(4);
    m_scenarios->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_scenarios->setAccessibleName(tr("Scenario"));
    m_scenarios->setToolTip(tr("Ready-made experiments, each with a question"));
    int number = 0;
    for (const Scenario &scenario : builtInScenarios())
        m_scenarios->addItem(u"%1  %2"_s.arg(++number).arg(scenario.title), scenario.name);
    m_scenarios->setPlaceholderText(tr("your own settings"));
    m_scenarios->setCurrentIndex(-1);
    m_scenarioLabel = new QLabel(tr("Scenario"), m_toolBar);
    m_clock = new DigitLabel(Theme::Text::PaneName, QFont::DemiBold, m_toolBar);
    m_badge = new Badge(m_toolBar);
    m_noiseBadge = new Badge(m_toolBar);
    layout->addWidget(m_runButton);
    layout->addWidget(m_freezeButton);
    layout->addSpacing(8);
    layout->addWidget(m_scenarioLabel);
    layout->addWidget(m_scenarios);
    layout->addWidget(m_baselineButton);
    layout->addStretch(1);
    layout->addWidget(m_noiseBadge);
    layout->addWidget(m_clock);
    layout->addWidget(m_badge);
    layout->addSpacing(8);
    layout->addWidget(exporting);
    connect(m_scenarios, &QComboBox::activated, this, [this](int index) {
        if (const Scenario *scenario = findScenario(m_scenarios->itemData(index).toString()))
            m_lab.loadScenario(*scenario);
    });
}

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

void MainWindow::buildStatusLine()
{
    m_statusLine = new Bar(this);
    m_statusLine->setAccessibleName(tr("Status"));
    auto *layout = new QHBoxLayout(m_statusLine);
    layout->setContentsMargins(16, 5, 16, 5);
    layout->setSpacing(24);
    m_status = new DigitLabel(Theme::Text::Caption, QFont::Normal, m_statusLine);
    m_status->setObjectName(u"status"_s);
    m_address = new DigitLabel(Theme::Text::Mono, QFont::Normal, m_statusLine);
    m_address->setCaption(tr("Server"));
    m_address->setObjectName(u"address"_s);
    m_address->setToolTip(tr("Open this address in a browser, or see Help > Connect your own client"));
    m_noise = new DigitLabel(Theme::Text::Caption, QFont::Medium, m_statusLine);
    m_noise->setCaption(tr("Noise floor"));
    m_noise->setToolTip(tr("How late timers run on this machine now. Smaller differences mean nothing."));
    layout->addWidget(m_status, 1);
    layout->addWidget(m_address);
    layout->addWidget(m_noise);
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
        menu->addAction(tr("Solo"), this, [this, kind] { m_lab.solo(kind); });
        menu->addAction(tr("Maximise"), this,
                        [this, kind] { toggleMaximised(static_cast<Maximised>(2 + indexOf(kind))); });
    }
}

void MainWindow::connectLab()
{
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
    connect(&m_lab, &LabController::announced, this, &MainWindow::say);
    connect(m_errors, &ErrorBar::actionRequested, this, [this] { m_lab.start(); });
    connect(m_settings, &SettingsPane::edited, &m_lab, &LabController::edit);
    connect(m_settings, &SettingsPane::publishRequested, this,
            [this](const QString &text) { m_lab.publish(text.isEmpty() ? tr("hello") : text); });
    for (ViewCard *card : {m_card, m_secondCard}) {
        connect(card, &ViewCard::viewOptionsChanged, &m_lab, &LabController::setViewOptions);
        connect(card, &ViewCard::currentChanged, this, [this, card] { card->display(m_lab.state()); });
        for (LabView *view : card->views())
            connect(new QShortcut(Qt::Key_Space, view, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
                    &QShortcut::activated, this, [this] { m_lab.setFrozen(!m_lab.isFrozen()); });
    }
}

void MainWindow::display()
{
    const LabState &state = m_lab.state();
    const bool running = m_lab.isRunning();
    m_clock->setText(clockText(state.snapshot.elapsedS));
    for (ComparisonPane *pane : m_panes)
        if (!pane->isHidden())
            pane->display(state, running);
    m_card->display(state);
    if (!m_secondCard->isHidden())
        m_secondCard->display(state);
    showNoise(state.snapshot.noise);
    // The sentence is also the live text of screen readers: at most one change in two seconds.
    if (!m_sentenceAge.isValid() || m_sentenceAge.elapsed() >= sentenceEveryMs
        || m_sentence->text().isEmpty()) {
        m_sentence->setText(sentenceFor(state.snapshot, m_lab.settings(), running));
        m_sentenceAge.start();
    }
}

void MainWindow::showNoise(const NoiseFloor &noise)
{
    m_noise->setText(latencyText(noise.recentMs).joined());
    const bool limit = m_lab.isRunning() && noise.recentMs > NoiseFloor::badgeAboveMs;
    const QString words = m_tight ? tr("NOISY") : tr("THIS MACHINE IS THE LIMIT");
    m_noiseBadge->show(limit ? words : QString(), false, true);
    m_noiseBadge->setToolTip(
        tr("Timers run more than %1 ms late: what you see is this machine, not the transports.")
            .arg(NoiseFloor::badgeAboveMs));
}

void MainWindow::showAddress()
{
    const EngineAddress &address = m_lab.liveState().address;
    m_address->setText(m_lab.isRunning() && address.port != 0 ? address.url() : tr("not running"));
}

void MainWindow::showMode()
{
    m_actions->showMode();
    m_runButton->setGlyph(m_lab.isRunning() ? Glyph::Stop : Glyph::Run);
    m_freezeButton->setGlyph(m_lab.isFrozen() ? Glyph::Run : Glyph::Freeze);
    const QString badge = !m_lab.isRunning() ? tr("STOPPED")
        : m_lab.isFrozen()                   ? tr("FROZEN")
        : m_lab.isHeld()                     ? tr("HELD")
                                             : tr("LIVE");
    const bool live = m_lab.isRunning() && !m_lab.isFrozen() && !m_lab.isHeld();
    m_badge->show(badge, live || m_lab.isFrozen());
    m_projectorBadge->show(m_theme.isProjector() ? badge : QString(), live || m_lab.isFrozen());
    const Scenario *scenario = m_lab.scenario();
    m_scenarios->setCurrentIndex(scenario ? m_scenarios->findData(scenario->name) : -1);
    setWindowTitle(scenario ? tr("Pushscope \u2013 %1").arg(scenario->title) : tr("Pushscope"));
    showAddress();
    arrange();
    m_sentenceAge.invalidate();
}

void MainWindow::say(const QString &text)
{
    m_status->setText(text);
    m_status->setToolTip(text);
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
    const std::array<QWidget *, 4> regions{m_toolBar, m_settings, m_paneRow, m_card};
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

void MainWindow::toggleMaximised(Maximised what)
{
    m_maximised = m_maximised == what ? Maximised::Nothing : what;
    arrange();
    say(m_maximised == Maximised::Nothing ? QString()
                                          : tr("Maximised. The same command again brings everything back."));
}

void MainWindow::applyTheme()
{
    m_theme = makeTheme(m_themeChoice, m_desktop, m_zoom);
    const Tokens &t = m_theme.tokens;
    m_style.setTheme(m_theme);
    QApplication::setPalette(paletteFor(t));
    QFont body = m_theme.font(m_theme.isProjector() ? Theme::Text::Caption : Theme::Text::Body);
    QApplication::setFont(body);
    static_cast<Bar *>(m_toolBar)->setColours(t.surf, t.line, false);
    static_cast<Bar *>(m_statusLine)->setColours(t.surf, t.line, true);
    QPalette menuPalette = paletteFor(t);
    menuPalette.setColor(QPalette::Window, t.surf);
    menuBar()->setPalette(menuPalette);
    for (ActionButton *button : m_buttons)
        button->applyTheme(m_theme);
    for (Badge *badge : {m_badge, m_noiseBadge, m_projectorBadge})
        badge->applyTheme(m_theme);
    for (DigitLabel *label : {m_clock, m_sentence, m_status, m_address, m_noise})
        label->applyTheme(m_theme);
    m_errors->applyTheme(m_theme);
    m_settings->applyTheme(m_theme);
    for (ComparisonPane *pane : m_panes)
        pane->applyTheme(m_theme);
    m_card->applyTheme(m_theme);
    m_secondCard->applyTheme(m_theme);
    arrange();
    // Nothing to operate in the projector's picture: no focus frame in it.
    if (m_theme.isProjector())
        m_main->setFocus(Qt::OtherFocusReason);
    display();
    update();
}

void MainWindow::arrange()
{
    const bool projector = m_theme.isProjector();
    const WindowLayout layout = windowLayout({.window = size(),
                                              .controls = m_controlsShown,
                                              .controlsWhenTight = m_controlsWhenTight,
                                              .maximised = m_maximised != Maximised::Nothing,
                                              .baseline = m_lab.state().baseline.has_value()},
                                             m_theme);
    m_tight = layout.tight;
    if (!m_tight)
        m_controlsWhenTight = false;
    if (m_settings->isHidden() == layout.controls)
        QMetaObject::invokeMethod(m_actions.get(), &WindowActions::showMode, Qt::QueuedConnection);
    m_column->setContentsMargins(projector ? 32 : 16, projector ? 20 : 10, projector ? 32 : 16,
                                 projector ? 16 : 12);
    menuBar()->setVisible(!projector);
    m_toolBar->setVisible(!projector);
    m_statusLine->setVisible(!projector);
    m_settings->setFixedWidth(layout.controlsWidth);
    m_settings->setVisible(layout.controls);
    m_body->setVisible(layout.body);
    // Room for everything: unfold once, then leave it to the user.
    if (!m_unfolded && layout.secondCard && height() >= m_theme.px(unfoldHeight)) {
        m_unfolded = true;
        m_settings->unfoldMost();
    }
    m_secondCard->setVisible(layout.secondCard);
    arrangePanes(layout);
    arrangeBars(layout);
}

void MainWindow::arrangePanes(const WindowLayout &layout)
{
    const bool onePane = m_maximised > Maximised::Chart;
    m_paneLayout->setSpacing(m_theme.isProjector() ? 24 : 12);
    m_paneRow->setVisible(m_maximised != Maximised::Chart);
    for (const TransportKind kind : allTransportKinds) {
        const auto i = static_cast<int>(indexOf(kind));
        ComparisonPane *pane = m_panes[indexOf(kind)];
        pane->setDetail(layout.detail);
        pane->setVisible(!onePane || static_cast<int>(m_maximised) == 2 + i);
        const int columns = onePane ? 1 : layout.paneColumns;
        m_paneLayout->addWidget(pane, onePane ? 0 : i / columns, onePane ? 0 : i % columns);
        m_paneLayout->setColumnStretch(i, i < columns ? 1 : 0);
    }
}

void MainWindow::arrangeBars(const WindowLayout &layout)
{
    m_scenarioLabel->setVisible(layout.scenarioLabel);
    m_baselineButton->setVisible(layout.baselineButton);
    for (ActionButton *button : m_buttons)
        button->setShown(layout.buttonTexts, layout.shortcuts);
    m_clock->setVisible(layout.clock);
    m_address->setVisible(layout.address);
    m_noise->setVisible(layout.noise);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    arrange();
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
