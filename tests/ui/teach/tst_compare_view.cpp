#include "tests/support/legibility.h"
#include "tests/support/sample_state.h"
#include "tests/support/test_window.h"
#include "ui/charts/chart_export.h"
#include "ui/teach/compare_export.h"
#include "ui/teach/compare_grid.h"
#include "ui/teach/compare_view.h"
#include "ui/teach/compare_words.h"
#include "ui/widgets/action_button.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QClipboard>
#include <QDir>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;
using enum TransportKind;

namespace {

constexpr int latencyRow = static_cast<int>(ComparisonFeature::Latency);
constexpr int overheadRow = static_cast<int>(ComparisonFeature::Overhead);

/// A minute without a change: what the lab shows first, with contradictions in most cells.
LabState measured()
{
    LabState state = sampleState({.seconds = 60, .changeAtS = 0});
    LaneSnapshot &held = state.snapshot.lanes[indexOf(LongPoll)];
    held.traffic.requests = 62;
    held.traffic.connections = 1;
    LaneSnapshot &polls = state.snapshot.lanes[indexOf(ShortPoll)];
    polls.traffic.requests = 32;
    polls.traffic.fullPolls = 26;
    polls.traffic.emptyResponses = 6;
    polls.protocolOverheadPerMessage = 432;
    polls.effectivePollIntervalMs = 2000;
    return state;
}

/// What clients send, and binary payloads, fill the other rows.
LabState crowded()
{
    LabState state = measured();
    state.settings.payloadKind = PayloadKind::Binary;
    for (LaneSnapshot &lane : state.snapshot.lanes) {
        const qint64 payload = lane.traffic.part(BytePart::Payload);
        lane.traffic.parts[static_cast<std::size_t>(BytePart::Encoding)] = payload / 3;
        lane.upstream = {.sent = 1059, .accepted = 1050, .lost = 0, .pending = 9};
        lane.upstreamBytesPerMessage = 879;
        lane.roundTrip.count = 1050;
        lane.roundTrip.meanMs = 1157;
    }
    return state;
}

Theme themed(ThemeChoice choice, double zoom = 1)
{
    return makeTheme(choice, QApplication::palette(), zoom);
}

QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), u' ');
}

/// Measured with the font itself, not with what broke the lines.
double widthOf(const CompareLine &line, const CompareLook &look)
{
    double width = 0;
    for (const TextRun &run : line.runs)
        width += QFontMetricsF(look.theme.font(line.role, run.strong ? QFont::DemiBold : QFont::Normal))
                     .horizontalAdvance(run.text);
    if (line.figure)
        width += QFontMetricsF(look.theme.font(look.figure, QFont::DemiBold))
                     .horizontalAdvance(line.figure->number)
            + QFontMetricsF(look.theme.font(Theme::Text::Body)).horizontalAdvance(u' ' + line.figure->unit);
    return width;
}

double heightOf(const CompareLine &line, const CompareLook &look)
{
    return QFontMetricsF(look.theme.font(line.figure ? look.figure : line.role)).capHeight();
}

/// Lines wider than `width` or `height` and lines over one another, in words.
QStringList faults(const CompareText &text, const CompareLook &look, const QSizeF &room)
{
    QStringList found;
    double bottom = 0;
    for (const CompareLine &line : text.lines) {
        const QString words = line.runs.isEmpty() ? u"figure"_s : line.runs.first().text;
        if (widthOf(line, look) > room.width() + 1)
            found << u"%1 is wider than %2"_s.arg(words).arg(room.width());
        if (line.top < bottom || line.height < heightOf(line, look))
            found << u"%1 lies over another line"_s.arg(words);
        bottom = line.top + line.height;
    }
    if (bottom > room.height() + 1)
        found << u"%1 px of text in %2"_s.arg(bottom).arg(room.height());
    return found;
}

QStringList faults(const CompareGrid &grid)
{
    QStringList found;
    const ComparePicture &picture = grid.picture();
    const QSizeF inset = 2 * picture.padding();
    for (std::size_t row = 0; row < comparisonRowCount; ++row) {
        const int height = grid.rowHeight(static_cast<int>(row));
        found << faults(picture.title(row), picture.look(), QSizeF(grid.columnWidth(0), height) - inset);
        for (std::size_t column = 0; column < transportCount; ++column)
            found << faults(picture.cell(row, column), picture.look(),
                            QSizeF(grid.columnWidth(1 + static_cast<int>(column)), height) - inset);
    }
    return found;
}

} // namespace

