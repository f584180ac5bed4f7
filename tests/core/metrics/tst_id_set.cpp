#include "core/metrics/id_set.h"

#include <QtTest>

#include <rapidcheck.h>

#include <set>

namespace {

MessageId id(quint64 n)
{
    return MessageId{n};
}

} // namespace

class TestIdSet : public QObject
{
    Q_OBJECT

private slots:
    void neighboursBecomeOneInterval()
    {
        MissingIds missing;
        missing.append({3, 4});
        missing.append({5, 5});
        missing.append({8, 7});
        missing.append({9, 9});
        QCOMPARE(missing.intervals(), (std::vector<IdInterval>{{3, 5}, {9, 9}}));
    }

    void aRemovedIdIsRemovedOnceAndSplitsItsInterval()
    {
        MissingIds missing;
        missing.append({3, 6});
        QVERIFY(missing.remove(id(4)));
        QVERIFY(!missing.remove(id(4)));
        QCOMPARE(missing.intervals(), (std::vector<IdInterval>{{3, 3}, {5, 6}}));
        QVERIFY(missing.remove(id(3)));
        QVERIFY(missing.remove(id(6)));
        QVERIFY(!missing.remove(id(7)));
        QCOMPARE(missing.intervals(), (std::vector<IdInterval>{{5, 5}}));
    }

    void beyondItsBoundTheLowestAreForgotten()
    {
        MissingIds missing;
        for (quint64 n = 1; n <= MissingIds::maxIntervals + 2; ++n)
            missing.append({10 * n, 10 * n + 1});
        QCOMPARE(missing.intervals().size(), MissingIds::maxIntervals);
        QCOMPARE(missing.forgottenUpTo(), id(21));
        QVERIFY(!missing.contains(id(20)));
        QVERIFY(missing.contains(id(30)));
        missing.clear();
        QCOMPARE(missing.forgottenUpTo(), id(0));
    }

    void missingIdsAreThoseOfAPlainSet()
    {
        QVERIFY(rc::check("missing ids", [] {
            MissingIds missing;
            std::set<quint64> model;
            quint64 last = 0;
            for (const int step : *rc::gen::container<std::vector<int>>(rc::gen::inRange(-40, 8))) {
                if (step >= 0) {
                    const quint64 first = last + 1 + static_cast<quint64>(step % 2);
                    last = first + static_cast<quint64>(step);
                    missing.append({first, last});
                    for (quint64 n = first; n <= last; ++n)
                        model.insert(n);
                } else {
                    const auto n = static_cast<quint64>(-step);
                    RC_ASSERT(missing.contains(id(n)) == model.contains(n));
                    RC_ASSERT(missing.remove(id(n)) == (model.erase(n) == 1));
                }
            }
            quint64 size = 0;
            for (const IdInterval &ids : missing.intervals())
                size += ids.last - ids.first + 1;
            RC_ASSERT(size == model.size());
        }));
    }

    void anIdIsNewExactlyOnce()
    {
        QVERIFY(rc::check("seen ids", [] {
            SeenIds seen;
            std::set<quint64> model;
            for (const quint64 n :
                 *rc::gen::container<std::vector<quint64>>(rc::gen::inRange<quint64>(1, 60)))
                RC_ASSERT(seen.insert(id(n)) == model.insert(n).second);
        }));
    }
};

QTEST_APPLESS_MAIN(TestIdSet)
#include "tst_id_set.moc"
