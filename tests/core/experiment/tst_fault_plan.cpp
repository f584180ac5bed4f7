#include "core/experiment/fault_plan.h"

#include "core/experiment/experiment_settings.h"

#include <QtTest>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestFaultPlan : public QObject
{
    Q_OBJECT

private slots:
    void theTableIsInTheOrderOfTheKinds()
    {
        for (std::size_t i = 0; i < faultDescriptors().size(); ++i) {
            const FaultDescriptor &descriptor = faultDescriptors()[i];
            QCOMPARE(static_cast<std::size_t>(descriptor.kind), i);
            QCOMPARE(&descriptorOf(descriptor.kind), &descriptor);
            QCOMPARE(linkFault({.kind = descriptor.kind, .lane = {}}).has_value(), !descriptor.ofServer);
        }
        QCOMPARE(faultDescriptors().size(), std::size_t{9});
    }

    void everyKindIsReadAndWrittenTheSame()
    {
        for (const FaultDescriptor &descriptor : faultDescriptors()) {
            ScheduledFault fault{1500ms, {.kind = descriptor.kind, .lane = {}, .length = descriptor.length}};
            if (!descriptor.ofServer)
                fault.fault.lane = TransportKind::Sse;
            const auto read = faultFromText(faultText(fault));
            QVERIFY2(read, qPrintable(faultText(fault)));
            QCOMPARE(*read, fault);
        }
    }

    void whatIsLeftOutIsTheKindsOwn()
    {
        const auto cut = faultFromText(u"kind=cut"_s);
        QVERIFY(cut);
        QCOMPARE(*cut, (ScheduledFault{0s, {.kind = FaultKind::Cut, .lane = {}, .length = 3s}}));
        const auto drip = faultFromText(u"rate=2KiB, kind=drip, at=1m"_s);
        QVERIFY(drip);
        QCOMPARE(drip->at, Duration(1min));
        QCOMPARE(drip->fault.bytesPerSecond, 2048);
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("named");

        QTest::newRow("no kind") << u"at=1s"_s << u"kind=cut"_s;
        QTest::newRow("unknown kind") << u"kind=hammer"_s << u"slow-reader"_s;
        QTest::newRow("no unit") << u"at=10,kind=cut"_s << u"at must be a duration"_s;
        QTest::newRow("unknown lane") << u"kind=cut,lane=http"_s << u"short-poll"_s;
        QTest::newRow("unknown member") << u"kind=cut,size=3"_s << u"\"size\""_s;
        QTest::newRow("no length") << u"kind=cut,for=0s"_s << u"above 0s"_s;
        QTest::newRow("too long") << u"kind=cut,for=1000m"_s << u"for must be"_s;
        QTest::newRow("no rate") << u"kind=drip,rate=0"_s << u"rate must be"_s;
        QTest::newRow("a lane of the server's") << u"kind=restart,lane=sse"_s << u"leave lane out"_s;
        QTest::newRow("twice") << u"at=1s,kind=cut,at=2s"_s << u"twice"_s;
        QTest::newRow("a rate that means nothing") << u"kind=cut,rate=5"_s << u"\"rate\""_s;
        QTest::newRow("a length that means nothing") << u"kind=half-open,for=5s"_s << u"\"for\""_s;
        QTest::newRow("not a list") << u"cut"_s << u"kind=cut"_s;
        QTest::newRow("empty") << u""_s << u"kind=cut"_s;
    }

    void whatIsWrongIsNamed()
    {
        QFETCH(QString, text);
        QFETCH(QString, named);
        const auto read = faultFromText(text);
        QVERIFY(!read);
        QVERIFY2(read.error().message.contains(named), qPrintable(read.error().message));
    }

    void severalFaultsSurviveJsonAndCommandLine()
    {
        ExperimentSettings settings;
        settings.faults
            = {{10s, {.kind = FaultKind::Cut, .lane = {}, .length = 3s}},
               {20s, {.kind = FaultKind::SlowReader, .lane = TransportKind::WebSocket, .length = 5s}}};
        const auto read = settingsFromJson(toJson(settings));
        QVERIFY(read);
        QCOMPARE(*read, settings);
        QCOMPARE(toRunOptions(settings),
                 (QStringList{u"--fault"_s, u"at=10s,lane=all,kind=cut,for=3s"_s, u"--fault"_s,
                              u"at=20s,lane=websocket,kind=slow-reader,for=5s,rate=1024"_s}));
    }

    void wordsNameKindLengthAndLane()
    {
        QCOMPARE(faultWords({.kind = FaultKind::Cut, .lane = {}, .length = 3s}), u"cut for 3 s"_s);
        QCOMPARE(faultWords({.kind = FaultKind::HalfOpen, .lane = TransportKind::Sse}), u"half-open (sse)"_s);
    }
};

QTEST_APPLESS_MAIN(TestFaultPlan)
#include "tst_fault_plan.moc"