class TestCompareView : public QObject
{
    Q_OBJECT

    QSize m_page; ///< of a page in a window of 1280x720
    QSize m_projector;

    static CompareGrid *grid(const CompareView &view) { return view.findChild<CompareGrid *>(); }
    static void show(CompareView &view, const LabState &state, ThemeChoice choice = ThemeChoice::Light)
    {
        view.applyTheme(themed(choice));
        view.display(state);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
    }

private slots:
    void initTestCase();
    void nothingIsCutAt1280x720_data();
    void nothingIsCutAt1280x720();
    void largeTextIsScrolledNotCut();
    void theProjectorsTextIsLargeEnough_data();
    void theProjectorsTextIsLargeEnough();
    void theModelIsAModel();
    void arrowsAndReturnLeadToTheCharts();
    void tabReachesTheTableAndLeavesIt();
    void theWindowAroundItIsLegibleAndNamed();
    void aClickLeadsThere();
    void namesOfRowsLeadToScenariosAndViews();
    void screenReadersGetATable();
    void figuresChangeTwiceASecondAtMost();
    void rowsDoNotJump();
    void exportsHoldTheFigures();
    void csvHasALineACell();
    void markdownIsATableWithItsCommand();
    void theButtonCopiesMarkdown();
    void aFinishedRunIsExportedWithTheRest();
    void saysWhatIsMissing();
};

void TestCompareView::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QAccessible::setActive(true);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    TestWindow test;
    test.window->show();
    QVERIFY(test.window->showPage(u"compare"_s));
    // Between menu, bar and status line, once they have found their places.
    const auto height = [&test] { return test.window->page()->height(); };
    QTRY_VERIFY(height() > 600 && height() < 640);
    m_page = test.window->page()->size();
    test.window->setTheme(ThemeChoice::Projector);
    QTRY_VERIFY(height() > m_page.height() && height() <= 720);
    m_projector = test.window->page()->size();
}

void TestCompareView::nothingIsCutAt1280x720_data()
{
    QTest::addColumn<ThemeChoice>("choice");
    QTest::addColumn<LabState>("state");
    LabState limited = measured();
    limited.snapshot.noise.sustained = true; // one line more below the table
    for (const auto &[name, choice] :
         {std::pair("light", ThemeChoice::Light), std::pair("dark", ThemeChoice::Dark),
          std::pair("projector", ThemeChoice::Projector)}) {
        QTest::addRow("%s", name) << choice << measured();
        QTest::addRow("%s, everything measured", name) << choice << crowded();
        QTest::addRow("%s, the machine is the limit", name) << choice << limited;
        QTest::addRow("%s, nothing measured", name) << choice << LabState();
    }
}

void TestCompareView::nothingIsCutAt1280x720()
{
    QFETCH(ThemeChoice, choice);
    QFETCH(LabState, state);

    CompareView view;
    view.resize(choice == ThemeChoice::Projector ? m_projector : m_page);
    show(view, state, choice);
    const CompareGrid &table = *grid(view);
    QStringList found;
    const auto none = [&] { return (found = faults(table)).isEmpty(); };
    QTRY_VERIFY2_WITH_TIMEOUT(none(), qPrintable(found.join(u'\n')), 1000);
    QTRY_VERIFY(!table.verticalScrollBar()->isVisible() && !table.horizontalScrollBar()->isVisible());
    // All of it is seen: the last row ends inside.
    const int last = static_cast<int>(comparisonRowCount) - 1;
    QVERIFY(table.rowViewportPosition(last) + table.rowHeight(last) <= table.viewport()->height());
}

void TestCompareView::largeTextIsScrolledNotCut()
{
    CompareView view;
    view.resize(m_page);
    view.applyTheme(themed(ThemeChoice::Light, 2));
    view.display(measured());
    view.show();
    const CompareGrid &table = *grid(view);
    QTRY_VERIFY(table.verticalScrollBar()->isVisible());
    QVERIFY2(faults(table).isEmpty(), qPrintable(faults(table).join(u'\n')));
    QVERIFY(table.picture().look().claims);
}

void TestCompareView::theProjectorsTextIsLargeEnough_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("1280x720") << QSize(1280, 720);
    QTest::newRow("1920x1080") << QSize(1920, 1080);
}

