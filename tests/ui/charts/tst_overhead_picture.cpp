#include "tests/support/long_words.h"
#include "tests/support/sample_state.h"
#include "tests/support/svg_texts.h"
#include "ui/charts/chart_export.h"
#include "ui/charts/overhead_bars.h"
#include "ui/charts/overhead_picture.h"
#include "ui/charts/overhead_view.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

const QString formula = u"e^\u2212\u03BBT"_s;
const QString share = u"13.5\u00A0%"_s;

bool showsTheory(const LabState &state, const QSizeF &size, const Theme &theme)
{
    OverheadPicture picture(state, state.timeRange());
    picture.layOut(QRectF(QPointF(), size), theme);
    return picture.showsTheory();
}

} // namespace

class TestOverheadPicture : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QCoreApplication::removeTranslator(&m_words); }

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

    void theoryStandsWhereTheBarsLoseNothing_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<ThemeChoice>("choice");
        QTest::addColumn<double>("zoom");
        QTest::addColumn<bool>("shown");
        QTest::newRow("beside the controls") << QSize(980, 312) << ThemeChoice::Light << 1.0 << true;
        QTest::newRow("a small window") << QSize(764, 312) << ThemeChoice::Dark << 1.0 << true;
        QTest::newRow("large") << QSize(1400, 700) << ThemeChoice::Light << 1.0 << true;
        QTest::newRow("projector") << QSize(1216, 360) << ThemeChoice::Projector << 1.0 << true;
        QTest::newRow("low") << QSize(980, 190) << ThemeChoice::Light << 1.0 << false;
        QTest::newRow("narrow") << QSize(320, 600) << ThemeChoice::Light << 1.0 << false;
        QTest::newRow("large text") << QSize(980, 312) << ThemeChoice::Light << 2.0 << false;
    }

    void theoryStandsWhereTheBarsLoseNothing()
    {
        QFETCH(QSize, size);
        QFETCH(ThemeChoice, choice);
        QFETCH(double, zoom);
        QFETCH(bool, shown);
        LabState state = sampleState();
        const Theme theme = makeTheme(choice, QPalette(), zoom);
        QCOMPARE(showsTheory(state, size, theme), shown);
        state.snapshot.lanes[indexOf(TransportKind::ShortPoll)].predicted = {};
        QVERIFY(!showsTheory(state, size, theme));
    }

    void theTheoryLineHasRoomOfItsOwn_data()
    {
        QTest::addColumn<ThemeChoice>("choice");
        QTest::addColumn<bool>("longWords");
        QTest::addColumn<int>("least");
        QTest::newRow("light") << ThemeChoice::Light << false << 12;
        QTest::newRow("longer words") << ThemeChoice::Light << true << 8;
        QTest::newRow("projector") << ThemeChoice::Projector << false << 4;
        QTest::newRow("projector, longer words") << ThemeChoice::Projector << true << 2;
    }

    void theTheoryLineHasRoomOfItsOwn()
    {
        QFETCH(ThemeChoice, choice);
        QFETCH(bool, longWords);
        QFETCH(int, least);
        if (longWords)
            QCoreApplication::installTranslator(&m_words);
        const Theme theme = makeTheme(choice, QPalette(), 1);
        const LabState state = sampleState();
        OverheadView view(nullptr);
        int shown = 0;
        for (const int width : {400, 560, 700, 860, 1024, 1280, 1600}) {
            for (const int height : {300, 420, 560, 700}) {
                const QByteArray svg = chartBytes(view, state, theme, ExportFormat::Svg, {width, height});
                const QList<SvgText> texts = svgTexts(svg);
                const QStringList faults = faultsOfRow(texts, share, width);
                QVERIFY2(faults.isEmpty(),
                         qPrintable(u"%1x%2: "_s.arg(width).arg(height) + faults.join(u'\n')));
                shown += contains(texts, share);
            }
        }
        QVERIFY2(shown >= least, qPrintable(QString::number(shown)));
    }

    void exportAndDescriptionSayTheTheoryOfNowOnly()
    {
        LabState state = sampleState();
        OverheadView view(nullptr);
        const auto picture = [&] {
            return svgTexts(chartBytes(view, state, makeTheme(ThemeChoice::Light, QPalette(), 1),
                                       ExportFormat::Svg, {1280, 640}));
        };
        QVERIFY(view.summary(state).contains(formula));
        QVERIFY(contains(picture(), u"empty polls e^"_s));
        state.view.overheadOverTime = true;
        QVERIFY(!view.summary(state).contains(formula));
        QVERIFY(!contains(picture(), u"empty polls e^"_s));
    }

private:
    LongWords m_words;
};

QTEST_MAIN(TestOverheadPicture)
#include "tst_overhead_picture.moc"
