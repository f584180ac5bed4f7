#include "ui/teach/choose_view.h"

#include "core/experiment/scenario.h"
#include "core/teach/chooser_words.h"
#include "tests/support/cost_run.h"
#include "tests/support/legibility.h"
#include "ui/teach/choice_row.h"
#include "ui/teach/choose_memory.h"
#include "ui/teach/chooser_panel.h"
#include "ui/teach/marked_name.h"
#include "ui/teach/reason_row.h"
#include "ui/teach/recommendation_panel.h"
#include "ui/teach/scale_model.h"
#include "ui/teach/scale_panel.h"
#include "ui/teach/scale_table.h"
#include "ui/theme/app_style.h"
#include "ui/transport_descriptor.h"
#include "ui/widgets/segments.h"
#include "ui/widgets/setting_control.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;
using enum TransportKind;

namespace {

Theme themed(ThemeChoice choice, double zoom = 1)
{
    return makeTheme(choice, QApplication::palette(), zoom);
}

LabState measured()
{
    LabState state;
    state.snapshot = cost_run::snapshot();
    state.settings.delay = Duration{0};
    return state;
}

QString plain(QString text)
{
    return text.replace(QChar(0x00A0), u' ');
}

/// A page as the window has it, remembered from nothing.
struct Page
{
    QWidget window;
    ChooseView &view;

    Page()
        : view(*new ChooseView(&window))
    {
        auto *layout = new QVBoxLayout(&window);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
        layout->addWidget(view.options(), 0, Qt::AlignRight);
        layout->addWidget(&view, 1);
        view.options()->show();
        view.applyTheme(themed(ThemeChoice::Light));
        show({1280, 600});
    }

    /// The page alone has this size.
    void show(const QSize &size)
    {
        window.resize(size.width(), size.height() + view.options()->sizeHint().height());
        window.show();
    }

    template<typename Widget>
    Widget *named(const QString &name) const
    {
        for (Widget *widget : window.findChildren<Widget *>())
            if (widget->accessibleName() == name || widget->property("text").toString() == name)
                return widget;
        return nullptr;
    }
    [[nodiscard]] QAbstractButton *answer(const QString &question, const QString &choice) const
    {
        return named<QAbstractButton>(question + u": "_s + choice);
    }
    [[nodiscard]] QList<ActionButton *> links() const
    {
        QList<ActionButton *> found;
        for (const ReasonRow *row : view.findChildren<ReasonRow *>())
            found += row->findChild<ActionButton *>();
        return found;
    }
    [[nodiscard]] SettingControl *control(const QString &name) const
    {
        for (SettingControl *candidate : view.findChildren<SettingControl *>())
            if (candidate->field()->accessibleName() == name)
                return candidate;
        return nullptr;
    }
    [[nodiscard]] TransportKind recommended() { return view.chooser().recommendation().best().transport; }
};

} // namespace

