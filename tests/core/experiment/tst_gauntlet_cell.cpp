#include "core/experiment/gauntlet_cell.h"

#include <QTest>

using namespace std::chrono_literals;
using Verdict = GauntletVerdict;

namespace {
constexpr TimePoint start{1000s};
constexpr Duration lateAfter = 1s;

/// Messages 1, 2, 3 ... due after 1 s, 2 s, 3 s ...
std::vector<TimePoint> dues(int count)
{
    std::vector<TimePoint> all;
    for (int i = 1; i <= count; ++i)
        all.push_back(start + i * 1s);
    return all;
}

void deliver(GauntletCell &cell, int id, Duration late = 10ms)
{
    const TimePoint due = start + id * 1s;
    cell.delivered(MessageId{static_cast<quint64>(id)}, due, due + late);
}
}

class GauntletCellTest : public QObject
{
    Q_OBJECT

private slots:
    void worksWhenAllArriveInTime()
    {
        GauntletCell cell(start);
        for (int id = 1; id <= 10; ++id)
            deliver(cell, id, id == 3 ? 1s : 20ms);
        const GauntletResult result = cell.result(dues(10), start + 20s, lateAfter);
        QVERIFY(result.verdict == Verdict::Works);
        QVERIFY(result.firstMessage == 1020ms);
        QVERIFY(result.worstLatency == 1s);
        QVERIFY(!result.noticed);
        QCOMPARE(result.due, 10);
        QCOMPARE(result.missing(), 0);
    }

    void isLateWhenOneIs()
    {
        GauntletCell cell(start);
        for (int id = 1; id <= 10; ++id)
            deliver(cell, id, id == 3 ? 1001ms : 20ms);
        QVERIFY(cell.result(dues(10), start + 20s, lateAfter).verdict == Verdict::Late);
    }

    void isLateWhenOneIsMissing()
    {
        GauntletCell cell(start);
        for (int id = 1; id < 10; ++id)
            deliver(cell, id);
        const GauntletResult result = cell.result(dues(10), start + 20s, lateAfter);
        QVERIFY(result.verdict == Verdict::Late);
        QVERIFY(result.worstLatency == 10s); // it is as late as it is old
        QCOMPARE(result.missing(), 1);
    }

    void isDeadWhenNothingOfTheSecondHalfArrives()
    {
        GauntletCell cell(start);
        for (int id = 1; id <= 5; ++id)
            deliver(cell, id);
        QVERIFY(cell.result(dues(10), start + 20s, lateAfter).verdict == Verdict::Dead);
        deliver(cell, 6);
        QVERIFY(cell.result(dues(10), start + 20s, lateAfter).verdict == Verdict::Late);
    }

    void isDeadWhenNothingArrives()
    {
        const GauntletResult result = GauntletCell(start).result(dues(10), start + 20s, lateAfter);
        QVERIFY(result.verdict == Verdict::Dead);
        QVERIFY(!result.firstMessage);
        QCOMPARE(result.missing(), 10);
    }

    void saysNothingBeforeAMessageCanBeLate()
    {
        GauntletCell cell(start);
        QVERIFY(!cell.result({}, start, lateAfter).verdict);
        QVERIFY(!cell.result(dues(1), start + 1999ms, lateAfter).verdict);
        QVERIFY(cell.result(dues(1), start + 2s, lateAfter).verdict == Verdict::Dead);
    }

    void aMessageOnItsWayIsNotMissing()
    {
        GauntletCell cell(start);
        deliver(cell, 1);
        QVERIFY(cell.result(dues(2), start + 2500ms, lateAfter).verdict == Verdict::Works);
    }

    void whatComesTwiceCountsOnce()
    {
        GauntletCell cell(start);
        deliver(cell, 1);
        deliver(cell, 1, 5s);
        const GauntletResult result = cell.result(dues(1), start + 20s, lateAfter);
        QCOMPARE(result.delivered, 1);
        QVERIFY(result.worstLatency == 10ms);
    }

    void theFirstLossIsWhenItWasNoticed()
    {
        GauntletCell cell(start);
        cell.noticedLoss(start + 3s);
        cell.noticedLoss(start + 4s);
        const GauntletResult result = cell.result(dues(1), start + 20s, lateAfter);
        QVERIFY(result.noticed == 3s);
        QCOMPARE(result.losses, 2);
    }
};

QTEST_GUILESS_MAIN(GauntletCellTest)
#include "tst_gauntlet_cell.moc"
