#include "ui/main_window.h"

#include "ui/comparison_pane.h"
#include "ui/settings_pane.h"
#include "ui/status_line.h"
#include "ui/teach/cover_sheet.h"
#include "ui/teach/invitation.h"
#include "ui/teach/page_bar.h"
#include "ui/theme/app_style.h"
#include "ui/tool_bar.h"
#include "ui/views/teach_page.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/digit_label.h"
#include "ui/widgets/error_bar.h"
#include "ui/window_actions.h"
#include "ui/window_layout.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace {

constexpr int unfoldHeight = 1000;
constexpr double leastHeightToInvite = 700;

} // namespace

void MainWindow::applyTheme()
{
    m_theme = makeTheme(m_themeChoice, m_desktop.palette(), m_zoom);
    const Tokens &t = m_theme.tokens;
    m_style.setTheme(m_theme);
    m_desktop.cover(paletteFor(t));
    QFont body = m_theme.font(m_theme.isProjector() ? Theme::Text::Caption : Theme::Text::Body);
    QApplication::setFont(body);
    m_toolBar->applyTheme(m_theme);
    m_statusLine->applyTheme(m_theme);
    m_pageBar->applyTheme(m_theme);
    for (TeachPage *each : m_pages)
        each->applyTheme(m_theme);
    QPalette menuPalette = paletteFor(t);
    menuPalette.setColor(QPalette::Window, t.surf);
    menuBar()->setPalette(menuPalette);
    m_projectorBadge->applyTheme(m_theme);
    m_sentence->applyTheme(m_theme);
    m_errors->applyTheme(m_theme);
    m_invitation->applyTheme(m_theme);
    m_cover->applyTheme(m_theme);
    m_settings->applyTheme(m_theme);
    for (ComparisonPane *pane : m_panes)
        pane->applyTheme(m_theme);
    m_card->applyTheme(m_theme);
    m_secondCard->applyTheme(m_theme);
    arrange();
    // Nothing to operate in the projector's picture: no focus frame in it.
    if (m_theme.isProjector() && !page())
        m_main->setFocus(Qt::OtherFocusReason);
    display();
    update();
}

void MainWindow::arrange()
{
    const bool projector = m_theme.isProjector();
    const bool wholeBody = m_card->currentView() && m_card->currentView()->wantsWholeBody();
    const WindowLayout layout = windowLayout({.window = size(),
                                              .controls = m_controlsShown,
                                              .controlsWhenTight = m_controlsWhenTight,
                                              .maximised = m_maximised != Maximised::Nothing,
                                              .wholeBody = wholeBody,
                                              .stepping = wholeBody && m_lab.isFrozen(),
                                              .baseline = m_lab.state().baseline.has_value()},
                                             m_theme);
    m_tight = layout.tight;
    if (!m_tight)
        m_controlsWhenTight = false;
    if (m_settings->isHidden() == layout.controls)
        QMetaObject::invokeMethod(m_actions.get(), &WindowActions::showMode, Qt::QueuedConnection);
    m_column->setContentsMargins(projector ? 32 : 16, projector ? 20 : 10, projector ? 32 : 16,
                                 projector ? 16 : 12);
    menuBar()->setVisible(projector ? m_menuOnProjector : m_menuShown);
    const bool onPage = page() != nullptr;
    m_toolBar->setVisible(!projector && !onPage);
    m_pageBar->setVisible(!projector && onPage);
    m_main->setVisible(!onPage);
    m_statusLine->setVisible(!projector);
    m_settings->setFixedWidth(layout.controlsWidth);
    m_settings->setVisible(layout.controls);
    m_body->setVisible(layout.body && !m_covered);
    m_cover->setVisible(layout.body && m_covered);
    arrangeInvitation();
    // Room for everything: unfold once, then leave it to the user.
    if (!m_unfolded && layout.secondCard && height() >= m_theme.px(unfoldHeight)) {
        m_unfolded = true;
        m_settings->unfoldMost();
    }
    m_secondCard->setVisible(layout.secondCard);
    arrangePanes(layout);
    m_toolBar->arrange(layout);
    m_statusLine->arrange(layout);
}

// Where there is little room, the tool bar's button leads alone.
void MainWindow::arrangeInvitation()
{
    const Scenario *scenario = m_lab.scenario();
    const bool asks = scenario && !scenario->answers.isEmpty() && !m_lab.hasOwnSettings();
    if (asks)
        m_invitation->showQuestion(*scenario);
    const bool fits = m_invitation->wantedWidth() <= width() && height() >= m_theme.px(leastHeightToInvite);
    m_invitation->setVisible(m_invites && asks && fits && !page() && !m_covered && !m_theme.isProjector());
}

void MainWindow::arrangePanes(const WindowLayout &layout)
{
    const bool onePane = m_maximised > Maximised::Chart;
    m_paneLayout->setSpacing(m_theme.isProjector() ? 24 : 12);
    m_paneRow->setVisible(m_maximised != Maximised::Chart && layout.panes);
    m_sentenceRow->setVisible(layout.sentence);
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

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    arrange();
}
