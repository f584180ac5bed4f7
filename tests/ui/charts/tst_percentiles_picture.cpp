#include "tests/support/long_words.h"
#include "tests/support/sample_state.h"
#include "tests/support/svg_texts.h"
#include "ui/charts/chart_export.h"
#include "ui/charts/percentiles_picture.h"
#include "ui/charts/percentiles_view.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

class TestPercentilesPicture : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QCoreApplication::removeTranslator(&m_words); }

    void nothingIsPaintedOverSomethingElse_data()
    {
        QTest::addColumn<double>("width");
        QTest::addColumn<double>("zoom");
        for (const double width : {480.0, 566.0, 768.0, 984.0, 1400.0})
            QTest::addRow("%g", width) << width << 1.0;
        QTest::newRow("large text") << 960.0 << 2.0;
    }

    void nothingIsPaintedOverSomethingElse()
    {
        QFETCH(double, width);
        QFETCH(double, zoom);
        const LabState state = sampleState();
        const Theme theme = makeTheme(ThemeChoice::Light, QPalette(), zoom);
        PercentilesPicture picture(state, state.timeRange(), false);
        picture.layOut({0, 0, width, 400 * zoom}, theme);
        auto labels = picture.axisLabels(theme);
        std::ranges::sort(labels, {}, [](const auto &label) { return label.first; });
        for (qsizetype i = 1; i < labels.size(); ++i)
            QVERIFY(labels[i - 1].first + chartTextWidth(labels[i - 1].second, theme, Theme::Text::Caption)
                    < labels[i].first);
        // With the fewest words the table always finds room.
        QVERIFY(picture.columnEnds(picture.tableOf(0), theme).last() <= width);
    }

    void thePlotStaysHighEnoughForTheory_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<ThemeChoice>("choice");
        QTest::addColumn<bool>("shown");
        QTest::newRow("beside the controls") << QSize(980, 312) << ThemeChoice::Light << true;
        QTest::newRow("a small window") << QSize(764, 312) << ThemeChoice::Dark << true;
        QTest::newRow("projector") << QSize(1216, 360) << ThemeChoice::Projector << true;
        QTest::newRow("low") << QSize(980, 260) << ThemeChoice::Light << false;
        QTest::newRow("narrow") << QSize(320, 600) << ThemeChoice::Light << false;
        QTest::newRow("flat projector") << QSize(1216, 220) << ThemeChoice::Projector << false;
    }

    void thePlotStaysHighEnoughForTheory()
    {
        QFETCH(QSize, size);
        QFETCH(ThemeChoice, choice);
        QFETCH(bool, shown);
        const LabState state = sampleState();
        const Theme theme = makeTheme(choice, QPalette(), 1);
        PercentilesPicture picture(state, state.timeRange(), false);
        picture.layOut(QRectF(QPointF(), size), theme);
        QCOMPARE(picture.showsTheory(), shown);
        const double plot = picture.rows().first().frame.area.height();
        if (shown)
            QVERIFY(plot >= 5 * lineHeight(theme, Theme::Text::Caption));
    }

    void theCurveRunsFromTheDelayToAnIntervalMore_data()
    {
        QTest::addColumn<bool>("logarithmic");
        QTest::newRow("linear") << false;
        QTest::newRow("logarithmic") << true;
    }

    void theCurveRunsFromTheDelayToAnIntervalMore()
    {
        QFETCH(bool, logarithmic);
        LabState state = sampleState();
        state.view.logarithmic = logarithmic;
        const Theme theme = makeTheme(ThemeChoice::Light, QPalette(), 1);
        PercentilesPicture picture(state, state.timeRange(), false);
        QVERIFY(picture.neededMs() >= 2018);
        picture.layOut({0, 0, 980, 400}, theme);
        QVERIFY(picture.showsTheoryCurve());
        const PlotRow &row = picture.rows().first();
        const auto curve
            = std::ranges::find(row.series, theme.tokens.dim, [](const PlotSeries &s) { return s.colour; });
        QVERIFY(curve != row.series.end());
        QCOMPARE(curve->points.first(), QPointF(0, row.frame.y.at(20)));
        for (const QPointF &point : curve->points)
            if (std::abs(point.x() - 1) < 1e-9)
                QVERIFY(std::abs(point.y() - row.frame.y.at(0.9 * 2000 + 20)) < 1e-6);
        QVERIFY(std::abs(curve->points.last().y() - row.frame.y.at(2019)) < 0.1 * (logarithmic ? 0.01 : 1));
        QVERIFY(std::ranges::is_sorted(curve->points, {}, &QPointF::y));
    }

    void thereIsNoCurveWithoutPredictionOrMessages()
    {
        const auto shown = [](const LabState &state, double height) {
            PercentilesPicture picture(state, state.timeRange(), false);
            picture.layOut({0, 0, 980, height}, makeTheme(ThemeChoice::Light, QPalette(), 1));
            return picture.showsTheoryCurve();
        };
        LabState state = sampleState();
        QVERIFY(shown(state, 400));
        QVERIFY(!shown(state, 220)); // its name would find no place beside the others
        LabState steady = state;
        steady.snapshot.lanes[0].predicted.uniform.reset();
        QVERIFY(!shown(steady, 400));
        state.snapshot.lanes[0].histogram.clear();
        QVERIFY(!shown(state, 400));
    }

    void theoryHasRoomOfItsOwn_data()
    {
        QTest::addColumn<ThemeChoice>("choice");
        QTest::addColumn<bool>("longWords");
        QTest::addColumn<int>("least");
        QTest::newRow("light") << ThemeChoice::Light << false << 12;
        QTest::newRow("longer words") << ThemeChoice::Light << true << 8;
        QTest::newRow("projector") << ThemeChoice::Projector << false << 4;
        QTest::newRow("projector, longer words") << ThemeChoice::Projector << true << 2;
    }

    void theoryHasRoomOfItsOwn()
    {
        QFETCH(ThemeChoice, choice);
        QFETCH(bool, longWords);
        QFETCH(int, least);
        if (longWords)
            QCoreApplication::installTranslator(&m_words);
        const Theme theme = makeTheme(choice, QPalette(), 1);
        const LabState state = sampleState({.seconds = 160});
        PercentilesView view(nullptr);
        int shown = 0;
        for (const int width : {400, 560, 700, 860, 1024, 1280, 1600}) {
            for (const int height : {300, 420, 560, 700}) {
                const QByteArray svg = chartBytes(view, state, theme, ExportFormat::Svg, {width, height});
                const QList<SvgText> texts = svgTexts(svg);
                QStringList faults;
                for (const QString &words : {u"p50 = "_s, u"theory"_s})
                    faults += faultsOfRow(texts, words, width);
                QVERIFY2(faults.isEmpty(),
                         qPrintable(u"%1x%2: "_s.arg(width).arg(height) + faults.join(u'\n')));
                shown += contains(texts, u"p50 = "_s);
            }
        }
        QVERIFY2(shown >= least, qPrintable(QString::number(shown)));
    }

    void exportAndDescriptionSayTheTheory()
    {
        LabState state = sampleState({.seconds = 160});
        PercentilesView view(nullptr);
        const QList<SvgText> texts = svgTexts(chartBytes(
            view, state, makeTheme(ThemeChoice::Light, QPalette(), 1), ExportFormat::Svg, {1280, 640}));
        const QString summary = view.summary(state);
        for (const QString &words : {u"p50 = T/2 + d"_s, u"p99 = 0.99 T + d"_s})
            QVERIFY2(contains(texts, words) && summary.contains(words), qPrintable(summary));
        QVERIFY(contains(texts, u"theory"_s));
        state.snapshot.lanes[0].predicted = {};
        QVERIFY(!view.summary(state).contains(u"p50 ="_s));
    }

private:
    LongWords m_words;
};

QTEST_MAIN(TestPercentilesPicture)
#include "tst_percentiles_picture.moc"
