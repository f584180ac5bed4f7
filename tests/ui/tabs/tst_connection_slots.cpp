#include "ui/tabs/connection_slots.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString host = u"127.0.0.1"_s;

TabFacts request(int id, std::optional<Duration> sent, std::optional<Duration> ended = {})
{
    TabFacts facts;
    facts.id = id;
    facts.host = host;
    facts.askedAt = TimePoint(0s);
    if (sent)
        facts.sentAt = TimePoint(*sent);
    if (ended)
        facts.endedAt = TimePoint(*ended);
    return facts;
}

std::vector<int> ids(const QList<TabFacts> &tabs)
{
    std::vector<int> found;
    for (const auto slot : connectionSlots(tabs, host))
        found.push_back(slot.value_or(0));
    return found;
}

} // namespace

class TestConnectionSlots : public QObject
{
    Q_OBJECT

private slots:
    void eachTakesTheFirstFreeSlotAndKeepsIt()
    {
        QCOMPARE(ids({}), (std::vector{0, 0, 0, 0, 0, 0}));
        QCOMPARE(ids({request(1, 1s), request(2, 2s), request(3, {})}), (std::vector{1, 2, 0, 0, 0, 0}));
        QCOMPARE(ids({request(1, 1s, 5s), request(2, 2s), request(3, 3s)}), (std::vector{0, 2, 3, 0, 0, 0}));
        QCOMPARE(ids({request(1, 1s, 5s), request(2, 2s), request(3, 5s)}), (std::vector{3, 2, 0, 0, 0, 0}));
    }

    void anotherHostAndAWebSocketTakeNone()
    {
        TabFacts elsewhere = request(1, 1s);
        elsewhere.host = u"127.0.0.2"_s;
        TabFacts socket = request(2, {});
        socket.kind = TabKind::WebSocket;
        QCOMPARE(ids({elsewhere, socket}), (std::vector{0, 0, 0, 0, 0, 0}));
    }

    void whatThereIsMoreIsNotHidden()
    {
        QList<TabFacts> seven;
        for (int id = 1; id <= 7; ++id)
            seven += request(id, 1s * id);
        QCOMPARE(ids(seven), (std::vector{1, 2, 3, 4, 5, 6, 7}));
        seven[6].endedAt = TimePoint(9s);
        QCOMPARE(ids(seven), (std::vector{1, 2, 3, 4, 5, 6}));
    }

    void theTimeAxisEndsWithTheLastRequest()
    {
        TabsSnapshot tabs;
        tabs.tabs = {request(1, 1s, 5s), request(2, 2s, 8s)};
        tabs.now = TimePoint(20s);
        QVERIFY(tabTimeRange(tabs) == std::pair(TimePoint(0s), TimePoint(8s)));
        tabs.tabs += request(3, {});
        QVERIFY(tabTimeRange(tabs) == std::pair(TimePoint(0s), TimePoint(20s)));
        QVERIFY(tabTimeRange({}).first < tabTimeRange({}).second);
    }
};

QTEST_APPLESS_MAIN(TestConnectionSlots)

#include "tst_connection_slots.moc"
