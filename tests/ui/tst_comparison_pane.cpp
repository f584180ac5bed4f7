#include "tests/support/sample_state.h"
#include "ui/comparison_pane.h"

#include <QBuffer>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <QSvgGenerator>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

class TestComparisonPane : public QObject
{
    Q_OBJECT

    /// What is painted, as text with its fonts.
    static QString painted(ComparisonPane &pane)
    {
        QBuffer buffer;
        QSvgGenerator svg;
        svg.setOutputDevice(&buffer);
        svg.setSize(pane.size());
        QPainter painter(&svg);
        pane.render(&painter, {}, {}, QWidget::RenderFlags());
        painter.end();
        return QString::fromUtf8(buffer.data());
    }

    static LabState withLargeNumbers()
    {
        LabState state = sampleState();
        LaneSnapshot &lane = state.snapshot.lanes[indexOf(TransportKind::ShortPoll)];
        lane.latency.p50Ms = 1234;
        lane.protocolOverheadPerMessage = 5678;
        lane.before.emplace();
        lane.before->latency.p50Ms = 1111;
        lane.before->protocolOverheadPerMessage = 23'456;
        return state;
    }

private slots:
    void numbersAreNeverCut_data()
    {
        QTest::addColumn<ComparisonPane::Detail>("detail");
        QTest::addColumn<int>("width");
        QTest::newRow("window of 1024") << ComparisonPane::Detail::Narrow << 183;
        QTest::newRow("narrowest") << ComparisonPane::Detail::Narrow << 165;
        QTest::newRow("large text") << ComparisonPane::Detail::Compact << 165;
        QTest::newRow("window of 1280") << ComparisonPane::Detail::Normal << 236;
    }

    void numbersAreNeverCut()
    {
        QFETCH(ComparisonPane::Detail, detail);
        QFETCH(int, width);
        ComparisonPane pane(TransportKind::ShortPoll);
        pane.applyTheme(makeTheme(ThemeChoice::Light, QPalette(), 1));
        pane.setDetail(detail);
        pane.resize(width, pane.sizeHint().height());
        pane.display(withLargeNumbers(), true);
        const QString svg = painted(pane);
        const qsizetype cut = svg.indexOf(u'\u2026');
        QVERIFY2(cut < 0, qPrintable(svg.mid(cut - 20, 30)));
    }

    void aRightClickOpensTheMenuInEveryDetail()
    {
        ComparisonPane pane(TransportKind::Sse);
        pane.setDetail(ComparisonPane::Detail::Narrow); // has no room for the "..." button
        pane.menu()->addAction(u"Solo"_s);
        pane.show();
        QContextMenuEvent event(QContextMenuEvent::Mouse, {20, 20}, pane.mapToGlobal(QPoint(20, 20)));
        QApplication::sendEvent(&pane, &event);
        QVERIFY(pane.menu()->isVisible());
        pane.menu()->close();
    }

    void unitsGoBeforeNumbersShrink()
    {
        ComparisonPane pane(TransportKind::ShortPoll);
        const Theme theme = makeTheme(ThemeChoice::Light, QPalette(), 1);
        pane.applyTheme(theme);
        pane.resize(236, pane.sizeHint().height());
        pane.display(withLargeNumbers(), true);
        const QString svg = painted(pane);
        QVERIFY(!svg.contains(u"B/msg"_s));
        pane.resize(400, pane.sizeHint().height());
        QVERIFY(painted(pane).contains(u"B/msg"_s));
    }
};

QTEST_MAIN(TestComparisonPane)
#include "tst_comparison_pane.moc"
