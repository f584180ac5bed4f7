#include "tests/support/test_window.h"
#include "ui/comparison_pane.h"
#include "ui/settings_pane.h"
#include "ui/widgets/digit_label.h"
#include "ui/widgets/segments.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTcpServer>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 20'000;

/// Fast settings, so that every effect is seen soon.
ExperimentSettings quick()
{
    ExperimentSettings s;
    s.messagesPerSecond = 50;
    s.arrivals.kind = Arrivals::Kind::Steady;
    s.pollInterval = 100ms;
    s.delay = 5ms;
    return s;
}

bool everyLane(const TestWindow &test, const std::function<bool(const LaneSnapshot &)> &holds)
{
    return std::ranges::all_of(test.snapshot().lanes, holds);
}

} // namespace

/// Every control, asserted on what is measured.
class TestMainWindow : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestWindow> m_test;

    void begin(const ExperimentSettings &settings)
    {
        m_test = std::make_unique<TestWindow>();
        m_test->show(settings);
        QTRY_VERIFY_WITH_TIMEOUT(m_test->running(), patience);
    }

    /// Waits until the statistics have begun anew and every lane has delivered `count` since.
    void settle(int regime, qint64 count)
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_test->snapshot().regime > regime, patience);
        QTRY_VERIFY_WITH_TIMEOUT(
            everyLane(*m_test, [&](const LaneSnapshot &lane) { return lane.latency.count >= count; }),
            patience);
    }

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void cleanup()
    {
        m_test->lab.stop();
        QTRY_VERIFY_WITH_TIMEOUT(!m_test->lab.isRunning(), patience);
        m_test.reset();
    }

    void theFirstMessageIsSaidAtOnce()
    {
        begin(quick());
        auto *sentence = m_test->window->findChild<DigitLabel *>(u"sentence"_s);
        QVERIFY(sentence);
        QTRY_VERIFY_WITH_TIMEOUT(m_test->lane(TransportKind::WebSocket).latency.count > 0, patience);
        QVERIFY2(!sentence->text().contains(u"Connecting"), qPrintable(sentence->text()));
        QVERIFY2(!sentence->text().contains(u"Waiting"), qPrintable(sentence->text()));
    }

    void twoCardsNeverShowTheSame()
    {
        begin(quick());
        m_test->window->resize(1600, 900);
        QList<ViewCard *> cards = m_test->window->findChildren<ViewCard *>();
        QCOMPARE(cards.size(), 2);
        ViewCard &first = m_test->window->mainCard();
        ViewCard &second = cards[0] == &first ? *cards[1] : *cards[0];
        const int before = first.current();
        first.setCurrent(second.current());
        QCOMPARE(second.current(), before);
        second.setCurrent(first.current());
        QVERIFY(first.current() != second.current());
    }

    void messagesArriveOnAllFourAtOnce()
    {
        begin({});
        QTRY_VERIFY_WITH_TIMEOUT(
            everyLane(*m_test, [](const LaneSnapshot &lane) { return lane.messages.delivered > 0; }),
            patience);
        QCOMPARE(m_test->lane(TransportKind::Sse).traffic.part(BytePart::Unclassified), 0);
    }

    void pollIntervalActsAtOnce()
    {
        ExperimentSettings slow = quick();
        slow.pollInterval = 30s;
        begin(slow);
        QTRY_VERIFY_WITH_TIMEOUT(m_test->lane(TransportKind::ShortPoll).phase == LaneSnapshot::Phase::Waiting,
                                 patience);
        QVERIFY(m_test->type(u"Poll interval"_s, u"200 ms"_s));
        // The pane's own words: the next poll is at most one new interval away.
        QTRY_VERIFY_WITH_TIMEOUT(m_test->lane(TransportKind::ShortPoll).phase == LaneSnapshot::Phase::Waiting
                                     && m_test->lane(TransportKind::ShortPoll).phaseUntilS
                                             - m_test->lane(TransportKind::ShortPoll).phaseSinceS
                                         <= 0.3,
                                 patience);
        settle(0, 10);
        QTRY_VERIFY_WITH_TIMEOUT(m_test->lane(TransportKind::ShortPoll).requestsPerSecond.value_or(0) > 3,
                                 patience);
        QVERIFY(*m_test->lane(TransportKind::ShortPoll).latency.maxMs < 1500);
    }

    void messageRateChangesWhatIsPublished()
    {
        ExperimentSettings s = quick();
        s.messagesPerSecond = 0;
        begin(s);
        QCOMPARE(m_test->snapshot().published, 0);
        QVERIFY(m_test->type(u"Message rate"_s, u"100"_s));
        QTRY_VERIFY_WITH_TIMEOUT(m_test->snapshot().published > 50, patience);
    }

    void delayIsFoundInTheLatency()
    {
        begin(quick());
        QVERIFY(m_test->type(u"Delay, one way"_s, u"80 ms"_s));
        settle(0, 40);
        // Messages due just before the restart are not counted, so every one met the new delay.
        QVERIFY2(*m_test->lane(TransportKind::WebSocket).latency.p50Ms >= 79,
                 qPrintable(QString::number(*m_test->lane(TransportKind::WebSocket).latency.p50Ms)));
        QVERIFY(*m_test->lane(TransportKind::Sse).latency.minMs >= 79);
    }

    void payloadIsCountedToTheByte()
    {
        begin(quick());
        QVERIFY(m_test->type(u"Payload"_s, u"1000"_s));
        settle(0, 30);
        m_test->lab.clearData();
        settle(1, 30);
        for (const LaneSnapshot &lane : m_test->snapshot().lanes)
            QCOMPARE(lane.traffic.part(BytePart::Payload) % 1000, 0);
    }

    void binaryCostsBase64OnTextLanesOnly()
    {
        begin(quick());
        auto *kind = m_test->window->settingsPane().findChild<QAbstractButton *>(u"Kind: binary"_s);
        QVERIFY(kind);
        kind->click();
        settle(0, 30);
        QVERIFY(m_test->lane(TransportKind::Sse).traffic.part(BytePart::Encoding) > 0);
        QVERIFY(m_test->lane(TransportKind::ShortPoll).traffic.part(BytePart::Encoding) > 0);
        QCOMPARE(m_test->lane(TransportKind::WebSocket).traffic.part(BytePart::Encoding), 0);
        // Id and time instead of the object, in 16 bytes.
        QTRY_VERIFY_WITH_TIMEOUT(m_test->lane(TransportKind::WebSocket).envelopePerMessage.value_or(99) < 18,
                                 patience);
        QCOMPARE(m_test->lane(TransportKind::WebSocket).messages.lost, 0);
    }

    void clientsSendAndTheirMessagesComeBack()
    {
        begin(quick());
        const int height = m_test->window->findChild<QWidget *>(u"WebSocket pane"_s)->sizeHint().height();
        QComboBox *const what = comboNamed(u"Clients send"_s);
        QVERIFY(what);
        const auto choose = [what](const QString &text) {
            what->setCurrentText(text);
            emit what->activated(what->currentIndex());
        };
        choose(u"at a rate"_s);
        QVERIFY(m_test->type(u"Each client sends"_s, u"20 /s"_s));
        for (const TransportKind kind : {TransportKind::WebSocket, TransportKind::Sse})
            QTRY_VERIFY_WITH_TIMEOUT(m_test->lane(kind).roundTrip.count > 10, patience);
        QCOMPARE(*m_test->lane(TransportKind::WebSocket).upstreamBytesPerMessage, 6.0);
        QVERIFY(*m_test->lane(TransportKind::Sse).upstreamBytesPerMessage > 500);
        // A row more.
        QVERIFY(m_test->window->findChild<QWidget *>(u"WebSocket pane"_s)->sizeHint().height() > height);

        choose(u"ping-pong"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_test->lane(TransportKind::WebSocket).roundTrip.count > 10, patience);
        choose(u"echo"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_test->lane(TransportKind::WebSocket).upstream.echoed > 5, patience);
        QCOMPARE(m_test->lane(TransportKind::WebSocket).sending, Sending::Echoed);
        QCOMPARE(*m_test->lane(TransportKind::WebSocket).upstreamBytesPerMessage, 6.0);
        QTRY_COMPARE_WITH_TIMEOUT(m_test->lane(TransportKind::Sse).upstream.sent, 0, patience);
        QCOMPARE(m_test->lane(TransportKind::Sse).sending, Sending::NoEcho);
        QVERIFY(!m_test->lane(TransportKind::Sse).roundTrip.p50Ms);
        choose(u"nothing"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_test->lane(TransportKind::WebSocket).upstream.sent, 0, patience);
    }

    void arrivalsInBurstsShareTheirMoment()
    {
        begin(quick());
        auto *bursts = m_test->window->settingsPane().findChild<QAbstractButton *>(u"Arrivals: bursts"_s);
        QVERIFY(bursts);
        bursts->click();
        QVERIFY(m_test->type(u"Messages in a burst"_s, u"5"_s));
        QVERIFY(m_test->type(u"A burst every"_s, u"0.2 s"_s));
        settle(0, 20);
        const auto &points = m_test->lab.liveState().deliveries[indexOf(TransportKind::WebSocket)];
        // The last messages stand 1 ms apart within their burst.
        int close = 0;
        for (std::size_t i = points.size() - 10; i < points.size(); ++i)
            close += points[i].dueS - points[i - 1].dueS < 0.003;
        QVERIFY2(close >= 6, qPrintable(QString::number(close)));
    }

    void bandwidthHoldsMessagesBack()
    {
        ExperimentSettings s = quick();
        s.messagesPerSecond = 2;
        s.payloadBytes = 2000;
        begin(s);
        QVERIFY(m_test->type(u"Bandwidth"_s, u"10 kB/s"_s));
        settle(0, 3);
        // 2,000 bytes at 10 kB/s need 200 ms.
        QVERIFY(*m_test->lane(TransportKind::WebSocket).latency.minMs >= 190);
    }

    void jitterSpreadsTheLatency()
    {
        begin(quick());
        QVERIFY(m_test->type(u"Jitter"_s, u"100 ms"_s));
        settle(0, 60);
        const LatencySummary &latency = m_test->lane(TransportKind::WebSocket).latency;
        QVERIFY(*latency.maxMs - *latency.minMs > 30);
        QCOMPARE(m_test->lane(TransportKind::WebSocket).messages.reordered, 0);
        QVERIFY(!m_test->lane(TransportKind::WebSocket).predicted.latencyMeanMs.has_value());
    }

    void clientsAreRealConnections()
    {
        begin(quick());
        QVERIFY(m_test->type(u"Clients per transport"_s, u"4"_s));
        QTRY_VERIFY_WITH_TIMEOUT(everyLane(*m_test,
                                           [](const LaneSnapshot &lane) {
                                               return lane.readyClients == 4 && lane.openConnections >= 4;
                                           }),
                                 patience);
        QVERIFY(m_test->type(u"Clients per transport"_s, u"1"_s));
        QTRY_VERIFY_WITH_TIMEOUT(everyLane(*m_test,
                                           [](const LaneSnapshot &lane) {
                                               return lane.clients == 1 && lane.openConnections <= 1;
                                           }),
                                 patience);
    }

    void headersChangeTheCostOfAPoll()
    {
        begin(quick());
        settleHere(20);
        const double browser = m_test->lane(TransportKind::LongPoll).protocolOverheadPerMessage.value_or(0);
        QComboBox *const headers = comboNamed(u"Headers"_s);
        QVERIFY(headers);
        headers->setCurrentIndex(0);
        emit headers->activated(0);
        settle(0, 30);
        const double minimal = m_test->lane(TransportKind::LongPoll).protocolOverheadPerMessage.value_or(0);
        QVERIFY2(minimal > 0 && minimal < browser * 0.7, qPrintable(u"%1 %2"_s.arg(browser).arg(minimal)));
    }

    void newConnectionsAreCounted()
    {
        begin(quick());
        auto *fresh = m_test->window->settingsPane().findChild<QAbstractButton *>(u"HTTP connections: new"_s);
        QVERIFY(fresh);
        fresh->click();
        settle(0, 20);
        QVERIFY(m_test->lane(TransportKind::ShortPoll).traffic.connections >= 2);
        QCOMPARE(m_test->lane(TransportKind::WebSocket).traffic.connections, 0);
    }

    void longPollTimeoutEndsAHold()
    {
        ExperimentSettings s = quick();
        s.messagesPerSecond = 0;
        s.longPollTimeout = 1s;
        begin(s);
        QTRY_VERIFY_WITH_TIMEOUT(m_test->lane(TransportKind::LongPoll).traffic.emptyResponses >= 1, patience);
    }

    void aSwitchedOffLaneClosesItsConnections()
    {
        begin(quick());
        ComparisonPane &pane = m_test->window->pane(TransportKind::Sse);
        QTest::mouseClick(pane.toggle(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!m_test->lane(TransportKind::Sse).enabled
                                     && m_test->lane(TransportKind::Sse).openConnections == 0,
                                 patience);
        QVERIFY(m_test->lane(TransportKind::WebSocket).enabled);
        QCOMPARE(m_test->snapshot().regime, 0);
        QTest::mouseClick(pane.toggle(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(m_test->lane(TransportKind::Sse).messages.delivered > 5, patience);
        QCOMPARE(m_test->lane(TransportKind::Sse).messages.lost, 0);
    }

    void publishingByHandReachesAllFour()
    {
        ExperimentSettings s = quick();
        s.messagesPerSecond = 0;
        begin(s);
        auto *field = m_test->window->findChild<QLineEdit *>(u"publish"_s);
        QVERIFY(field);
        field->setFocus();
        QTest::keyClicks(field, u"hello, class"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(
            everyLane(*m_test, [](const LaneSnapshot &lane) { return lane.newest.text == u"hello, class"; }),
            patience);
        QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(
            everyLane(*m_test, [](const LaneSnapshot &lane) { return lane.messages.delivered >= 2; }),
            patience);
    }

    void freezeStopsTheDisplayAndNotTheCapture()
    {
        begin(quick());
        m_test->lab.setFrozen(true);
        const qint64 shown = m_test->lab.state().snapshot.published;
        QTRY_VERIFY_WITH_TIMEOUT(m_test->snapshot().published > shown + 20, patience);
        QCOMPARE(m_test->lab.state().snapshot.published, shown);
        m_test->lab.setFrozen(false);
        QVERIFY(m_test->lab.state().snapshot.published > shown);
    }

    void holdStopsThePublisher()
    {
        begin(quick());
        QTRY_VERIFY_WITH_TIMEOUT(m_test->snapshot().published > 5, patience);
        m_test->lab.setHeld(true);
        QTRY_VERIFY_WITH_TIMEOUT(m_test->snapshot().held, patience);
        const qint64 published = m_test->snapshot().published;
        const double at = m_test->snapshot().elapsedS;
        QTRY_VERIFY_WITH_TIMEOUT(m_test->snapshot().elapsedS > at + 0.5, patience);
        QVERIFY(m_test->snapshot().published <= published + 2);
    }

    void undoGoesBackAndTheEngineFollows()
    {
        begin(quick());
        QVERIFY(m_test->type(u"Delay, one way"_s, u"60 ms"_s));
        QCOMPARE(m_test->lab.settings().delay, Duration(60ms));
        m_test->lab.undoStack()->undo();
        QCOMPARE(m_test->lab.settings().delay, Duration(5ms));
        QCOMPARE(m_test->control(u"Delay, one way"_s)->value(), 5.0);
        m_test->lab.undoStack()->redo();
        settle(0, 20);
        QVERIFY(*m_test->lane(TransportKind::WebSocket).latency.p50Ms >= 59);
    }

    void aDragIsOneUndoStepAndOneMark()
    {
        begin(quick());
        ScaleSlider *slider = m_test->control(u"Poll interval"_s)->slider();
        slider->setFocus();
        for (int i = 0; i < 5; ++i)
            QTest::keyClick(slider, Qt::Key_Right);
        QCOMPARE(m_test->lab.undoStack()->count(), 1);
        settle(0, 5);
        QCOMPARE(m_test->snapshot().marks.size(), 1);
        m_test->lab.undoStack()->undo();
        QCOMPARE(m_test->lab.settings().pollInterval, Duration(100ms));
    }

    void stoppingByHandLosesNothing()
    {
        ExperimentSettings slow = quick();
        slow.pollInterval = 30s;
        begin(slow);
        QTRY_VERIFY_WITH_TIMEOUT(m_test->lane(TransportKind::ShortPoll).behind > 3, patience);
        m_test->lab.stop();
        QTRY_VERIFY_WITH_TIMEOUT(!m_test->lab.isRunning(), patience);
        QCOMPARE(m_test->lane(TransportKind::ShortPoll).messages.lost, 0);
        QVERIFY(m_test->lane(TransportKind::ShortPoll).messages.pending > 0);
        // Controls moved afterwards do not change what the shown data was measured with.
        QVERIFY(m_test->type(u"Delay, one way"_s, u"90 ms"_s));
        QCOMPARE(m_test->lab.settings().delay, Duration(90ms));
        QCOMPARE(m_test->lab.state().settings, slow);
    }

    void aBusyPortIsSaidAndAnotherOneTaken()
    {
        QTcpServer other;
        const bool ours = other.listen(QHostAddress::LocalHost, LabController::preferredPort);
        begin(quick());
        // Whoever has the port, the window runs on another one and says so.
        QVERIFY(ours || m_test->lab.liveState().address.fellBack);
        QVERIFY(m_test->lab.liveState().address.port != LabController::preferredPort);
        QVERIFY(m_test->lab.liveState().address.fellBack);
    }

    void scenariosSetTheirSettings()
    {
        begin(quick());
        const Scenario *scenario = findScenario(u"firehose"_s);
        QVERIFY(scenario);
        m_test->lab.loadScenario(*scenario);
        QCOMPARE(m_test->lab.settings().messagesPerSecond, scenario->settings.messagesPerSecond);
        QTRY_VERIFY_WITH_TIMEOUT(m_test->running() && m_test->snapshot().published > 100, patience);
        QVERIFY(m_test->window->windowTitle().startsWith(u"Pushscope"));
        m_test->lab.undoStack()->undo();
        QCOMPARE(m_test->lab.settings(), quick());
    }

private:
    [[nodiscard]] QComboBox *comboNamed(const QString &name) const
    {
        for (QComboBox *box : m_test->window->settingsPane().findChildren<QComboBox *>())
            if (box->accessibleName() == name)
                return box;
        return nullptr;
    }
    void settleHere(qint64 count)
    {
        QTRY_VERIFY_WITH_TIMEOUT(
            everyLane(*m_test, [&](const LaneSnapshot &lane) { return lane.latency.count >= count; }),
            patience);
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