void TestCompareView::theProjectorsTextIsLargeEnough()
{
    QFETCH(QSize, size);

    CompareView view;
    view.resize(size);
    show(view, measured(), ThemeChoice::Projector);
    const ComparePicture &picture = grid(view)->picture();
    int lines = 0;
    for (std::size_t row = 0; row < comparisonRowCount; ++row)
        for (std::size_t column = 0; column < transportCount; ++column)
            for (const CompareLine &line : picture.cell(row, column).lines) {
                ++lines;
                QVERIFY(picture.look().theme.size(line.role) >= size.height() / 50);
            }
    // A figure, the textbook's word, the contradiction: never more.
    QVERIFY2(lines <= 5 * 4 + 2 * 4 * 3, qPrintable(QString::number(lines)));
}

void TestCompareView::theModelIsAModel()
{
    CompareModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const LabState state = measured();
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.show(comparisonTable(state.snapshot, state.settings));
    model.show(comparisonTable(state.snapshot, state.settings));
    QCOMPARE(changed.count(), 1);
}

void TestCompareView::arrowsAndReturnLeadToTheCharts()
{
    CompareView view;
    view.resize(m_page);
    show(view, measured());
    QSignalSpy wanted(&view, &TeachPage::viewWanted);
    view.setFocus(Qt::ShortcutFocusReason);
    QWidget *focused = grid(view);
    QTRY_VERIFY(focused->hasFocus());
    for (const TransportKind kind : allTransportKinds) {
        QTest::keyClick(focused, Qt::Key_Return);
        QCOMPARE(wanted.takeLast().first().toString(), u"latency"_s);
        QTest::keyClick(focused, Qt::Key_Down);
        QTest::keyClick(focused, Qt::Key_Space);
        QCOMPARE(wanted.takeLast().first().toString(), u"overhead"_s);
        QTest::keyClick(focused, Qt::Key_Up);
        if (kind != WebSocket)
            QTest::keyClick(focused, Qt::Key_Right);
    }
    QCOMPARE(grid(view)->currentIndex(), grid(view)->model()->index(latencyRow, 4));
    QVERIFY(grid(view)->isMarked(grid(view)->currentIndex()));
}

void TestCompareView::tabReachesTheTableAndLeavesIt()
{
    TestWindow test;
    test.window->show();
    QVERIFY(test.window->showPage(u"compare"_s));
    test.window->activateWindow();
    auto *table = test.window->page()->findChild<CompareGrid *>();
    QTRY_VERIFY(table->hasFocus());
    QTest::keyClick(table, Qt::Key_Tab);
    QTRY_VERIFY(!table->hasFocus());
    for (int i = 0; i < 20 && !table->hasFocus(); ++i)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY(table->hasFocus());
    // What was asked for comes to pass.
    QTest::keyClick(table, Qt::Key_Down);
    QTest::keyClick(table, Qt::Key_Return);
    QVERIFY(!test.window->page());
    QCOMPARE(test.window->mainCard().currentView()->machineName(), u"overhead"_s);
}

void TestCompareView::theWindowAroundItIsLegibleAndNamed()
{
    TestWindow test;
    test.window->show();
    QVERIFY(test.window->showPage(u"compare"_s));
    QStringList found;
    const auto legible = [&] { return (found = legibility::faults(*test.window)).isEmpty(); };
    QTRY_VERIFY2_WITH_TIMEOUT(legible(), qPrintable(found.join(u'\n')), 1000);
    int named = 0;
    for (const QWidget *widget : test.window->findChildren<QWidget *>()) {
        if (!widget->isVisible() || (widget->focusPolicy() & Qt::TabFocus) != Qt::TabFocus)
            continue;
        ++named;
        QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
        QVERIFY(widget->width() >= 24 && widget->height() >= 24);
    }
    QVERIFY(named >= 4);
}

void TestCompareView::aClickLeadsThere()
{
    CompareView view;
    view.resize(m_page);
    show(view, measured());
    QSignalSpy wanted(&view, &TeachPage::viewWanted);
    const auto click = [&](int row, int column) {
        const QRect cell = grid(view)->visualRect(grid(view)->model()->index(row, column));
        QTest::mouseClick(grid(view)->viewport(), Qt::LeftButton, {}, cell.center());
    };
    click(overheadRow, 3);
    QCOMPARE(wanted.takeLast().first().toString(), u"overhead"_s);
    click(static_cast<int>(ComparisonFeature::Direction), 2); // leads nowhere
    QCOMPARE(wanted.count(), 0);
}

