#pragma once

#include "core/metrics/histogram.h"
#include "core/protocol/message.h"

#include <map>
#include <optional>

/// The books of what the clients of one lane sent: sent = accepted + lost + pending of the regime at any
/// time, and the time from when a message was due to be sent until it was back at its sender.
///
/// A message belongs to the regime in which it was due. One that is lost and comes back after all moves from
/// lost to accepted. Bounded: at most maxOpen are remembered; the oldest is then taken for lost, if pending.
class UpstreamLedger
{
public:
    static constexpr std::size_t maxOpen = 100'000;

    /// Client `client` sends a message that was due at `due`. Returns the number it has from now on: 1, 2, 3
    /// ... and never the same again.
    quint64 sent(int client, TimePoint due);
    /// The server said that it has it.
    void accepted(quint64 number);
    /// It was refused, or there was no connection for it.
    void lost(quint64 number);
    /// It was delivered to the client that had sent it.
    void returned(quint64 number, TimePoint at);
    /// It was returned to its sender alone. When it was due; nullopt: there is no such number (any more).
    std::optional<TimePoint> echoed(quint64 number, TimePoint at);

    /// Counts begin anew with the messages due from `regimeStart` on.
    void restart(TimePoint regimeStart);
    /// The clients from `client` on are gone, and with them what they have pending.
    void forgetClientsFrom(int client);
    /// What is pending is lost.
    void finish();
    /// Counts and all that is open are forgotten; numbers go on.
    void clear(TimePoint regimeStart);

    [[nodiscard]] UpstreamCounts counts() const { return m_counts; }
    [[nodiscard]] LatencySummary roundTrip() const { return m_roundTrip.summary(); }
    /// Nothing is under way, up or back.
    [[nodiscard]] bool isSettled() const { return m_underWay == 0; }

private:
    enum class State { Pending, Accepted, Lost };
    struct Entry
    {
        TimePoint due{};
        int client = 0;
        State state = State::Pending;
    };
    using Entries = std::map<quint64, Entry>;

    [[nodiscard]] bool counts(const Entry &entry) const { return entry.due >= m_regimeStart; }
    [[nodiscard]] qint64 &countOf(State state);
    void move(Entry &entry, State to);
    void forget(Entries::iterator entry);

    Entries m_open; ///< those that may still come back, by number
    quint64 m_last = 0;
    qint64 m_underWay = 0; ///< of m_open, those not lost
    UpstreamCounts m_counts;
    Histogram m_roundTrip;
    TimePoint m_regimeStart{};
};
