#include "ui/main_window.h"

#include "ui/export_commands.h"
#include "ui/gauntlet/gauntlet_view.h"
#include "ui/teach/choose_view.h"
#include "ui/teach/cover_sheet.h"
#include "ui/teach/invitation.h"
#include "ui/teach/page_bar.h"
#include "ui/teach/predict_view.h"
#include "ui/teach/teach_pages.h"
#include "ui/views/teach_page.h"

#include <QShortcut>
#include <QStackedWidget>

void MainWindow::buildPages(QWidget *parent)
{
    m_pageStack = new QStackedWidget(parent);
    m_pageStack->hide();
    m_pages = makeTeachPages(m_pageStack);
    m_pageBar = new PageBar(m_pages, parent);
    m_pageBar->hide();
    connect(m_pageBar, &PageBar::leaveAsked, this, &MainWindow::showLaboratory);
    connect(m_pageBar, &PageBar::pageAsked, this,
            [this](int index) { showPage(m_pages[static_cast<std::size_t>(index)]->machineName()); });
    for (TeachPage *page : m_pages) {
        m_pageStack->addWidget(page);
        connectPage(page);
        if (auto *choose = qobject_cast<ChooseView *>(page))
            choose->setGauntletSource([this] { return newestGauntlet(); });
        if (auto *predict = qobject_cast<PredictView *>(page))
            m_predict = predict;
    }
    connect(new QShortcut(Qt::Key_Escape, m_pageBar, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
            &QShortcut::activated, this, &MainWindow::showLaboratory);
    buildPredicting(parent);
}

void MainWindow::connectPage(TeachPage *page)
{
    if (page->accessibleName().isEmpty())
        page->setAccessibleName(page->title());
    connect(page, &TeachPage::said, this, [this](const QString &text) { say(text); });
    connect(page, &TeachPage::saveWanted, this,
            [this](const QString &title, const QString &name, const QString &text) {
                export_commands::saveText(*this, title, name, text);
            });
    connect(page, &TeachPage::viewWanted, this, [this](const QString &name) {
        showLaboratory();
        m_card->showView(name);
    });
    connect(page, &TeachPage::runWanted, this, [this](const Scenario &scenario) {
        if (const Scenario *builtIn = findScenario(scenario.name))
            m_lab.loadScenario(*builtIn);
        else
            m_lab.openScenario(scenario);
    });
    connect(page, &TeachPage::scenarioWanted, this, [this](const QString &name) {
        if (const Scenario *scenario = findScenario(name)) {
            showLaboratory();
            m_lab.loadScenario(*scenario);
        }
    });
    connect(new QShortcut(Qt::Key_Escape, page, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
            &QShortcut::activated, this, &MainWindow::showLaboratory);
}

void MainWindow::buildPredicting(QWidget *parent)
{
    m_invitation = new Invitation(parent);
    connect(m_predict, &PredictView::coverChanged, this, &MainWindow::coverFigures);
    connect(m_cover, &CoverSheet::questionWanted, this, [this] { showPage(m_predict->machineName()); });
    connect(m_cover, &CoverSheet::revealWanted, m_predict, &PredictView::reveal);
    connect(m_invitation, &Invitation::answered, this, [this](int answer) {
        showPage(m_predict->machineName());
        m_predict->vote(answer);
    });
    connect(m_invitation, &Invitation::closed, this, [this] {
        setInvites(false);
        say(tr("F2 asks the question at any time."));
    });
}

void MainWindow::setInvites(bool invites)
{
    m_invites = invites;
    arrange();
}

void MainWindow::coverFigures()
{
    const bool covered = m_predict->isCovering();
    if (covered == m_covered)
        return;
    m_covered = covered;
    m_cover->showQuestion(m_predict->session().scenario().question);
    arrange();
    display();
}

std::optional<GauntletReport> MainWindow::newestGauntlet() const
{
    std::optional<GauntletReport> newest;
    for (const ViewCard *card : {m_card, m_secondCard})
        for (const LabView *view : card->views())
            if (const auto *gauntlet = qobject_cast<const GauntletView *>(view); gauntlet
                && gauntlet->report() && (!newest || newest->startedAt < gauntlet->report()->startedAt))
                newest = gauntlet->report();
    return newest;
}

TeachPage *MainWindow::page() const
{
    return m_pageStack->isHidden() ? nullptr : static_cast<TeachPage *>(m_pageStack->currentWidget());
}

bool MainWindow::showPage(const QString &machineName)
{
    for (std::size_t i = 0; i < m_pages.size(); ++i)
        if (m_pages[i]->machineName() == machineName) {
            // What is hidden does not widen what is seen.
            for (TeachPage *other : m_pages) {
                const auto policy = other == m_pages[i] ? QSizePolicy::Preferred : QSizePolicy::Ignored;
                other->setSizePolicy(policy, policy);
            }
            m_pageStack->setCurrentIndex(static_cast<int>(i));
            if (m_pages[i] == m_predict)
                setInvites(false); // it has been found
            m_pageStack->show();
            m_pageBar->showPage(static_cast<int>(i), *m_pages[i]);
            arrange();
            // Instead of what was said of another page.
            say(m_covered ? tr("The figures of the run are covered: F2 goes back to the question.")
                          : QString());
            m_pages[i]->enter();
            m_pages[i]->setFocus(Qt::ShortcutFocusReason);
            display();
            return true;
        }
    return false;
}

void MainWindow::showLaboratory()
{
    m_pageStack->hide();
    arrange();
    m_main->setFocus(Qt::OtherFocusReason);
    say(m_covered ? tr("The figures are covered: F2 goes back to the question, B shows them.") : QString());
    display();
}

const LabView *MainWindow::viewOnShow()
{
    const LabView *shown = page();
    return shown ? shown : focusedCard().currentView();
}