void TestCompareView::namesOfRowsLeadToScenariosAndViews()
{
    CompareView view;
    view.resize(m_page);
    show(view, measured());
    QSignalSpy scenario(&view, &TeachPage::scenarioWanted);
    QSignalSpy wanted(&view, &TeachPage::viewWanted);
    const auto follow = [&](ComparisonFeature feature, int column) {
        grid(view)->setCurrentIndex(grid(view)->model()->index(static_cast<int>(feature), column));
        QTest::keyClick(grid(view), Qt::Key_Return);
    };
    follow(ComparisonFeature::Direction, 0);
    QCOMPARE(scenario.takeLast().first().toString(), u"two-way"_s);
    follow(ComparisonFeature::Protocol, 0);
    QCOMPARE(wanted.takeLast().first().toString(), u"wire"_s);
    follow(ComparisonFeature::BrowserSupport, 0);
    QCOMPARE(wanted.takeLast().first().toString(), u"tabs"_s);
    follow(ComparisonFeature::UseCase, 4);
    QCOMPARE(scenario.takeLast().first().toString(), u"ping-pong"_s);
}

void TestCompareView::screenReadersGetATable()
{
    CompareView view;
    view.resize(m_page);
    show(view, measured());
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(grid(view));
    QVERIFY(face && face->tableInterface());
    QAccessibleTableInterface *table = face->tableInterface();
    QCOMPARE(table->rowCount(), 7);
    QCOMPARE(table->columnCount(), 5);
    QCOMPARE(table->columnDescription(4), u"WebSocket"_s);
    QCOMPARE(table->rowDescription(latencyRow), u"Latency"_s);
    const QString words = plain(table->cellAt(latencyRow, 4)->text(QAccessible::Name));
    QVERIFY2(
        words.startsWith(plain(grid(view)->picture().cell(latencyRow, 3).lines.first().figure->joined())),
        qPrintable(words));
    QVERIFY2(words.contains(u"textbook: Very Low."_s), qPrintable(words));
    QVERIFY2(words.contains(u"\u2260 Contradicted: no lower than SSE's"_s), qPrintable(words));
    QVERIFY(!face->text(QAccessible::Name).isEmpty());
    QVERIFY(view.accessibleDescription().contains(u"Cells contradicted by the measurement:"_s));
}

void TestCompareView::figuresChangeTwiceASecondAtMost()
{
    CompareView view;
    LabState state = measured();
    QElapsedTimer time;
    time.start();
    view.applyTheme(themed(ThemeChoice::Light));
    QSignalSpy changed(grid(view)->model(), &QAbstractItemModel::dataChanged);
    for (int i = 0; i < 20; ++i) {
        state.snapshot.lanes[indexOf(Sse)].latency.meanMs = 20 + i;
        view.display(state);
    }
    QVERIFY(changed.count() <= 1 + time.elapsed() / CompareView::showEveryMs);
    state.snapshot.phase = RunSnapshot::Phase::Finished; // what stays on show is the last word
    view.display(state);
    QCOMPARE(grid(view)->compareModel().table().cell(ComparisonFeature::Latency, Sse).value,
             std::optional(39.0));
}

void TestCompareView::rowsDoNotJump()
{
    CompareView view;
    view.resize(m_page);
    LabState state = crowded();
    state.snapshot.phase = RunSnapshot::Phase::Finished;
    show(view, state);
    const int high = grid(view)->rowHeight(overheadRow);
    const double zoom = grid(view)->picture().look().theme.zoom;
    for (LaneSnapshot &lane : state.snapshot.lanes)
        lane.messages.delivered = 1; // nothing to contradict: fewer lines
    view.display(state);
    QCOMPARE(grid(view)->rowHeight(overheadRow), high);
    QCOMPARE(grid(view)->picture().look().theme.zoom, zoom);
    // With other settings it begins anew.
    ++state.snapshot.regime;
    view.display(state);
    QVERIFY(grid(view)->rowHeight(overheadRow) != high);
}

