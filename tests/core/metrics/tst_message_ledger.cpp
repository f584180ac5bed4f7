#include "core/metrics/message_ledger.h"

#include <QtTest>

#include <rapidcheck.h>

#include <map>
#include <set>

using namespace std::chrono_literals;

namespace {

MessageId id(quint64 n)
{
    return MessageId{n};
}

TimePoint at(int ms)
{
    return TimePoint(std::chrono::milliseconds(ms));
}

/// One client that has seen nothing; `count` messages due 1 ms apart from 1 ms on.
MessageLedger ledgerWith(int count, int clients = 1)
{
    MessageLedger ledger;
    ledger.start(clients, id(0), at(0));
    for (int n = 1; n <= count; ++n)
        ledger.noticed(id(static_cast<quint64>(n)), at(n));
    return ledger;
}

MessageCounts deliver(MessageLedger &ledger, const std::vector<quint64> &ids, int client = 0)
{
    for (const quint64 n : ids)
        std::ignore = ledger.delivered(client, id(n), at(static_cast<int>(n)));
    return ledger.counts();
}

bool balanced(const MessageCounts &c)
{
    return c.due == c.delivered + c.lost + c.pending;
}

/// The books of each client balance, and together they are those of the lane (but for clients that have
/// gone).
bool clientsBalance(const MessageLedger &ledger, bool nobodyHasGone = true)
{
    MessageCounts sum;
    for (int client = 0; client < ledger.clients(); ++client) {
        const MessageCounts counts = ledger.countsOf(client);
        if (!balanced(counts))
            return false;
        sum.due += counts.due;
        sum.delivered += counts.delivered;
        sum.lost += counts.lost;
        sum.pending += counts.pending;
        sum.duplicated += counts.duplicated;
        sum.reordered += counts.reordered;
    }
    sum.published = ledger.counts().published;
    return !nobodyHasGone || sum == ledger.counts();
}

/// The books kept the naive way: everything that happened, looked through anew for each question.
class Model
{
public:
    struct Client
    {
        quint64 start = 0, cursor = 0;
        std::set<quint64> received;
        qint64 duplicated = 0, reordered = 0;
    };

    std::vector<Client> clients;
    std::map<quint64, TimePoint> due;
    std::set<quint64> noticed;
    TimePoint regimeStart{};

    [[nodiscard]] bool counts(quint64 n) const { return due.contains(n) && due.at(n) >= regimeStart; }

    void deliver(std::size_t client, quint64 n, TimePoint when)
    {
        Client &c = clients[client];
        if (n <= c.start)
            return;
        due.try_emplace(n, when);
        const qint64 one = counts(n) ? 1 : 0;
        if (!c.received.insert(n).second)
            c.duplicated += one;
        else if (n <= c.cursor)
            c.reordered += one;
        c.cursor = std::max(c.cursor, n);
    }

    void restart(TimePoint from)
    {
        regimeStart = from;
        for (Client &c : clients)
            c.duplicated = c.reordered = 0;
    }

    [[nodiscard]] MessageCounts counts() const
    {
        MessageCounts sum;
        for (const Client &c : clients) {
            sum.duplicated += c.duplicated;
            sum.reordered += c.reordered;
            for (const auto &[n, when] : due) {
                if (n <= c.start || when < regimeStart)
                    continue;
                ++sum.due;
                sum.published += noticed.contains(n) ? 1 : 0;
                if (c.received.contains(n))
                    ++sum.delivered;
                else
                    ++(n <= c.cursor ? sum.lost : sum.pending);
            }
        }
        return sum;
    }
};

} // namespace

class TestMessageLedger : public QObject
{
    Q_OBJECT

private slots:
    void eachPlantedFaultIsCountedExactlyOnce_data()
    {
        QTest::addColumn<std::vector<quint64>>("arrivals");
        QTest::addColumn<MessageCounts>("expected");
        const auto counts = [](qint64 delivered, qint64 lost, qint64 duplicated, qint64 reordered) {
            return MessageCounts{5, 5, delivered, lost, 5 - delivered - lost, duplicated, reordered};
        };
        using Ids = std::vector<quint64>;
        QTest::newRow("nothing") << Ids{} << counts(0, 0, 0, 0);
        QTest::newRow("all") << Ids{1, 2, 3, 4, 5} << counts(5, 0, 0, 0);
        QTest::newRow("some pending") << Ids{1, 2, 3} << counts(3, 0, 0, 0);
        QTest::newRow("one lost") << Ids{1, 2, 4, 5} << counts(4, 1, 0, 0);
        QTest::newRow("one duplicated") << Ids{1, 2, 3, 3, 4, 5} << counts(5, 0, 1, 0);
        QTest::newRow("one duplicated later") << Ids{1, 2, 3, 4, 5, 2} << counts(5, 0, 1, 0);
        QTest::newRow("two swapped") << Ids{1, 3, 2, 4, 5} << counts(5, 0, 0, 1);
        QTest::newRow("swapped, then duplicated") << Ids{1, 3, 2, 2, 4, 5} << counts(5, 0, 1, 1);
        QTest::newRow("all three") << Ids{2, 1, 4, 4, 5} << counts(4, 1, 1, 1);
    }

