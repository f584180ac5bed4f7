#include "core/experiment/tab_command.h"
#include "ui/charts/chart_export.h"
#include "ui/tabs/painted_card.h"
#include "ui/tabs/tab_commands.h"
#include "ui/tabs/tabs_model.h"
#include "ui/tabs/tabs_table.h"
#include "ui/tabs/tabs_view.h"
#include "ui/widgets/digit_label.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

TabFacts tab(int id, TabPhase phase)
{
    TabFacts facts;
    facts.id = id;
    facts.host = firstHost;
    facts.phase = phase;
    facts.askedAt = TimePoint(1s * id);
    if (phase != TabPhase::Waiting) {
        facts.sentAt = facts.askedAt + 1ms;
        facts.answeredAt = facts.askedAt + 2ms;
    }
    if (phase == TabPhase::Closed)
        facts.endedAt = facts.askedAt + 500ms;
    return facts;
}

/// Six are open, the seventh waits.
LabState sevenTabs()
{
    LabState state;
    state.tabs.serving = true;
    for (int id = 1; id <= 6; ++id)
        state.tabs.tabs += tab(id, TabPhase::Open);
    state.tabs.tabs += tab(7, TabPhase::Waiting);
    state.tabs.now = TimePoint(10'200ms);
    return state;
}

/// The view, shown, and what it asked for.
struct Shown
{
    Shown()
    {
        view.applyTheme(makeTheme(ThemeChoice::Light, QPalette(), 1));
        view.resize(1200, 560);
        view.show();
    }
    QPushButton *button(const QString &name) const
    {
        for (QPushButton *candidate : view.findChildren<QPushButton *>())
            if (candidate->accessibleName() == name)
                return candidate;
        return nullptr;
    }
    TabCommand last() const { return asked.constLast().constFirst().value<TabCommand>(); }

    TabsView view;
    QSignalSpy asked{&view, &LabView::tabsCommanded};
};

} // namespace

class TestTabsView : public QObject
{
    Q_OBJECT

private slots:
    void buttonsAskForWhatTheySay()
    {
        Shown shown;
        shown.view.display(sevenTabs());
        using Kind = TabCommand::Kind;
        const std::array<std::pair<QString, Kind>, 5> buttons{{{u"Open a tab"_s, Kind::OpenTab},
                                                               {u"Poll once"_s, Kind::Poll},
                                                               {u"Open a WebSocket"_s, Kind::OpenWebSocket},
                                                               {u"Close all"_s, Kind::Clear},
                                                               {u"Show me"_s, Kind::Play}}};
        for (const auto &[name, kind] : buttons) {
            QVERIFY2(shown.button(name), qPrintable(name));
            shown.button(name)->click();
            QCOMPARE(shown.last().kind, kind);
            QCOMPARE(shown.last().host, QString(firstHost));
        }
        QVERIFY(shown.last().pause > Duration{0});
        auto *second = shown.view.findChild<QCheckBox *>();
        second->click();
        shown.button(u"Poll once"_s)->click();
        QCOMPARE(shown.last().host, QString(secondHost));
    }

    void closeNamesWhatItCloses()
    {
        Shown shown;
        shown.view.display(sevenTabs());
        QVERIFY(shown.button(u"Close tab 1"_s)); // the oldest, until one is chosen
        shown.view.table()->selectRow(6);
        QVERIFY(shown.button(u"Close tab 7"_s));
        QTest::keyClick(shown.view.table(), Qt::Key_Delete);
        QCOMPARE(shown.last().kind, TabCommand::Kind::Close);
        QCOMPARE(shown.last().id, 7);
        LabState later = sevenTabs();
        later.tabs.tabs[6] = tab(7, TabPhase::Closed);
        shown.view.display(later);
        QVERIFY(!shown.button(u"Close"_s)->isEnabled()); // over already
    }

    void nothingActsWithoutAServerOrWhileFrozen()
    {
        Shown shown;
        LabState state = sevenTabs();
        state.frozen = true;
        shown.view.display(state);
        for (const QPushButton *button : shown.view.findChildren<QPushButton *>())
            QVERIFY2(!button->isEnabled(), qPrintable(button->text()));
        shown.view.display({});
        for (const QPushButton *button : shown.view.findChildren<QPushButton *>())
            QVERIFY2(!button->isEnabled(), qPrintable(button->text()));
    }

    void whileTheStoryIsToldItCanOnlyBeStopped()
    {
        Shown shown;
        LabState state = sevenTabs();
        state.tabs.story.phase = TabStoryState::Phase::Playing;
        shown.view.display(state);
        QVERIFY(!shown.button(u"Open a tab"_s)->isEnabled());
        shown.button(u"Stop it"_s)->click();
        QCOMPARE(shown.last().kind, TabCommand::Kind::Cancel);
    }

    void aMissingSecondHostIsSaid()
    {
        Shown shown;
        LabState state = sevenTabs();
        state.tabs.secondHostProblem = u"127.0.0.2 is taken"_s;
        shown.view.display(state);
        const auto *second = shown.view.findChild<QCheckBox *>();
        QVERIFY(!second->isEnabled());
        QCOMPARE(second->toolTip(), u"127.0.0.2 is taken"_s);
    }