void TestCompareView::exportsHoldTheFigures()
{
    CompareView view;
    const LabState state = measured();
    const ComparisonTable table = comparisonTable(state.snapshot, state.settings);
    const Theme theme = themed(ThemeChoice::Light);
    const QString svg
        = QString::fromUtf8(chartBytes(view, state, theme, ExportFormat::Svg, view.leastExportSize()));
    for (const TransportKind kind : allTransportKinds) {
        for (const ComparisonFeature feature : {ComparisonFeature::Latency, ComparisonFeature::Overhead})
            QVERIFY2(svg.contains(u'>' + table.cell(feature, kind).figure.number + u'<'),
                     qPrintable(table.cell(feature, kind).figure.joined()));
    }
    QVERIFY(svg.contains(u"The comparison table, measured"_s));
    QVERIFY(svg.contains(toRunCommand(state.settings)));
    // The same theme, and room for all of it at its size: nothing was scaled down.
    ComparePicture picture(table, theme);
    picture.layOut(QSizeF(1248, 640));
    QVERIFY(picture.size().height() <= 640 && picture.size().width() <= 1248);
    const QByteArray png = chartBytes(view, state, theme, ExportFormat::Png, view.leastExportSize(), 1);
    const QImage image = QImage::fromData(png);
    QCOMPARE(image.size(), view.leastExportSize());
    QVERIFY(image.text(u"Description"_s).contains(u"Mean latency: Short polling"_s));
}

void TestCompareView::csvHasALineACell()
{
    const CompareView view;
    const LabState state = measured();
    const QStringList lines = view.asTable(state).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 1 + 7 * 4);
    QCOMPARE(lines.first(),
             u"feature,transport,value,unit,measured,textbook,contradiction,claim,source,http_1_1_only"_s);
    const double mean = *state.snapshot.lane(Sse).latency.meanMs;
    QVERIFY2(lines.at(1 + 4 * latencyRow + 2).startsWith(u"latency,sse,%1,ms,"_s.arg(mean, 0, 'f', 3)),
             qPrintable(lines.at(1 + 4 * latencyRow + 2)));
    QVERIFY(lines.at(1 + 4 * overheadRow).startsWith(u"overhead,short-poll,432.000,B,"_s));
}

void TestCompareView::markdownIsATableWithItsCommand()
{
    const CompareView view;
    const LabState state = measured();
    const QStringList lines = view.asMarkdown(state).split(u'\n');
    QCOMPARE(lines.at(0), u"| | Short polling | Long polling | SSE | WebSocket |"_s);
    for (int row = 0; row < 9; ++row)
        QCOMPARE(lines.at(row).count(u'|'), 6);
    QVERIFY(plain(lines.at(2 + overheadRow)).startsWith(u"| **Overhead** | **432 B**, 32 polls, 6 of"_s));
    QVERIFY(lines.at(2 + overheadRow).contains(u"**\u2260 Contradicted**: below long polling's"_s));
    QVERIFY(lines.last().isEmpty() && lines.at(lines.size() - 2).startsWith(u"`pushscope run"_s));
}

void TestCompareView::theButtonCopiesMarkdown()
{
    CompareView view;
    view.resize(m_page);
    show(view, measured());
    QSignalSpy said(&view, &TeachPage::said);
    view.options()->findChild<ActionButton *>()->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), view.asMarkdown(measured()));
    QCOMPARE(said.count(), 1);
}

void TestCompareView::aFinishedRunIsExportedWithTheRest()
{
    QTemporaryDir folder;
    const LabState state = measured();
    QVERIFY(exportComparison(state.snapshot, state.settings, folder.path()).has_value());
    QStringList names = QDir(folder.path()).entryList(QDir::Files, QDir::Name);
    QCOMPARE(names,
             QStringList(
                 {u"compare.csv"_s, u"compare.md"_s, u"compare.pdf"_s, u"compare.png"_s, u"compare.svg"_s}));
    QVERIFY(!exportComparison(state.snapshot, state.settings, folder.filePath(u"compare.md/no"_s)));
}

void TestCompareView::saysWhatIsMissing()
{
    CompareView view;
    view.resize(m_page);
    show(view, LabState());
    QCOMPARE(view.summary(LabState()), u"The textbook's comparison table: not enough messages yet."_s);
    QCOMPARE(grid(view)->picture().cell(latencyRow, 0).lines.first().runs.first().text, u"not"_s);
    LabState off = measured();
    off.snapshot.lanes[indexOf(Sse)].enabled = false;
    ++off.snapshot.regime;
    view.display(off);
    QCOMPARE(plain(grid(view)->model()->index(latencyRow, 3).data().toString()).section(u'.', 0, 0),
             u"switched off"_s);
}

QTEST_MAIN(TestCompareView)
#include "tst_compare_view.moc"