    void eachPlantedFaultIsCountedExactlyOnce()
    {
        QFETCH(std::vector<quint64>, arrivals);
        QFETCH(MessageCounts, expected);
        MessageLedger ledger = ledgerWith(5);
        QCOMPARE(deliver(ledger, arrivals), expected);
    }

    void aDeliveryMayComeBeforeItsNotice()
    {
        MessageLedger ledger;
        ledger.start(2, id(0), at(0));
        QCOMPARE(ledger.delivered(0, id(2), at(2)), (Reception{Reception::Kind::First, true, at(2)}));
        QCOMPARE(ledger.counts(), (MessageCounts{2, 0, 1, 0, 1, 0, 0}));
        ledger.noticed(id(1), at(1));
        ledger.noticed(id(2), at(2));
        // The first client passed 1 over before anybody had told of it.
        QCOMPARE(ledger.counts(), (MessageCounts{4, 4, 1, 1, 2, 0, 0}));
        ledger.noticed(id(2), at(2));
        QCOMPARE(ledger.counts().published, 4);
    }

    void whatTheServerSaysIsGoneIsLost()
    {
        MessageLedger ledger = ledgerWith(10);
        ledger.missed(0, 4);
        QCOMPARE(ledger.counts(), (MessageCounts{10, 10, 0, 4, 6, 0, 0}));
        QCOMPARE(deliver(ledger, {5, 6}), (MessageCounts{10, 10, 2, 4, 4, 0, 0}));
        ledger.missed(7, 1);
    }

    void whatIsGoneMayBeHeardOfLater()
    {
        MessageLedger ledger;
        ledger.start(1, id(0), at(0));
        ledger.missed(0, 3);
        QCOMPARE(ledger.counts(), MessageCounts());
        ledger.noticed(id(1), at(1));
        QCOMPARE(ledger.counts(), (MessageCounts{1, 1, 0, 1, 0, 0, 0}));
    }

    void atTheEndNothingIsPending()
    {
        MessageLedger ledger = ledgerWith(3, 2);
        QCOMPARE(deliver(ledger, {1}), (MessageCounts{6, 6, 1, 0, 5, 0, 0}));
        ledger.finish();
        QCOMPARE(ledger.counts(), (MessageCounts{6, 6, 1, 5, 0, 0, 0}));
        ledger.noticed(id(4), at(4));
        QCOMPARE(ledger.counts(), (MessageCounts{8, 8, 1, 7, 0, 0, 0}));
        QCOMPARE(deliver(ledger, {2, 5}), (MessageCounts{10, 8, 3, 7, 0, 0, 2}));
    }

    void aClientOwesOnlyWhatComesAfterItsStart()
    {
        MessageLedger ledger;
        ledger.start(1, id(10), at(100));
        ledger.noticed(id(11), at(99));
        ledger.noticed(id(12), at(100));
        QCOMPARE(ledger.counts(), (MessageCounts{1, 1, 0, 0, 1, 0, 0}));
        QCOMPARE(ledger.delivered(0, id(10), at(100)).kind, Reception::Kind::NotOwed);
        QCOMPARE(ledger.delivered(1, id(12), at(100)).kind, Reception::Kind::NotOwed);
        QCOMPARE(ledger.delivered(0, id(11), at(99)), (Reception{Reception::Kind::First, false, at(99)}));
        QCOMPARE(ledger.counts(), (MessageCounts{1, 1, 0, 0, 1, 0, 0}));
    }

    void theNoticesTimeIsPreferredToTheRoundedOne()
    {
        MessageLedger ledger;
        ledger.start(1, id(0), at(0));
        ledger.noticed(id(1), at(1) + 999ns);
        QCOMPARE(ledger.delivered(0, id(1), at(1)).due, at(1) + 999ns);
    }

    void clientsComeAndGoWithWhatTheyOwe()
    {
        MessageLedger ledger = ledgerWith(4);
        QCOMPARE(deliver(ledger, {1, 2}).pending, 2);
        ledger.resize(3, id(3));
        QCOMPARE(ledger.counts(), (MessageCounts{6, 6, 2, 0, 4, 0, 0}));
        QCOMPARE(deliver(ledger, {4}, 2).delivered, 3);
        ledger.resize(1, id(4));
        // What they delivered stays, what they still owed is owed no more.
        QCOMPARE(ledger.counts(), (MessageCounts{5, 5, 3, 0, 2, 0, 0}));
        ledger.resize(0, id(4));
        QCOMPARE(ledger.counts(), (MessageCounts{3, 3, 3, 0, 0, 0, 0}));
        QCOMPARE(ledger.pending(), 0);
    }

