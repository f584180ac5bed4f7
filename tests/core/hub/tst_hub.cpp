#include "core/hub/hub.h"

#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;

class HubTest : public QObject
{
    Q_OBJECT

private slots:
    void tellsOfScheduledMessagesInOrder()
    {
        const UnixAnchor anchor{TimePoint(100s), 5'000'000};
        Hub hub(anchor);
        std::vector<Message> heard;
        connect(&hub, &Hub::published, this, [&](const Message &message) { heard.push_back(message); });

        hub.publishDue(
            {{TimePoint(101s), PayloadKind::Text, "a"}, {TimePoint(102s), PayloadKind::Binary, "b"}});

        const std::vector<Message> expected{{MessageId{1}, 6'000'000, PayloadKind::Text, "a"},
                                            {MessageId{2}, 7'000'000, PayloadKind::Binary, "b"}};
        QVERIFY(heard == expected);
        QVERIFY(hub.log().since(MessageId{0}).messages == expected);
        QCOMPARE(hub.publishedCount(), quint64(2));
    }

    void stampsAMessageThatArrivedNow()
    {
        const UnixAnchor anchor = UnixAnchor::takeNow();
        Hub hub(anchor);
        const qint64 before = anchor.toUnixMicroseconds(steadyNow());
        QCOMPARE(hub.publishNow("hello", PayloadKind::Text), MessageId{1});
        const qint64 after = anchor.toUnixMicroseconds(steadyNow());
        const Message message = hub.log().since(MessageId{0}).messages.at(0);
        QVERIFY(message.unixMicroseconds >= before && message.unixMicroseconds <= after);
        QCOMPARE(message.payload, QByteArray("hello"));
    }

    void survivesAListenerThatPublishesIntoAFullLog()
    {
        Hub hub(UnixAnchor::takeNow(), {.messages = 1});
        std::vector<QByteArray> heard;
        connect(&hub, &Hub::published, this, [&](const Message &message) {
            if (toNumber(message.id) < 3)
                hub.publishNow("next", PayloadKind::Text);
            heard.push_back(message.payload);
        });
        QCOMPARE(hub.publishNow("first", PayloadKind::Text), MessageId{1});
        QVERIFY((heard == std::vector<QByteArray>{"next", "next", "first"}));
        QCOMPARE(hub.log().oldest(), MessageId{3});
    }
};

QTEST_GUILESS_MAIN(HubTest)
#include "tst_hub.moc"
