#include "core/metrics/run_metrics.h"
#include "core/transport/client_factory.h"
#include "tests/support/client_log.h"
#include "tests/support/served_hub.h"

#include <QTest>

#include <numeric>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

/// A log in which one id is lost (3), one comes twice (5) and two are swapped (7, 6).
class FaultyLog : public MessageSource
{
public:
    explicit FaultyLog(const MessageLog &log)
        : m_log(log)
    {
    }

    [[nodiscard]] MessageBatch since(MessageId after, const BatchLimits &limits) const override
    {
        MessageBatch batch = m_log.since(after, limits);
        if (after != MessageId{0})
            return batch;
        std::vector<Message> planted;
        for (const int id : {1, 2, 4, 5, 5, 7, 6, 8})
            planted.push_back(batch.messages.at(std::size_t(id) - 1));
        batch.messages = planted;
        return batch;
    }
    [[nodiscard]] MessageId last() const override { return m_log.last(); }
    [[nodiscard]] qint64 bytesSince(MessageId after) const override { return m_log.bytesSince(after); }

private:
    const MessageLog &m_log;
};

/// What every transport promises, over real sockets: one suite for all of them.
class TransportContractTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data()
    {
        QTest::addColumn<TransportKind>("kind");
        QTest::addColumn<PayloadKind>("payloadKind");
        for (const TransportKind kind : allTransportKinds)
            QTest::newRow(machineName(kind).data()) << kind << PayloadKind::Text;
        QTest::newRow("websocket in binary") << TransportKind::WebSocket << PayloadKind::Binary;
    }

    void keepsTheOrderAndEveryByte()
    {
        const auto [client, log] = start(MessageId{0});
        QTRY_COMPARE(log->readyCount, 1);
        const QList<QByteArray> payloads{"plain",
                                         "",
                                         "quotes \" and \\ and \n lines\r\n",
                                         "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80",
                                         QByteArray(200'000, 'x'),
                                         "<&>"};
        for (const QByteArray &payload : payloads)
            m_server->publish(payload);
        const QByteArray binary = QByteArray::fromHex("00ff80feefbbbf0a0d22");
        m_server->publish(binary, PayloadKind::Binary);
        QTRY_COMPARE(log->deliveries.size(), payloads.size() + 1);
        QFETCH_GLOBAL(PayloadKind, payloadKind); // a binary frame does not say whether it was text
        for (qsizetype i = 0; i < payloads.size(); ++i) {
            QCOMPARE(log->deliveries[i].payload, payloads[i]);
            QCOMPARE(log->deliveries[i].kind, payloadKind);
        }
        QCOMPARE(log->deliveries.last().payload, binary);
        QCOMPARE(log->deliveries.last().kind, PayloadKind::Binary);
        QCOMPARE(log->ids(), numbers(1, 7));
    }

    void saysWhenEachMessageWasDueAndWhenItCame()
    {
        const auto [client, log] = start(MessageId{0});
        QTRY_COMPARE(log->readyCount, 1);
        const TimePoint before = steadyNow();
        m_server->publishNumbered(3);
        QTRY_COMPARE(log->deliveries.size(), 3);
        for (const Delivery &delivery : log->deliveries) {
            const MessageBatch batch = m_server->hub->log().since(MessageId{toNumber(delivery.id) - 1});
            QCOMPARE(delivery.unixMicroseconds, batch.messages.front().unixMicroseconds);
            QVERIFY(delivery.at > before && delivery.at <= steadyNow());
        }
    }

    void beginsAfterItsCursor()
    {
        m_server->publishNumbered(10);
        const auto [client, log] = start(MessageId{7});
        QTRY_COMPARE(log->ids(), numbers(8, 10));
        QCOMPARE(toNumber(client->cursor()), quint64(10));
    }

    void bringsMoreThanOneAnswerHolds()
    {
        m_server->publishNumbered(2500);
        const auto [client, log] = start(MessageId{0});
        QTRY_COMPARE(log->deliveries.size(), 2500);
        QCOMPARE(log->ids(), numbers(1, 2500));
    }

    void manyClientsGetEverything()
    {
        std::vector<Started> started;
        for (int i = 0; i < 20; ++i)
            started.push_back(start(MessageId{0}, quint32(i + 1)));
        for (const Started &one : started)
            QTRY_COMPARE(one.log->readyCount, 1);
        m_server->publishNumbered(50);
        for (const Started &one : started)
            QTRY_COMPARE(one.log->ids(), numbers(1, 50));
    }

    void resumesWithoutLossAfterTheServerWasGone()
    {
        const auto [client, log] = start(MessageId{0});
        m_server->publishNumbered(3);
        QTRY_COMPARE(log->ids(), numbers(1, 3));
        m_server->goAway();
        QTRY_VERIFY(log->losses > 0);
        QCOMPARE(client->state().phase, ClientState::Phase::Retrying);
        QVERIFY(!client->state().detail.isEmpty());
        m_server->publishNumbered(4);
        m_server->comeBack();
        QTRY_COMPARE_WITH_TIMEOUT(log->ids(), numbers(1, 7), 20'000);
        m_server->publishNumbered(1);
        QTRY_COMPARE(log->ids(), numbers(1, 8));
        QVERIFY(!log->lines.contains(u"restarted"_s));
        QVERIFY(log->readyCount >= 2);
    }

    void anOrderlyEndOfTheServerIsALossToo()
    {
        const auto [client, log] = start(MessageId{0});
        m_server->publishNumbered(1);
        QTRY_COMPARE(log->ids(), numbers(1, 1));
        m_server->door->close();
        QTRY_VERIFY(log->losses > 0);
        m_server->goAway();
        m_server->publishNumbered(1);
        m_server->comeBack();
        QTRY_COMPARE_WITH_TIMEOUT(log->ids(), numbers(1, 2), 20'000);
    }

    void waitsForAServerThatIsNotThereYet()
    {
        m_server->goAway();
        const auto [client, log] = start(MessageId{0});
        QTRY_VERIFY(log->losses > 0);
        m_server->comeBack();
        m_server->publishNumbered(1);
        QTRY_COMPARE_WITH_TIMEOUT(log->ids(), numbers(1, 1), 20'000);
    }

    void isToldWhatIsMissing()
    {
        m_server->restart({.messages = 5});
        m_server->publishNumbered(20);
        const auto [client, log] = start(MessageId{3});
        QTRY_COMPARE(log->ids(), numbers(16, 20));
        log->lines.removeAll(u"ready"_s);
        QCOMPARE(log->lines, (QStringList{u"missed 12"_s, u"16"_s, u"17"_s, u"18"_s, u"19"_s, u"20"_s}));
    }

    void isToldThatTheServerWasRestarted()
    {
        const auto [client, log] = start(MessageId{0});
        m_server->publishNumbered(5);
        QTRY_COMPARE(log->ids(), numbers(1, 5));
        log->lines.clear();
        m_server->restart();
        m_server->publishNumbered(2);
        QTRY_COMPARE_WITH_TIMEOUT(log->ids(), numbers(1, 5) + numbers(1, 2), 20'000);
        log->lines.removeAll(u"ready"_s);
        log->lines.removeAll(u"reconnecting"_s);
        QCOMPARE(log->lines, (QStringList{u"restarted"_s, u"1"_s, u"2"_s}));
        QCOMPARE(toNumber(client->cursor()), quint64(2));
    }

    void stopsInOrder()
    {
        const auto [client, log] = start(MessageId{0});
        QTRY_COMPARE(log->readyCount, 1);
        QTRY_COMPARE(m_server->connections(), 1);
        client->stop();
        m_server->publishNumbered(3);
        QTRY_COMPARE(m_server->connections(), 0);
        QCOMPARE(log->lines, (QStringList{u"ready"_s}));
        QCOMPARE(client->state().phase, ClientState::Phase::Off);

        client->start(client->cursor());
        QTRY_COMPARE(log->ids(), numbers(1, 3));
    }

    void stopsFromTheMiddleOfABatch()
    {
        m_server->publishNumbered(10);
        const auto [client, log] = start(MessageId{0});
        connect(client.get(), &ClientTransport::delivered, this,
                [one = client.get()](const Delivery &delivery) {
                    if (delivery.id == MessageId{4})
                        one->stop();
                });
        QTRY_COMPARE(m_server->connections(), 0);
        QTRY_COMPARE(log->ids(), numbers(1, 4));
    }

    void plantedFaultsAreCountedOnceEach()
    {
        m_server->publishNumbered(8);
        const FaultyLog faulty(m_server->hub->log());
        m_server->goAway();
        m_server->comeBack(&faulty);

        QFETCH_GLOBAL(TransportKind, kind);
        RunMetrics metrics;
        metrics.startLane(kind, 1, MessageId{0}, {});
        MessageNotices notices;
        for (quint64 id = 1; id <= 8; ++id)
            notices.push_back({MessageId{id}, steadyNow(), 2});
        metrics.published(notices);
        const auto [client, log] = start(MessageId{0});
        connect(client.get(), &ClientTransport::delivered, this, [&metrics, kind](const Delivery &delivery) {
            metrics.delivered(kind, 0,
                              {delivery.id, delivery.at - 1ms, delivery.at, delivery.payload.size(), {}});
        });
        QTRY_COMPARE(log->deliveries.size(), 8);
        client->stop();
        metrics.finish(steadyNow());
        const MessageCounts counts = metrics.snapshot(steadyNow(), {}).lane(kind).messages;
        QCOMPARE(counts.due, 8);
        QCOMPARE(counts.delivered, 7);
        QCOMPARE(counts.lost, 1);
        QCOMPARE(counts.duplicated, 1);
        QCOMPARE(counts.reordered, 1);
        QCOMPARE(counts.pending, 0);
        m_server->goAway();
    }

    void init() { m_server = std::make_unique<ServedHub>(); }
    void cleanup() { m_server.reset(); }

private:
    struct Started
    {
        std::unique_ptr<ClientTransport> client;
        std::unique_ptr<ClientLog> log;
    };

    [[nodiscard]] Started start(MessageId cursor, quint32 seed = 1)
    {
        QFETCH_GLOBAL(TransportKind, kind);
        QFETCH_GLOBAL(PayloadKind, payloadKind);
        Started started;
        started.client = createClient(
            kind, {.port = m_server->port, .pollInterval = 50ms, .payloadKind = payloadKind, .seed = seed});
        started.log = std::make_unique<ClientLog>(*started.client);
        started.client->start(cursor);
        return started;
    }
    [[nodiscard]] static QList<quint64> numbers(quint64 first, quint64 last)
    {
        QList<quint64> result(qsizetype(last - first + 1));
        std::iota(result.begin(), result.end(), first);
        return result;
    }

    std::unique_ptr<ServedHub> m_server;
};

QTEST_GUILESS_MAIN(TransportContractTest)
#include "tst_transport_contract.moc"
