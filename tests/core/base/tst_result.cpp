#include "core/base/result.h"

#include <QTest>

#include <memory>

using namespace Qt::Literals::StringLiterals;

class ResultTest : public QObject
{
    Q_OBJECT

private slots:
    void holdsAValue()
    {
        const Result<QString> result = u"abc"_s;
        QVERIFY(result.has_value());
        QVERIFY(bool(result));
        QCOMPARE(*result, u"abc"_s);
        QCOMPARE(result->size(), 3);
    }

    void holdsTheReasonWhyThereIsNone()
    {
        const Result<QString> result = Error{u"no such file"_s};
        QVERIFY(!result.has_value());
        QVERIFY(!result);
        QCOMPARE(result.error().message, u"no such file"_s);
    }

    void givesAMoveOnlyValueAway()
    {
        Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
        const std::unique_ptr<int> taken = *std::move(result);
        QCOMPARE(*taken, 7);
    }

    void tellsSuccessWithoutAValue()
    {
        const Result<Done> done = Done{};
        QVERIFY(done.has_value());
    }
};

QTEST_GUILESS_MAIN(ResultTest)
#include "tst_result.moc"
