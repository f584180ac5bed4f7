#include "ui/wire/sequence_clip.h"

#include <QTest>

#include <rapidcheck.h>

namespace {

constexpr double top = 100;
constexpr double bottom = 300;

bool isWithin(const QPolygonF &polygon)
{
    return std::ranges::all_of(
        polygon, [](const QPointF &p) { return p.y() >= top - 1e-9 && p.y() <= bottom + 1e-9; });
}

double anyY()
{
    return *rc::gen::inRange(0, 400);
}

} // namespace

class TestSequenceClip : public QObject
{
    Q_OBJECT

private slots:
    void aLineIsCutAtTheEdges_data();
    void aLineIsCutAtTheEdges();
    void whatTouchesTheStripIsNeverCutAway();
    void aBandIsCutAtTheEdges();
};

void TestSequenceClip::aLineIsCutAtTheEdges_data()
{
    QTest::addColumn<QLineF>("whole");
    QTest::addColumn<QPolygonF>("left");

    using Points = QPolygonF;
    QTest::newRow("within") << QLineF(0, 150, 10, 200) << Points{{0, 150}, {10, 200}};
    QTest::newRow("begins above") << QLineF(0, 50, 10, 150) << Points{{5, 100}, {10, 150}};
    QTest::newRow("ends below") << QLineF(0, 250, 10, 350) << Points{{0, 250}, {5, 300}};
    QTest::newRow("runs through") << QLineF(0, 0, 40, 400) << Points{{10, 100}, {30, 300}};
    QTest::newRow("upwards") << QLineF(0, 350, 10, 250) << Points{{5, 300}, {10, 250}};
    QTest::newRow("level at the edge") << QLineF(0, 100, 10, 100) << Points{{0, 100}, {10, 100}};
    QTest::newRow("above") << QLineF(0, 10, 10, 99) << Points{};
    QTest::newRow("below") << QLineF(0, 301, 10, 400) << Points{};
}

void TestSequenceClip::aLineIsCutAtTheEdges()
{
    QFETCH(QLineF, whole);
    QFETCH(QPolygonF, left);

    QCOMPARE(sequence_clip::line(whole, top, bottom), left);
}

void TestSequenceClip::whatTouchesTheStripIsNeverCutAway()
{
    QVERIFY(rc::check("lines", [] {
        const QLineF line(0, anyY(), 100, anyY());
        const QPolygonF left = sequence_clip::line(line, top, bottom);
        const bool touches
            = std::max(line.y1(), line.y2()) >= top && std::min(line.y1(), line.y2()) <= bottom;
        RC_ASSERT(left.isEmpty() != touches);
        RC_ASSERT(isWithin(left));
    }));
    QVERIFY(rc::check("bands", [] {
        const double sender = anyY();
        const double receiver = anyY();
        const double height = *rc::gen::inRange(1, 50);
        const QPolygonF band{{0, sender}, {100, receiver}, {100, receiver + height}, {0, sender + height}};
        const QPolygonF left = sequence_clip::polygon(band, top, bottom);
        const bool touches
            = std::max(sender, receiver) + height >= top && std::min(sender, receiver) <= bottom;
        RC_ASSERT(left.isEmpty() != touches);
        RC_ASSERT(isWithin(left));
    }));
}

void TestSequenceClip::aBandIsCutAtTheEdges()
{
    const QPolygonF band{{0, 80}, {10, 120}, {10, 140}, {0, 100}};
    const QPolygonF left = sequence_clip::polygon(band, top, bottom);
    QCOMPARE(left.boundingRect(), QRectF(0, 100, 10, 40));
    QCOMPARE(sequence_clip::polygon(band.translated(0, 60), top, bottom), band.translated(0, 60));
}

QTEST_GUILESS_MAIN(TestSequenceClip)
#include "tst_sequence_clip.moc"
