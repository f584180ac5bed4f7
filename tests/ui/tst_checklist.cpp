#include "tests/support/legibility.h"
#include "tests/support/test_window.h"

#include "ui/comparison_pane.h"
#include "ui/teach/predict_view.h"
#include "ui/transport_descriptor.h"

#include <QImage>
#include <QScrollArea>
#include <QScrollBar>
#include <QStandardPaths>

#include <set>
#include <vector>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patienceMs = 30'000;
constexpr QSize tiles(16, 9);

/// The mean luminance of each tile of a picture, 0 to 255.
std::vector<int> luminance(const QImage &picture)
{
    const QImage small = picture.scaled(tiles, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    std::vector<int> all;
    for (int y = 0; y < small.height(); ++y)
        for (int x = 0; x < small.width(); ++x)
            all.push_back(qGray(small.pixel(x, y)));
    return all;
}

}

/// What a projector in a classroom needs and no other test asks for.
class TestChecklist : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void withoutColoursTransportsDifferByShapeAndDash()
    {
        std::set<int> shapes, dashes;
        std::set<QString> names;
        for (const TransportKind kind : allTransportKinds) {
            shapes.insert(static_cast<int>(descriptorOf(kind).marker));
            dashes.insert(static_cast<int>(descriptorOf(kind).line));
            names.insert(descriptorOf(kind).name);
        }
        QCOMPARE(shapes.size(), transportCount);
        QCOMPARE(dashes.size(), transportCount);
        QCOMPARE(names.size(), transportCount);
    }

    // WCAG 2.2, 2.3.1: a flash is a pair of opposing changes of a tenth of the luminance; at most three a
    // second, or less than a quarter of the picture.
    void nothingFlashes()
    {
        TestWindow test;
        ExperimentSettings busy;
        busy.messagesPerSecond = 500;
        busy.pollInterval = 100ms;
        test.show(busy);
        QTRY_VERIFY_WITH_TIMEOUT(test.running(), patienceMs);
        constexpr std::size_t enough = 60; // about two seconds
        std::vector<std::vector<int>> frames;
        QObject::connect(&test.lab, &LabController::displayed, test.window.get(), [&] {
            if (frames.size() < enough)
                frames.push_back(luminance(test.window->grab().toImage()));
        });
        QTRY_VERIFY_WITH_TIMEOUT(frames.size() == enough, patienceMs);
        const std::size_t count = frames.front().size();
        std::size_t flashing = 0;
        for (std::size_t tile = 0; tile < count; ++tile) {
            int turns = 0, direction = 0, from = frames.front()[tile];
            for (const std::vector<int> &frame : frames) {
                const int change = frame[tile] - from;
                if (std::abs(change) < 26)
                    continue;
                const int next = change > 0 ? 1 : -1;
                turns += direction != 0 && next != direction ? 1 : 0;
                direction = next;
                from = frame[tile];
            }
            flashing += turns > 6 ? 1 : 0; // three flashes are six turns
        }
        QVERIFY2(flashing < count / 4, QByteArray::number(static_cast<qulonglong>(flashing)) + " tiles");
    }

    void largeScreensShowEverythingWithoutScrolling_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("1920x1080") << QSize(1920, 1080);
        QTest::newRow("3840x2160") << QSize(3840, 2160);
    }
    void largeScreensShowEverythingWithoutScrolling()
    {
        QFETCH(QSize, size);
        TestWindow test;
        test.window->resize(size);
        test.window->show();
        QStringList faults;
        const auto none = [&] { return (faults = legibility::faults(*test.window)).isEmpty(); };
        QTRY_VERIFY2_WITH_TIMEOUT(none(), qPrintable(faults.join(u'\n')), 2000);
        for (const TransportKind kind : allTransportKinds)
            QVERIFY(test.window->pane(kind).isVisible());
        for (const QScrollArea *area : test.window->findChildren<QScrollArea *>())
            if (area->isVisible() && area->isAncestorOf(&test.window->pane(TransportKind::Sse)))
                QVERIFY(!area->verticalScrollBar()->isVisible() && !area->horizontalScrollBar()->isVisible());
    }

    void aPresentersKeysWorkInFullScreen()
    {
        TestWindow test;
        test.show();
        test.window->setWindowState(Qt::WindowFullScreen);
        QVERIFY(QTest::qWaitForWindowActive(test.window.get()));
        const auto press = [&test](Qt::Key key) {
            QWidget *focus = QApplication::focusWidget();
            QTest::keyClick(focus ? focus : test.window.get(), key);
        };
        press(Qt::Key_F2);
        auto *view = qobject_cast<PredictView *>(test.window->page());
        QVERIFY(view);
        QTRY_VERIFY_WITH_TIMEOUT(test.running(), patienceMs);
        press(Qt::Key_B);
        QVERIFY(view->session().isRevealed());
        press(Qt::Key_B);
        QVERIFY(!view->session().isRevealed());
        press(Qt::Key_PageDown);
        press(Qt::Key_PageDown);
        QCOMPARE(view->session().step(), 1);
        press(Qt::Key_PageUp);
        QCOMPARE(view->session().step(), 0);
        press(Qt::Key_F5);
        QTRY_VERIFY_WITH_TIMEOUT(!test.lab.isRunning(), patienceMs);
        press(Qt::Key_Escape);
        QVERIFY(test.window->page() == nullptr);
        QVERIFY(test.window->windowState().testFlag(Qt::WindowFullScreen));
    }
};

QTEST_MAIN(TestChecklist)

#include "tst_checklist.moc"