    void waitingIsVisibleInWordsWithItsTime()
    {
        Shown shown;
        shown.view.display(sevenTabs());
        const auto *model = shown.view.table()->requests();
        QCOMPARE(model->index(6, TabsModel::State).data().toString(),
                 u"waiting for a free connection, 3.2 s"_s);
        const auto *sentence = shown.view.findChild<DigitLabel *>();
        QVERIFY(sentence->accessibleName().startsWith(u"Tab 7 waits for a free connection"_s));
        QStringList heard;
        for (const PaintedCard *card : shown.view.findChildren<PaintedCard *>())
            heard += card->accessibleName() + u": "_s + card->accessibleDescription();
        const QString all = heard.join(u'\n');
        QVERIFY2(all.contains(u"6 of 6 connections in use (HTTP/1.1 only); waiting: tab 7, 3.2 s"_s),
                 qPrintable(all));
    }

    void theNotesSayWhereSixComesFrom()
    {
        Shown shown;
        shown.view.display(sevenTabs());
        QString notes;
        for (const QLabel *label : shown.view.findChildren<QLabel *>())
            if (label->isVisible())
                notes += label->text();
        QVERIFY(notes.contains(u"RFC 9112"_s) && notes.contains(u"sets no number"_s));
        QVERIFY(notes.contains(u"HTTP/1.1 only"_s));
    }

    void theEmptyStateSaysWhatToDo()
    {
        Shown shown;
        LabState state;
        const auto words = [&shown] {
            for (const QLabel *label : shown.view.table()->findChildren<QLabel *>())
                return label->isVisible() ? label->text() : QString();
            return QString();
        };
        shown.view.display(state);
        QVERIFY(words().contains(u"F5"_s));
        state.tabs.serving = true;
        shown.view.display(state);
        QVERIFY(words().contains(u"Show me"_s));
        shown.view.display(sevenTabs());
        QVERIFY(words().isEmpty());
    }

    void rowsComeAndGoAndTheSelectionStays()
    {
        TabsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        LabState state = sevenTabs();
        model.update(state.tabs);
        QCOMPARE(model.rowCount(), 7);
        const QPersistentModelIndex fifth = model.index(4, 0);
        state.tabs.tabs.removeAt(1);
        state.tabs.tabs += tab(8, TabPhase::Waiting);
        model.update(state.tabs);
        QCOMPARE(model.rowCount(), 7);
        QCOMPARE(fifth.data().toString(), u"tab 5"_s);
        model.update({});
        QCOMPARE(model.rowCount(), 0);
        model.update(state.tabs);
        QCOMPARE(model.rowCount(), 7);
    }

    void everythingHasANameAndCanBeReachedByKey()
    {
        Shown shown;
        shown.view.display(sevenTabs());
        QAccessible::setActive(true);
        for (QWidget *widget : shown.view.findChildren<QWidget *>()) {
            if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus))
                continue;
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
            QVERIFY(face && !face->text(QAccessible::Name).isEmpty());
        }
    }

    void everyThemeAndSizeShowsIt_data()
    {
        QTest::addColumn<ThemeChoice>("choice");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<double>("zoom");
        for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::Projector})
            for (const QSize size : {QSize(960, 480), QSize(1240, 560), QSize(1880, 900)})
                for (const double zoom : {1.0, 2.0})
                    QTest::addRow("%d %dx%d %.0f", static_cast<int>(choice), size.width(), size.height(),
                                  zoom)
                        << choice << size << zoom;
    }

    void everyThemeAndSizeShowsIt()
    {
        QFETCH(ThemeChoice, choice);
        QFETCH(QSize, size);
        QFETCH(double, zoom);
        TabsView view;
        const Theme theme = makeTheme(choice, QPalette(), zoom);
        view.setFont(theme.font(Theme::Text::Body));
        view.applyTheme(theme);
        view.resize(size);
        view.show();
        view.display(sevenTabs());
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QVERIFY(!view.grab().isNull());
        QVERIFY(view.findChild<DigitLabel *>()->isVisible());
        // What is shown is whole: nothing hangs out of the view.
        for (const QWidget *widget : view.findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly))
            if (widget->isVisible() && size.height() > 500 && zoom < 2)
                QVERIFY2(view.rect().contains(widget->geometry()), widget->metaObject()->className());
    }

    void exportsCarryTheWholeStory()
    {
        const LabState state = sevenTabs();
        TabsView view;
        const Theme theme = makeTheme(ThemeChoice::Light, QPalette(), 1);
        const QByteArray svg = chartBytes(view, state, theme, ExportFormat::Svg, {1280, 640});
        for (const char *words : {"seventh tab", "pushscope run", "Pushscope ", "127.0.0.2", "tab 7",
                                  "waiting for a free connection", "RFC 9112"})
            QVERIFY2(svg.contains(words), words);
        QVERIFY(!chartBytes(view, state, theme, ExportFormat::Png, {1280, 640}).isEmpty());
        QVERIFY(!chartBytes(view, {}, theme, ExportFormat::Png, {640, 320}).isEmpty());
        const QString table = view.asTable(state);
        QVERIFY(table.startsWith(u"id,kind,host,state,asked_ms"_s));
        QCOMPARE(table.count(u'\n'), 8);
        QVERIFY(view.summary(state).contains(u"Tab 7 waits"_s));
    }
};

QTEST_MAIN(TestTabsView)

#include "tst_tabs_view.moc"
