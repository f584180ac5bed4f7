#include "tests/support/sample_state.h"
#include "ui/charts/percentiles_picture.h"

#include <QTest>

class TestPercentilesPicture : public QObject
{
    Q_OBJECT

private slots:
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
};

QTEST_MAIN(TestPercentilesPicture)
#include "tst_percentiles_picture.moc"
