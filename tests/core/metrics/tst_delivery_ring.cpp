#include "core/metrics/delivery_ring.h"

#include <QtTest>

namespace {

DeliveryRing::Entry entry(quint64 n)
{
    return {TimePoint(std::chrono::milliseconds(n)), Duration(static_cast<qint64>(n)), MessageId{n}, 0};
}

} // namespace

class TestDeliveryRing : public QObject
{
    Q_OBJECT

private slots:
    void numbersGoOnWhileTheOldestFallOut()
    {
        DeliveryRing ring(3);
        QCOMPARE(ring.first(), 0);
        QCOMPARE(ring.next(), 0);
        for (quint64 n = 0; n < 5; ++n)
            ring.add(entry(n));
        QCOMPARE(ring.first(), 2);
        QCOMPARE(ring.next(), 5);
        for (qint64 n = ring.first(); n < ring.next(); ++n)
            QCOMPARE(ring.at(n), entry(static_cast<quint64>(n)));
    }

    void whatFellOutBeforeItWasAskedForIsCounted()
    {
        DeliveryRing ring(3);
        for (quint64 n = 0; n < 5; ++n)
            ring.add(entry(n));
        QCOMPARE(ring.droppedSince(0), 2);
        QCOMPARE(ring.droppedSince(1), 1);
        QCOMPARE(ring.droppedSince(2), 0);
        QCOMPARE(ring.droppedSince(5), 0);
        QCOMPARE(ring.droppedSince(99), 0);
    }

    void clearingIsNotDropping()
    {
        DeliveryRing ring(3);
        for (quint64 n = 0; n < 5; ++n)
            ring.add(entry(n));
        ring.clear();
        QCOMPARE(ring.first(), 5);
        QCOMPARE(ring.next(), 5);
        QCOMPARE(ring.droppedSince(0), 0);
        ring.add(entry(5));
        QCOMPARE(ring.at(5), entry(5));
        QCOMPARE(ring.droppedSince(0), 0);
    }
};

QTEST_APPLESS_MAIN(TestDeliveryRing)
#include "tst_delivery_ring.moc"
