#pragma once

#include "core/base/steady_time.h"
#include "core/metrics/run_snapshot.h"
#include "core/protocol/message.h"

#include <deque>
#include <functional>
#include <map>
#include <optional>

/// When the clients of one lane had no working connection. Pure: every time is an argument.
///
/// A fault opens an outage for each client that may have been hit; it is dropped again if the client goes on
/// receiving without having noticed anything. Bounded: of those that ended the newest maxKept are kept apart;
/// the totals have all.
class OutageBook
{
public:
    static constexpr std::size_t maxKept = 512;
    /// What was on its way to a client's callback when the fault struck still comes.
    static constexpr Duration stillComing = std::chrono::milliseconds(50);

    void clear();
    /// The connections of clients 0 ... clients - 1 were broken.
    void struck(int clients, TimePoint now);
    /// A client found its connection lost.
    void lost(int client, TimePoint now);
    /// It stays away for good.
    void gaveUp(int client, TimePoint now);
    /// It is connected again; `target`: the newest id at that time, `cursor`: the last one that it has. With
    /// nothing to catch up with the outage is over, unless the connection is lost before it has brought
    /// anything: then it was none.
    void ready(int client, MessageId target, MessageId cursor, TimePoint now);
    void delivered(int client, MessageId id, TimePoint now);
    /// The run is over: what nobody has noticed was one where `waits` says that the client is behind.
    void settle(const std::function<bool(int client)> &waits);
    /// The clients from `client` on are gone; so are their open outages.
    void forgetClientsFrom(int client);
    /// Ids begin anew: who is back has nothing to catch up with.
    void renumber();

    struct Seen
    {
        QList<Outage> outages;
        OutageTotals totals;
        std::map<int, OutageTotals> byClient; ///< only those who had one
    };
    /// Outages that nobody noticed count only for clients that `waits` says are behind. Ended ones come
    /// first.
    [[nodiscard]] Seen seen(TimePoint origin, TimePoint now,
                            const std::function<bool(int client)> &waits) const;

private:
    struct Open
    {
        TimePoint start{};
        std::optional<TimePoint> noticed{};
        std::optional<TimePoint> back{};
        MessageId target{}; ///< known when it was back
        bool forGood = false;
        bool settled = false; ///< it was one, though nobody noticed
        std::optional<TimePoint> end{}; ///< while it is open: over, if something comes
    };
    struct Ended
    {
        int client = 0;
        Open outage;
    };

    struct Sums
    {
        qint64 ended = 0;
        Duration downtime{0};
        std::optional<Duration> longestNotice;
        std::optional<Duration> longestRecovery;
    };

    void end(int client, TimePoint now);

    std::map<int, Open> m_open;
    std::deque<Ended> m_ended;
    std::map<int, Sums> m_sums; ///< by client
};