    void aServerThatBeginsAnewIsToldOnce()
    {
        MessageLedger ledger = ledgerWith(3, 2);
        deliver(ledger, {1, 2, 3});
        QVERIFY(ledger.serverRestarted(0));
        QCOMPARE(ledger.counts(), (MessageCounts{6, 6, 3, 3, 0, 0, 0}));
        ledger.noticed(id(1), at(10));
        QVERIFY(!ledger.serverRestarted(1));
        QCOMPARE(ledger.delivered(1, id(1), at(10)).kind, Reception::Kind::First);
        QCOMPARE(ledger.counts(), (MessageCounts{8, 8, 4, 3, 1, 0, 0}));
    }

    void whoStaysAwayLosesWhatIsDueAndWhatWillBe()
    {
        MessageLedger ledger = ledgerWith(4, 2);
        deliver(ledger, {1, 2});
        deliver(ledger, {1, 2, 3, 4}, 1);
        ledger.abandon(0);
        QCOMPARE(ledger.counts(), (MessageCounts{8, 8, 6, 2, 0, 0, 0}));
        ledger.noticed(id(5), at(5));
        QCOMPARE(ledger.counts(), (MessageCounts{10, 10, 6, 3, 1, 0, 0}));
        QCOMPARE(deliver(ledger, {5}, 1).pending, 0);
        // What comes after all is no loss.
        QCOMPARE(ledger.delivered(0, id(4), at(4)).kind, Reception::Kind::Late);
        QCOMPARE(ledger.counts(), (MessageCounts{10, 10, 8, 2, 0, 0, 1}));
    }

