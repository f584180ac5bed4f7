#pragma once

#include "core/metrics/id_set.h"
#include "core/metrics/message_table.h"
#include "core/metrics/run_snapshot.h"

#include <vector>

/// What a delivery was, for the books.
struct Reception
{
    enum class Kind {
        NotOwed, ///< from before the client's start, or no such client
        First,
        Late, ///< was lost, and came after all
        Duplicate
    };
    Kind kind = Kind::NotOwed;
    bool counted = false; ///< due in this regime
    TimePoint due{}; ///< as the books have it

    bool operator==(const Reception &) const = default;
};

/// The books of one lane by message id and client (design section 3): due, delivered, lost, pending,
/// duplicated, reordered of the regime. Nothing in here is computed as a remainder, so that
/// due = delivered + lost + pending is a check.
///
/// A client owes the messages after its start cursor. A delivery may come before the notice of its message.
/// Bounded: at most maxMessages ids; what a client has pending below them is lost.
class MessageLedger
{
public:
    static constexpr quint64 maxMessages = 1 << 18;
    /// Ids that all clients have passed are kept this long, for late notices.
    static constexpr Duration keepPassed = std::chrono::seconds(5);

    void start(int clients, MessageId cursor, TimePoint regimeStart);
    /// New clients start after `cursor`; clients are removed from the end, and with them what they still
    /// owed.
    void resize(int clients, MessageId cursor);
    /// Counts begin anew with the messages due from `regimeStart` on; recount() those already delivered.
    void restart(TimePoint regimeStart);
    /// Counts a message delivered before restart() whose due time belongs to the regime; false: not counted.
    [[nodiscard]] bool recount(int client, MessageId id);
    /// What is pending, and what may still be heard of, is lost.
    void finish();

    void noticed(MessageId id, TimePoint due);
    [[nodiscard]] Reception delivered(int client, MessageId id, TimePoint due);
    /// `count` messages after the client's cursor are gone.
    void missed(int client, quint64 count);
    /// The client does not come back: what is pending, and all that is still due, is lost.
    void abandon(int client);
    /// Ids begin anew at 1: what was pending is lost.
    void renumber();
    /// One client was told that ids began anew; true: the first to tell, so that it was a renumber().
    bool serverRestarted(int client);

    [[nodiscard]] MessageCounts counts() const;
    /// Of one client (`published` is not told apart: 0). REQUIRES: client < clients().
    [[nodiscard]] MessageCounts countsOf(int client) const;
    [[nodiscard]] qint64 pending() const;
    [[nodiscard]] int clients() const { return static_cast<int>(m_clients.size()); }
    [[nodiscard]] const MessageTable &messages() const { return m_messages; }
    /// REQUIRES: client < clients().
    [[nodiscard]] MessageId cursor(int client) const;
    /// What it passed over. REQUIRES: client < clients().
    [[nodiscard]] const MissingIds &missing(int client) const;

private:
    struct Client
    {
        MessageId start{};
        MessageId cursor{};
        MissingIds missing;
        MessageCounts counts; ///< without published and pending
        bool expectsRestart = false;
        bool abandoned = false;
    };

    void learn(MessageId id, TimePoint due);
    void passOver(Client &client, MessageId upTo);
    void makeRoom(MessageId id);
    void pruneIfLong();
    [[nodiscard]] bool has(int client) const { return client >= 0 && client < clients(); }
    [[nodiscard]] qint64 owing(MessageId id) const;
    [[nodiscard]] qint64 pendingOf(const Client &client) const;
    [[nodiscard]] qint64 countedIn(const MissingIds &missing) const;

    MessageTable m_messages;
    std::vector<Client> m_clients;
    MessageCounts m_counts; ///< without pending
    MessageId m_highest{}; ///< no client's start or cursor is above it
    std::size_t m_pruneAt = 0;
    bool m_finished = false;
    bool m_anyAbandoned = false;
};
