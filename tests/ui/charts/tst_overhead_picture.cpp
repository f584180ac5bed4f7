#include "tests/support/sample_state.h"
#include "ui/charts/chart_export.h"
#include "ui/charts/overhead_bars.h"
#include "ui/charts/overhead_view.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

class TestOverheadPicture : public QObject
{
    Q_OBJECT

private slots:
    void everyPartIsNamedWhateverTheRoom_data()
    {
        QTest::addColumn<ThemeChoice>("choice");
        QTest::addColumn<QSize>("size");
        for (const QSize size : {QSize(760, 360), QSize(984, 360), QSize(984, 400), QSize(1400, 700)})
            QTest::addRow("light, %dx%d", size.width(), size.height()) << ThemeChoice::Light << size;
        QTest::newRow("projector") << ThemeChoice::Projector << QSize(1280, 720);
    }

    void everyPartIsNamedWhateverTheRoom()
    {
        QFETCH(ThemeChoice, choice);
        QFETCH(QSize, size);
        const LabState state = sampleState();
        OverheadView view(nullptr);
        const QString svg = QString::fromUtf8(
            chartBytes(view, state, makeTheme(choice, QPalette(), 1), ExportFormat::Svg, size));
        for (const LaneSnapshot &lane : state.snapshot.lanes)
            for (const OverheadBar::Part &part : overheadBar(lane).parts)
                if (part.part != BytePart::Payload)
                    QVERIFY2(svg.contains(partName(part.part)), qPrintable(partName(part.part)));
    }
};

QTEST_MAIN(TestOverheadPicture)
#include "tst_overhead_picture.moc"
