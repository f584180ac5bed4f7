#include "tests/support/sample_state.h"
#include "tests/support/svg_texts.h"
#include "ui/charts/chart_export.h"
#include "ui/charts/load_view.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

class TestLoadPicture : public QObject
{
    Q_OBJECT

private slots:
    void theoryLinesNeverRunIntoEachOther_data()
    {
        QTest::addColumn<ThemeChoice>("choice");
        QTest::addColumn<double>("zoom");
        QTest::newRow("light") << ThemeChoice::Light << 1.0;
        QTest::newRow("dark, 130 %") << ThemeChoice::Dark << 1.3;
    }

    void theoryLinesNeverRunIntoEachOther()
    {
        QFETCH(ThemeChoice, choice);
        QFETCH(double, zoom);
        const Theme theme = makeTheme(choice, QPalette(), zoom);
        LabState state = sampleState();
        for (const TransportKind kind : {TransportKind::ShortPoll, TransportKind::LongPoll}) {
            LaneSnapshot &lane = state.snapshot.lanes[indexOf(kind)];
            lane.predicted.requestsPerSecond = kind == TransportKind::ShortPoll ? 0.5 : 1;
            lane.traffic.requests = 5; // the longest verdict
        }
        LoadView view(nullptr);
        int shown = 0;
        for (const int width : {560, 700, 860, 960, 1024, 1280, 1600}) {
            const QList<SvgText> texts
                = svgTexts(chartBytes(view, state, theme, ExportFormat::Svg, {width, 700}));
            if (!contains(texts, verdict))
                continue;
            ++shown;
            const QStringList faults = faultsOfRow(texts, verdict, width);
            QVERIFY2(faults.isEmpty(), qPrintable(u"%1: "_s.arg(width) + faults.join(u'\n')));
        }
        QVERIFY(shown >= 5);
    }

private:
    const QString verdict = u"not enough requests yet"_s;
};

QTEST_MAIN(TestLoadPicture)

#include "tst_load_picture.moc"
