#include "core/experiment/tab_story.h"
#include "tests/support/test_window.h"
#include "ui/tabs/tab_commands.h"
#include "ui/tabs/tabs_table.h"
#include "ui/tabs/tabs_view.h"

#include <QCheckBox>
#include <QPushButton>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

/// The whole program with the view of tabs on show.
struct TabsWindow : TestWindow
{
    TabsWindow()
    {
        show();
        window->mainCard().showView(u"tabs"_s);
        view = qobject_cast<TabsView *>(window->mainCard().currentView());
    }
    const TabsSnapshot &tabs() const { return lab.liveState().tabs; }
    TabPhase phaseOf(int id) const
    {
        const TabFacts *facts = tabWithId(tabs().tabs, id);
        return facts ? facts->phase : TabPhase::Failed;
    }
    QPushButton *button(const QString &name) const
    {
        for (QPushButton *candidate : view->findChildren<QPushButton *>())
            if (candidate->accessibleName() == name && candidate->isEnabled())
                return candidate;
        return nullptr;
    }
    /// When it can be pressed; false: it never could.
    bool press(const QString &name) const
    {
        if (!QTest::qWaitFor([&] { return button(name) != nullptr; }))
            return false;
        button(name)->click();
        return true;
    }

    TabsView *view = nullptr;
};

} // namespace

/// Buttons and a real server: what the view shows is what Qt's pool did.
class TestTabsWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void theSeventhTabWaitsUntilOneIsClosed()
    {
        TabsWindow test;
        QVERIFY(test.view);
        for (int i = 0; i < connectionsPerHost; ++i)
            QVERIFY(test.press(u"Open a tab"_s));
        QTRY_COMPARE(test.phaseOf(6), TabPhase::Open);
        QVERIFY(test.press(u"Open a tab"_s) && test.press(u"Poll once"_s)
                && test.press(u"Open a WebSocket"_s));
        QTRY_COMPARE(test.phaseOf(9), TabPhase::Open);
        test.view->findChild<QCheckBox *>()->click();
        QVERIFY(test.press(u"Poll once"_s));
        QTRY_COMPARE(test.phaseOf(10), TabPhase::Answered);
        QCOMPARE(test.phaseOf(7), TabPhase::Waiting);
        QCOMPARE(test.phaseOf(8), TabPhase::Waiting);
        QVERIFY(test.press(u"Close tab 1"_s));
        QTRY_COMPARE(test.phaseOf(7), TabPhase::Open);
        QCOMPARE(test.phaseOf(8), TabPhase::Waiting);
        QVERIFY(test.press(u"Close tab 2"_s));
        QTRY_COMPARE(test.phaseOf(8), TabPhase::Answered);
        QVERIFY(test.press(u"Close all"_s));
        QTRY_VERIFY(test.tabs().tabs.isEmpty());
    }

    void theScenarioShowsTheViewAndTellsTheStory()
    {
        TabsWindow test;
        test.window->mainCard().showView(u"latency"_s);
        const Scenario *scenario = findScenario(u"the-seventh-tab"_s);
        QVERIFY(scenario);
        test.lab.loadScenario(*scenario);
        QCOMPARE(test.window->mainCard().currentView()->machineName(), u"tabs"_s);
        QTRY_COMPARE(test.tabs().story.phase, TabStoryState::Phase::Playing);
        QVERIFY(test.press(u"Stop it"_s));
        QTRY_COMPARE(test.tabs().story.phase, TabStoryState::Phase::Cancelled);
    }

    void aStopLeavesTheLastMoment()
    {
        TabsWindow test;
        QVERIFY(test.press(u"Open a tab"_s));
        QTRY_COMPARE(test.phaseOf(1), TabPhase::Open);
        test.lab.stop();
        QTRY_VERIFY(!test.lab.isRunning());
        QCOMPARE(test.phaseOf(1), TabPhase::Open);
        QTRY_VERIFY(!test.button(u"Open a tab"_s));
        test.lab.start();
        QVERIFY(test.press(u"Open a tab"_s));
        QTRY_COMPARE(test.phaseOf(1), TabPhase::Open);
    }
};

QTEST_MAIN(TestTabsWindow)

#include "tst_tabs_window.moc"
