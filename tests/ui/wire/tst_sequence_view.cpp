#include "tests/support/sample_trace.h"
#include "ui/charts/export_frame.h"
#include "ui/wire/sequence_view.h"

#include <QAccessible>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

Theme themeOf(ThemeChoice choice)
{
    return makeTheme(choice, QPalette(), 1);
}

LabState stateOf(const Trace &trace, double nowS = 31.6)
{
    LabState state;
    state.trace = &trace;
    state.frozen = true;
    state.snapshot.phase = RunSnapshot::Phase::Running;
    state.snapshot.elapsedS = nowS;
    for (std::size_t i = 0; i < transportCount; ++i) {
        state.snapshot.lanes[i].enabled = true;
        state.deliveries[i].push_back({30.9, i == 0 ? 590.0 : 40.0, 141, 0, 12});
    }
    return state;
}

} // namespace

class TestSequenceView : public QObject
{
    Q_OBJECT

private slots:
    void picturesForTheEye();
};

/// Writes them where PUSHSCOPE_PICTURES says; checks only that something is painted.
void TestSequenceView::picturesForTheEye()
{
    const SampleTrace sample = sampleRush();
    LabState state = stateOf(sample.trace);
    state.selection.message = 141;
    state.selection.record = RecordRef{TransportKind::WebSocket, 23};
    state.selection.cursorA = 30.9;
    state.selection.cursorB = 31.491;
    const QString folder = qEnvironmentVariable("PUSHSCOPE_PICTURES");
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::Projector}) {
        SequenceView view;
        const QSize size = choice == ThemeChoice::Projector ? QSize(1880, 940) : QSize(1240, 910);
        view.resize(size);
        view.applyTheme(themeOf(choice));
        view.setSpan(2.4);
        view.display(state);
        QImage image(size, QImage::Format_RGB32);
        image.fill(Qt::red);
        view.render(&image);
        QVERIFY(image.pixelColor(size.width() / 2, 2) != QColor(Qt::red));
        if (!folder.isEmpty())
            image.save(folder + u"/sequence-%1.png"_s.arg(static_cast<int>(choice)));
    }
}

QTEST_MAIN(TestSequenceView)
#include "tst_sequence_view.moc"