    /// Clients of all four kinds of recovery under random faults, as state machines without a wire: connected
    /// or away, resuming or not, a server that may lose its log. Whatever happens the books balance, and
    /// everything that was due is accounted for exactly once.
    void theBooksBalanceUnderRandomFaults()
    {
        QVERIFY(rc::check("random faults", [] {
            enum class Recovery { Resume, Reconnect, None };
            struct Machine
            {
                Recovery recovery = Recovery::Resume;
                bool connected = true, gone = false, knowsServer = true;
                quint64 cursor = 0;
            };
            std::vector<Machine> machines;
            for (const int recovery : *rc::gen::container<std::vector<int>>(3, rc::gen::inRange(0, 3)))
                machines.push_back({.recovery = static_cast<Recovery>(recovery)});
            MessageLedger ledger;
            ledger.start(static_cast<int>(machines.size()), id(0), at(0));
            quint64 last = 0;
            qint64 published = 0;
            int now = 0;
            const auto receiveAll = [&](int client) {
                Machine &m = machines[static_cast<std::size_t>(client)];
                while (m.connected && m.cursor < last)
                    std::ignore = ledger.delivered(client, id(++m.cursor), at(now));
            };
            for (const int step : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 100))) {
                ++now;
                const int client = *rc::gen::inRange(0, static_cast<int>(machines.size()));
                Machine &m = machines[static_cast<std::size_t>(client)];
                if (step < 45) { // a message, delivered to all who are there
                    ++published;
                    ledger.noticed(id(++last), at(now));
                    for (int c = 0; c < static_cast<int>(machines.size()); ++c)
                        if (*rc::gen::inRange(0, 4) != 0)
                            receiveAll(c);
                } else if (step < 65) { // cut
                    m.connected = false;
                    m.gone = m.gone || m.recovery == Recovery::None;
                    if (m.gone)
                        ledger.abandon(client);
                } else if (step < 90 && !m.gone) { // back
                    m.connected = true;
                    if (m.recovery == Recovery::Reconnect)
                        m.cursor = last;
                    else if (!m.knowsServer)
                        std::ignore = ledger.serverRestarted(client);
                    m.knowsServer = true;
                    receiveAll(client);
                } else if (step >= 96) { // the server loses its log
                    ledger.renumber();
                    last = 0;
                    for (Machine &other : machines) {
                        other.cursor = 0;
                        other.connected = false;
                        other.knowsServer = other.recovery != Recovery::Resume;
                        other.gone = other.gone || other.recovery == Recovery::None;
                    }
                    for (int c = 0; c < static_cast<int>(machines.size()); ++c)
                        if (machines[static_cast<std::size_t>(c)].gone)
                            ledger.abandon(c);
                }
                RC_ASSERT(balanced(ledger.counts()));
                RC_ASSERT(clientsBalance(ledger));
            }
            ledger.finish();
            RC_ASSERT(clientsBalance(ledger));
            const MessageCounts counts = ledger.counts();
            RC_ASSERT(counts.pending == 0);
            RC_ASSERT(counts.due == published * static_cast<qint64>(machines.size()));
            RC_ASSERT(counts.due == counts.delivered + counts.lost);
            RC_ASSERT(counts.duplicated == 0);
        }));
    }

    void memoryIsBoundedWhenAClientHangs()
    {
        MessageLedger ledger;
        ledger.start(2, id(0), at(0));
        const auto count = MessageLedger::maxMessages + 1000;
        for (quint64 n = 1; n <= count; ++n) {
            ledger.noticed(id(n), at(static_cast<int>(n)));
            std::ignore = ledger.delivered(0, id(n), at(static_cast<int>(n)));
        }
        const MessageTable &table = ledger.messages();
        QVERIFY(toNumber(table.last()) - toNumber(table.base()) <= MessageLedger::maxMessages);
        QCOMPARE(ledger.counts().lost, 1000);
        QCOMPARE(ledger.counts().pending, static_cast<qint64>(MessageLedger::maxMessages));
        QVERIFY(balanced(ledger.counts()));
        QCOMPARE(ledger.delivered(1, id(5), at(5)).kind, Reception::Kind::Late);
        QVERIFY(balanced(ledger.counts()));
    }

    void whatAllHavePassedIsForgottenAfterAWhile()
    {
        MessageLedger ledger;
        ledger.start(1, id(0), at(0));
        for (quint64 n = 1; n <= 20'000; ++n) {
            ledger.noticed(id(n), at(static_cast<int>(n)));
            std::ignore = ledger.delivered(0, id(n), at(static_cast<int>(n)));
        }
        const MessageTable &table = ledger.messages();
        const auto held = toNumber(table.last()) - toNumber(table.base());
        QVERIFY2(held >= 5000 && held < 8000, qPrintable(QString::number(held)));
        QCOMPARE(ledger.counts(), (MessageCounts{20'000, 20'000, 20'000, 0, 0, 0, 0}));
    }

    void theBooksAgreeWithANaiveModel()
    {
        QVERIFY(rc::check("any order of events", [] {
            const auto clients = *rc::gen::inRange<std::size_t>(1, 4);
            MessageLedger ledger;
            Model model;
            const auto start = *rc::gen::inRange<quint64>(0, 3);
            ledger.start(static_cast<int>(clients), id(start), at(0));
            model.clients.assign(clients, Model::Client{start, start, {}, 0, 0});
            quint64 last = start;
            int now = 0;
            for (const int step : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 100))) {
                ++now;
                const auto client = *rc::gen::inRange<std::size_t>(0, model.clients.size());
                Model::Client &c = model.clients[client];
                if (step < 35) {
                    // At times an id is skipped, and told of later or never.
                    last += *rc::gen::inRange<quint64>(1, 3);
                    const quint64 n = step < 25 ? last : *rc::gen::inRange<quint64>(start + 1, last + 1);
                    ledger.noticed(id(n), at(now));
                    model.due.try_emplace(n, at(now));
                    model.noticed.insert(n);
                } else if (step < 85) {
                    // Mostly the next one; also older ones, jumps, and ones that nobody has told of.
                    const quint64 n = step < 70 ? c.cursor + 1 : *rc::gen::inRange<quint64>(1, last + 3);
                    last = std::max(last, n);
                    std::ignore = ledger.delivered(static_cast<int>(client), id(n), at(now));
                    model.deliver(client, n, at(now));
                } else if (step < 92) {
                    const auto count = *rc::gen::inRange<quint64>(0, 4);
                    ledger.missed(static_cast<int>(client), count);
                    c.cursor += count;
                    last = std::max(last, c.cursor);
                } else if (step < 97) {
                    // At times the new regime began a little ago.
                    const int from = now + 1 - *rc::gen::inRange(0, 4);
                    ledger.restart(at(from));
                    model.restart(at(from));
                    for (std::size_t i = 0; i < model.clients.size(); ++i)
                        for (const quint64 n : model.clients[i].received)
                            RC_ASSERT(ledger.recount(static_cast<int>(i), id(n)) == model.counts(n));
                } else {
                    // A client that joins owes what comes after it.
                    ledger.resize(static_cast<int>(model.clients.size()) + 1, id(last));
                    model.clients.push_back({last, last, {}, 0, 0});
                }
                RC_ASSERT(balanced(ledger.counts()));
                RC_ASSERT(clientsBalance(ledger));
                RC_ASSERT(ledger.counts() == model.counts());
            }
            ledger.finish();
            for (Model::Client &c : model.clients)
                c.cursor = std::max(c.cursor, last);
            RC_ASSERT(ledger.counts() == model.counts());
            RC_ASSERT(ledger.counts().pending == 0);
        }));
    }
};

QTEST_APPLESS_MAIN(TestMessageLedger)
#include "tst_message_ledger.moc"
