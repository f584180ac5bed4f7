// The parts of the window and how they hear of each other.

#include "ui/main_window.h"

#include "ui/comparison_pane.h"
#include "ui/copy_as.h"
#include "ui/settings_pane.h"
#include "ui/status_line.h"
#include "ui/teach/cover_sheet.h"
#include "ui/tool_bar.h"
#include "ui/views/teach_page.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/digit_label.h"
#include "ui/widgets/error_bar.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QMenu>
#include <QScrollArea>
#include <QShortcut>

using namespace Qt::Literals::StringLiterals;

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
