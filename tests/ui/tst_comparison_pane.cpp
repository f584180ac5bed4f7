#include "tests/support/sample_state.h"
#include "ui/comparison_pane.h"
#include "ui/theme/number_text.h"

#include <QBuffer>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <QRegularExpression>
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

    /// The words alone: digits are painted one by one.
    static QString wordsOf(const QString &svg)
    {
        static const QRegularExpression text(u">([^<>]*)</text>"_s);
        QString words;
        for (auto found = text.globalMatch(svg); found.hasNext();)
            words += found.next().captured(1);
        return words.simplified();
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

    void whatIsSentSaysHowItComesBack_data()
    {
        QTest::addColumn<TransportKind>("kind");
        QTest::addColumn<Upstream::Kind>("upstream");
        QTest::addColumn<QString>("row");
        QTest::addColumn<QString>("tip");
        using enum TransportKind;
        QTest::newRow("off") << WebSocket << Upstream::Kind::Off << QString() << QString();
        QTest::newRow("rate") << WebSocket << Upstream::Kind::Rate << u"round trip p50"_s
                              << u"published to all"_s;
        QTest::newRow("echo") << WebSocket << Upstream::Kind::Echo << u"echo round trip p50"_s
                              << u"to its sender alone"_s;
        QTest::newRow("no echo") << Sse << Upstream::Kind::Echo
                                 << u"no echo: a POST is answered, not echoed"_s << u"Nothing is sent"_s;
    }

    void whatIsSentSaysHowItComesBack()
    {
        QFETCH(TransportKind, kind);
        QFETCH(Upstream::Kind, upstream);
        QFETCH(QString, row);
        QFETCH(QString, tip);
        ComparisonPane pane(kind);
        pane.applyTheme(makeTheme(ThemeChoice::Light, QPalette(), 1));
        LabState state = sampleState();
        state.settings.upstream.kind = upstream;
        state.snapshot.lanes[indexOf(kind)].roundTrip.p50Ms = 40.5;
        pane.display(state, true);
        pane.resize(420, pane.sizeHint().height());
        const QString wide = wordsOf(painted(pane));
        QVERIFY2(row.isEmpty() ? !wide.contains(u"sending"_s) : wide.contains(row), qPrintable(wide));
        QCOMPARE(wide.contains(latencyText(40.5).joined().simplified()),
                 !row.isEmpty() && !row.startsWith(u"no"));
        QVERIFY(tip.isEmpty() ? pane.toolTip().isEmpty() : pane.toolTip().contains(tip));
        QVERIFY(tip.isEmpty() || pane.accessibleDescription().contains(tip));
        // In a window of 1280 shorter words, whole.
        pane.resize(236, pane.sizeHint().height());
        QVERIFY(!painted(pane).contains(u'\u2026'));
    }

    void theWordsAreThoseOfWhatWasMeasured()
    {
        // A run with echoes is over, and the setting has moved on.
        ComparisonPane pane(TransportKind::WebSocket);
        pane.applyTheme(makeTheme(ThemeChoice::Light, QPalette(), 1));
        LabState state = sampleState();
        state.settings.upstream.kind = Upstream::Kind::Rate;
        state.snapshot.lanes[indexOf(TransportKind::WebSocket)].sending = Sending::Echoed;
        pane.display(state, false);
        pane.resize(420, pane.sizeHint().height());
        QVERIFY(wordsOf(painted(pane)).contains(u"echo round trip p50"_s));
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