class TestChooseView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(u"tst_choose_view"_s);
        QCoreApplication::setOrganizationName(u"pushscope-tests"_s);
        QLocale::setDefault(QLocale(QLocale::English));
        QApplication::setStyle(new AppStyle(themed(ThemeChoice::Light)));
        QAccessible::setActive(true);
    }
    void init() { QSettings().clear(); }

    void fiveQuestionsAreOnOneScreen()
    {
        const Page page;
        for (const auto question : chooser_words::allQuestions) {
            bool seen = false;
            for (const QLabel *label : page.view.findChildren<QLabel *>())
                seen = seen
                    || (label->text() == chooser_words::question(question) && label->isVisible()
                        && !label->visibleRegion().isEmpty());
            QVERIFY2(seen, qPrintable(chooser_words::question(question)));
        }
    }

    void anAnswerChangesTheRecommendation()
    {
        Page page;
        QCOMPARE(page.recommended(), Sse);
        QSignalSpy answered(&page.view.chooser(), &ChooserPanel::answered);
        page.answer(u"Which way do messages go?"_s, u"Both ways, always"_s)->click();
        QCOMPARE(page.recommended(), WebSocket);
        QCOMPARE(page.view.findChild<RecommendationPanel *>()->findChild<MarkedName *>()->transport(),
                 WebSocket);
        QCOMPARE(answered.size(), 1);
        QVERIFY(page.view.findChild<RecommendationPanel *>()->accessibleDescription().startsWith(
            u"Recommended: WebSocket."_s));
        QVERIFY(page.view.summary({}).startsWith(u"Recommended: WebSocket."_s));
    }

    void theEstimateHasTheClientsThatWereAnswered()
    {
        Page page;
        ChooserAnswers answers = page.view.chooser().answers();
        QCOMPARE(page.view.scale().scale().clients, mostClients(answers.clients));
        answers.clients = ClientCount::Million;
        emit page.view.chooser().answered(answers);
        QCOMPARE(page.view.scale().scale().clients, 1e6);
        // A number of one's own stays as long as that answer does.
        Scale own = page.view.scale().scale();
        own.clients = 250'000;
        page.view.scale().showScale(own);
        answers.direction = MessageDirection::BothWays;
        emit page.view.chooser().answered(answers);
        QCOMPARE(page.view.scale().scale().clients, 250'000.0);
    }

    void obstaclesAddUpAndNothingTakesThemBack()
    {
        const Page page;
        auto &chooser = const_cast<Page &>(page).view.chooser();
        auto *nothing = page.named<QCheckBox>(u"Nothing"_s);
        QVERIFY(nothing->isChecked());
        page.named<QCheckBox>(u"A proxy that buffers or zips"_s)->click();
        page.named<QCheckBox>(u"HTTP/1.1 and many tabs"_s)->click();
        QCOMPARE(chooser.answers().obstacles, Obstacle::Buffers | Obstacle::ManyTabs);
        QVERIFY(!nothing->isChecked());
        nothing->click();
        QCOMPARE(chooser.answers().obstacles, Obstacles());
        // It cannot be taken back by itself.
        nothing->click();
        QVERIFY(nothing->isChecked());
    }

    void aFallbackIsNamedWhereTheAnswerCanBeStopped()
    {
        Page page;
        page.view.chooser().showAnswers(
            {.direction = MessageDirection::BothWays, .obstacles = Obstacle::RefusesUpgrades});
        bool named = false;
        for (const QLabel *label : page.view.findChildren<QLabel *>())
            named = named
                || (label->isVisible()
                    && label->text().contains(u"keep Server-Sent Events to fall back to"_s));
        QVERIFY(named);
    }

    void everyReasonHasALinkThatAsksForItsScenario()
    {
        Page page;
        page.view.chooser().showAnswers({.direction = MessageDirection::BothWays,
                                         .obstacles = Obstacle::RefusesUpgrades | Obstacle::ManyTabs});
        QSignalSpy wanted(&page.view, &TeachPage::scenarioWanted);
        const QList<ActionButton *> links = page.links();
        QVERIFY(links.size() >= 6);
        for (ActionButton *link : links) {
            QVERIFY(link->isVisible());
            link->click();
        }
        QCOMPARE(wanted.size(), links.size());
        for (const QList<QVariant> &asked : wanted)
            QVERIFY2(findScenario(asked.first().toString()), qPrintable(asked.first().toString()));
        QVERIFY(std::any_of(wanted.begin(), wanted.end(),
                            [](const QList<QVariant> &asked) { return asked.first() == u"the-gauntlet"_s; }));
        QVERIFY(std::any_of(wanted.begin(), wanted.end(), [](const QList<QVariant> &asked) {
            return asked.first() == u"the-seventh-tab"_s;
        }));
    }

    void tabComesToTheAnswerGiven()
    {
        Segments segments(u"Colour"_s, {u"red"_s, u"green"_s, u"blue"_s});
        const auto tabbed = [&] {
            QStringList names;
            for (const QAbstractButton *button : segments.findChildren<QAbstractButton *>())
                if ((button->focusPolicy() & Qt::TabFocus) == Qt::TabFocus)
                    names += button->text();
            return names;
        };
        QCOMPARE(tabbed(), QStringList{u"red"_s});
        segments.showCurrent(2);
        QCOMPARE(tabbed(), QStringList{u"blue"_s});
        segments.findChildren<QAbstractButton *>().at(1)->click();
        QCOMPARE(tabbed(), QStringList{u"green"_s});
    }

    void everythingIsReachedAndAnsweredByKeyboard()
    {
        Page page;
        page.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page.window));
        page.view.setFocus();
        QCOMPARE(QApplication::focusWidget()->accessibleName(),
                 u"Which way do messages go?: To clients only"_s);
        // Arrow keys go through a question's answers, the space bar takes one.
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QCOMPARE(page.view.chooser().answers().direction, MessageDirection::BothWays);
        QSet<QString> reached;
        for (int i = 0; i < 80; ++i) {
            QWidget *now = QApplication::focusWidget();
            reached
                += now->accessibleName().isEmpty() ? now->property("text").toString() : now->accessibleName();
            QTest::keyClick(now, Qt::Key_Tab);
        }
        for (const QString &name :
             {u"How many, for one client?: 1 a second"_s, u"How late may one be?: 1 s"_s, u"Nothing"_s,
              u"HTTP/1.1 and many tabs"_s, u"Show me"_s, u"Choose: Choose"_s, u"Copy the sheet"_s})
            QVERIFY2(reached.contains(name),
                     qPrintable(QStringList(reached.begin(), reached.end()).join(u", "_s)));
    }

    void everyFocusableWidgetHasANameAndIsLargeEnough()
    {
        Page page;
        for (const ChooseView::Tab tab : {ChooseView::Tab::Choose, ChooseView::Tab::Scale}) {
            page.view.showTab(tab);
            int walked = 0;
            for (QWidget *widget : page.window.findChildren<QWidget *>()) {
                if (!widget->isVisible() || !widget->isEnabled()
                    || (widget->focusPolicy() & Qt::TabFocus) != Qt::TabFocus
                    || qobject_cast<QAbstractSpinBox *>(widget->parentWidget()))
                    continue;
                ++walked;
                QVERIFY(!QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name).isEmpty());
                QTRY_VERIFY2_WITH_TIMEOUT(widget->width() >= 24 && widget->height() >= 24,
                                          qPrintable(legibility::nameOf(widget)), 1000);
            }
            QVERIFY(walked > 10);
        }
    }

    void nothingIsCut_data()
    {
        QTest::addColumn<ThemeChoice>("choice");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<double>("zoom");
        QTest::addColumn<bool>("fits"); // without scrolling
        QTest::newRow("light") << ThemeChoice::Light << QSize(1280, 600) << 1.0 << true;
        QTest::newRow("dark, large") << ThemeChoice::Dark << QSize(1920, 960) << 1.0 << true;
        QTest::newRow("projector") << ThemeChoice::Projector << QSize(1280, 720) << 1.0 << true;
        QTest::newRow("least window") << ThemeChoice::Light << QSize(1024, 580) << 1.0 << true;
        QTest::newRow("150 %") << ThemeChoice::Light << QSize(1280, 600) << 1.5 << false;
        QTest::newRow("200 %") << ThemeChoice::Dark << QSize(1024, 580) << 2.0 << false;
        QTest::newRow("300 %") << ThemeChoice::Light << QSize(1024, 580) << 3.0 << false;
    }

    void nothingIsCut()
    {
        QFETCH(ThemeChoice, choice);
        QFETCH(QSize, size);
        QFETCH(double, zoom);
        QFETCH(bool, fits);
        const Theme theme = themed(choice, zoom);
        const QFont before = QApplication::font();
        QApplication::setFont(theme.font(theme.isProjector() ? Theme::Text::Caption : Theme::Text::Body));
        Page page;
        page.view.applyTheme(theme);
        page.show(size);
        page.view.display(measured());
        const ChooserAnswers answers[]{{},
                                       {MessageDirection::BothWays, MessageRate::Flood,
                                        LatencyThatMatters::Tenth, ClientCount::Million, Obstacles(15)}};
        for (const ChooseView::Tab tab : {ChooseView::Tab::Choose, ChooseView::Tab::Scale})
            for (const ChooserAnswers &given : answers) {
                page.view.showTab(tab);
                page.view.chooser().showAnswers(given);
                QStringList faults;
                const auto none = [&] { return (faults = legibility::faults(page.window)).isEmpty(); };
                QTRY_VERIFY2_WITH_TIMEOUT(none(), qPrintable(faults.join(u'\n')), 1000);
                for (const QScrollArea *area : page.view.findChildren<QScrollArea *>()) {
                    if (!area->isVisible())
                        continue;
                    QTRY_COMPARE(area->widget()->width(), area->viewport()->width());
                    if (fits && given == answers[0])
                        QTRY_COMPARE(area->verticalScrollBar()->maximum(), 0);
                }
                if (fits)
                    QVERIFY(!page.view.scale().table().horizontalScrollBar()->isVisible());
            }
        QApplication::setFont(before);
    }

    void aNarrowQuestionBecomesADropDown()
    {
        QWidget window;
        ChoiceRow row(u"How late?"_s, {u"one answer"_s, u"another answer"_s, u"a third answer"_s}, &window);
        row.applyTheme(themed(ThemeChoice::Light));
        row.resize(600, 60);
        window.resize(600, 60);
        window.show();
        QVERIFY(row.findChild<Segments *>()->isVisible());
        row.resize(150, 60);
        QVERIFY(!row.findChild<Segments *>()->isVisible());
        auto *list = row.findChild<QComboBox *>();
        QVERIFY(list->isVisible());
        QSignalSpy chosen(&row, &ChoiceRow::chosen);
        QTest::keyClick(list, Qt::Key_Down);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(row.findChild<Segments *>()->current(), 1);
    }

    void aQuestionKeepsItsAnswersWhileTextGrows()
    {
        const QFont before = QApplication::font();
        Page page;
        for (const double zoom : {1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2.0, 3.0, 2.0, 1.0}) {
            const Theme theme = themed(ThemeChoice::Light, zoom);
            QApplication::setFont(theme.font(Theme::Text::Body));
            page.view.applyTheme(theme);
            for (const ChoiceRow *row : page.view.findChildren<ChoiceRow *>()) {
                const auto *segments = row->findChild<Segments *>();
                const auto *list = row->findChild<QComboBox *>();
                QTRY_VERIFY2(segments->isVisible() != list->isVisible(), qPrintable(QString::number(zoom)));
                QTRY_VERIFY2(!segments->isVisible() || segments->width() >= segments->sizeHint().width(),
                             qPrintable(QString::number(zoom)));
                const QWidget *shown = segments->isVisible() ? static_cast<const QWidget *>(segments) : list;
                QTRY_VERIFY2(shown->geometry().bottom() < row->height(), qPrintable(QString::number(zoom)));
            }
        }
        QApplication::setFont(before);
    }

    void theScaleSaysWhoseCostsItHas()
    {
        Page page;
        page.view.showTab(ChooseView::Tab::Scale);
        QVERIFY(page.named<QLabel>(u"No costs measured yet: not enough messages, 0 of 10."_s));
        page.view.display(measured());
        const QString source
            = u"Costs measured in this run: n = 100 messages a transport, browser-like headers, 64 B payload."_s;
        bool said = false;
        for (const QLabel *label : page.view.findChildren<QLabel *>())
            said = said || plain(label->text()) == source;
        QVERIFY(said);
    }

    void theArithmeticOfTheSelectedCellIsSpeltOut()
    {
        Page page;
        page.view.showTab(ChooseView::Tab::Scale);
        page.view.display(measured());
        ScaleTable &table = page.view.scale().table();
        QCOMPARE(table.selectedRow()->name, u"bandwidth"_s);
        table.select(0, Sse);
        QVERIFY(plain(page.view.scale().arithmetic())
                    .startsWith(
                        u"Bandwidth down, SSE: 10,000 clients \u00D7 [1 /s \u00D7 (125 + 62) B messages"_s));
        // By keys, but not into the titles.
        table.setFocus();
        QTest::keyClick(&table, Qt::Key_Left);
        QCOMPARE(table.selectedTransport(), LongPoll);
        QTest::keyClick(&table, Qt::Key_Left);
        QTest::keyClick(&table, Qt::Key_Left);
        QCOMPARE(table.selectedTransport(), ShortPoll);
        QTest::keyClick(&table, Qt::Key_Down);
        QCOMPARE(table.selectedRow()->name, u"bandwidth_up"_s);
        QVERIFY(page.view.summary({}).contains(u"Bandwidth up, Short polling"_s));
    }

    void theEstimateIsOnAndLabelled()
    {
        Page page;
        page.view.display(measured());
        auto *estimate = page.named<QCheckBox>(u"TCP/IP and TLS (estimate)"_s);
        QVERIFY(estimate->isChecked());
        page.view.scale().table().select(0, WebSocket);
        QVERIFY(page.view.scale().arithmetic().contains(u"an estimate"_s));
        estimate->click();
        QVERIFY(!page.view.scale().arithmetic().contains(u"estimate"_s));
    }

    void aNumberIsTypedAndTheFiguresFollow()
    {
        Page page;
        page.view.display(measured());
        SettingControl *clients = page.control(u"Clients"_s);
        clients->field()->setFocus();
        clients->field()->selectAll();
        QTest::keyClicks(clients->field(), u"20k"_s);
        QTest::keyClick(clients->field(), Qt::Key_Return);
        QCOMPARE(page.view.scale().scale().clients, 20'000.0);
        page.view.scale().table().select(5, Sse);
        QCOMPARE(page.view.scale().table().selectedRow()->of(Sse).value, u"20,000"_s);
    }

    void aPublishedEstimateIsReproducedByOneChoice()
    {
        Page page;
        page.view.display(measured());
        auto *costs = page.named<QComboBox>(u"Costs"_s);
        costs->setFocus();
        QTest::keyClick(costs, Qt::Key_Down);
        QCOMPARE(page.view.scale().scale().basis, ScaleBasis::HpbnMinute);
        page.view.scale().table().select(1, ShortPoll);
        QVERIFY(plain(page.view.scale().arithmetic()).endsWith(u"= 1.13 Mbit/s."_s));
        // What the source does not speak of cannot be turned.
        QVERIFY(!page.control(u"Messages to each"_s)->isEnabled());
        QVERIFY(page.control(u"A poll every"_s)->isEnabled());
        QTest::keyClick(costs, Qt::Key_End);
        QSignalSpy wanted(&page.view, &TeachPage::scenarioWanted);
        page.view.showTab(ChooseView::Tab::Scale);
        auto *run = page.named<ActionButton>(u"Run Ping-pong"_s);
        QVERIFY(run->isVisible());
        run->click();
        QCOMPARE(wanted.first().first().toString(), u"ping-pong"_s);
    }

    void figuresChangeAtMostTwiceASecond()
    {
        Page page;
        LabState state = measured();
        state.snapshot.elapsedS = 10.1;
        page.view.display(state);
        const QString before = page.view.asTable(state);
        const auto shown = [&] { return page.view.scale().sheet().rows.first().of(Sse).number; };
        const auto first = shown();
        QVERIFY(first);
        cost_run::set(state.snapshot.lanes[indexOf(Sse)], BytePart::Framing, 0, 5000);
        state.snapshot.elapsedS = 10.4;
        page.view.display(state);
        QCOMPARE(shown(), first);
        state.snapshot.elapsedS = 10.5;
        page.view.display(state);
        QVERIFY(shown() != first);
    }

    void theModelIsATableThatScreenReadersRead()
    {
        ScaleModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const ScaleSheet sheet = scaleSheet({}, measuredCosts(measured().snapshot, {}));
        model.update(sheet.rows);
        QCOMPARE(model.rowCount(), sheet.rows.size());
        QCOMPARE(model.columnCount(), 5);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.update(scaleSheet({.clients = 5}, {}).rows);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(reset.size(), 0);
        model.update(scaleSheet({.basis = ScaleBasis::PingPong}, {}).rows);
        QCOMPARE(reset.size(), 1);
        QCOMPARE(plain(model.data(model.index(0, 3), Qt::AccessibleTextRole).toString()),
                 u"10,000 rounds, published, SSE: 46.3 s"_s);
        QVERIFY(!model.flags(model.index(0, 0)).testFlag(Qt::ItemIsSelectable));
    }

    void theSheetIsCopiedAndOfferedAsAFile()
    {
        Page page;
        page.view.display(measured());
        QSignalSpy said(&page.view, &TeachPage::said);
        page.named<ActionButton>(u"Copy the sheet"_s)->click();
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"# Decision sheet"_s));
        QCOMPARE(said.size(), 1);
        QSignalSpy save(&page.view, &TeachPage::saveWanted);
        page.named<ActionButton>(u"Save it\u2026"_s)->click();
        QCOMPARE(save.first().at(1).toString(), u"decision.md"_s);
        QCOMPARE(save.first().at(2).toString().section(u'\n', 3), page.view.sheet().section(u'\n', 3));
        QVERIFY(page.view.sheet().contains(page.view.scale().sheet().rows.first().of(Sse).value));
    }

    void aGauntletOfTheSessionIsInTheSheet()
    {
        Page page;
        QVERIFY(page.view.sheet().contains(u"No gauntlet was run in this session."_s));
        GauntletReport report;
        report.cells.resize(report.settings.rows.size() * report.settings.columns.size());
        page.view.setGauntletSource([report] { return report; });
        QVERIFY(page.view.sheet().contains(u"| refuses the upgrade |"_s));
    }

    void theTableHasAllFiguresWithTheirArithmetic()
    {
        Page page;
        const LabState state = measured();
        page.view.display(state);
        const QStringList lines = page.view.asTable(state).split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 1 + 4 * page.view.scale().sheet().rows.size());
        QCOMPARE(lines.first(), u"quantity,transport,value,unit,arithmetic"_s);
        QVERIFY(lines.at(3).startsWith(u"bandwidth_down,sse,"_s));
        for (const QString &line : lines.mid(1))
            QCOMPARE(line.count(u'"'), 2);
    }

    void everyThemePaintsAnExportOfBothTabs_data()
    {
        QTest::addColumn<ThemeChoice>("choice");
        QTest::newRow("light") << ThemeChoice::Light;
        QTest::newRow("dark") << ThemeChoice::Dark;
        QTest::newRow("projector") << ThemeChoice::Projector;
    }

    void everyThemePaintsAnExportOfBothTabs()
    {
        QFETCH(ThemeChoice, choice);
        const Theme theme = themed(choice);
        Page page;
        page.view.display(measured());
        for (const ChooseView::Tab tab : {ChooseView::Tab::Choose, ChooseView::Tab::Scale}) {
            page.view.showTab(tab);
            QImage image(1280, 720, QImage::Format_ARGB32);
            QPainter painter(&image);
            page.view.paintExport(painter, image.size(), measured(), theme);
            QCOMPARE(image.pixelColor(3, 3), theme.tokens.surf);
            // The marker of what is recommended, or of all four.
            int marked = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    marked += image.pixelColor(x, y) == theme.tokens.of(Sse) ? 1 : 0;
            QVERIFY2(marked > 10, qPrintable(QString::number(marked)));
        }
    }

    void answersAndScaleAreRemembered()
    {
        {
            const Page page;
            page.answer(u"Which way do messages go?"_s, u"Both ways, always"_s)->click();
            page.named<QCheckBox>(u"HTTP/1.1 and many tabs"_s)->click();
            page.named<QCheckBox>(u"TCP/IP and TLS (estimate)"_s)->click();
            QTest::keyClick(page.control(u"Hours a day"_s)->field(), Qt::Key_Down);
        }
        Page again;
        QCOMPARE(again.view.chooser().answers().direction, MessageDirection::BothWays);
        QCOMPARE(again.view.chooser().answers().obstacles, Obstacles(Obstacle::ManyTabs));
        QVERIFY(!again.view.scale().scale().networkEstimate);
        QCOMPARE(again.view.scale().scale().hoursADay, 23.0);
    }

    void whatCannotBeReadFallsBackToTheDefault_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QVariant>("value");
        QTest::newRow("no such answer") << u"choose/direction"_s << QVariant(7);
        QTest::newRow("negative") << u"choose/rate"_s << QVariant(-1);
        QTest::newRow("no number") << u"choose/latency"_s << QVariant(u"soon"_s);
        QTest::newRow("no such obstacles") << u"choose/obstacles"_s << QVariant(99);
        QTest::newRow("no such costs") << u"choose/basis"_s << QVariant(9);
        QTest::newRow("out of range") << u"choose/poll_interval"_s << QVariant(0.0);
        QTest::newRow("not finite") << u"choose/heartbeat"_s << QVariant(u"nan"_s);
        QTest::newRow("another version") << u"choose/version"_s << QVariant(99);
    }

    void whatCannotBeReadFallsBackToTheDefault()
    {
        QFETCH(QString, key);
        QFETCH(QVariant, value);
        choose_memory::save(ChooserAnswers{.direction = MessageDirection::BothWays, .obstacles = {}});
        choose_memory::save(Scale{.clients = 77});
        QCOMPARE(choose_memory::answers().direction, MessageDirection::BothWays);
        QCOMPARE(choose_memory::scale().clients, 77.0);
        QSettings().setValue(key, value);
        const bool answersBroken = choose_memory::answers() == ChooserAnswers{};
        const bool scaleBroken = choose_memory::scale() == Scale{};
        QVERIFY(answersBroken || scaleBroken);
        const Page page; // and nothing else breaks
        QVERIFY(page.view.isVisible());
    }
};

QTEST_MAIN(TestChooseView)
#include "tst_choose_view.moc"
