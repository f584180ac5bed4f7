#pragma once

#include "core/metrics/id_set.h"
#include "core/metrics/run_snapshot.h"
// The libraries link and metrics do not know each other; this is the value that crosses between them.
#include "core/link/tap.h"
#include "core/protocol/wire_parser.h"

#include <functional>
#include <map>
#include <optional>
#include <utility>

class LaneHistory;

using ByteParts = std::array<qint64, bytePartCount>;

/// The bytes that count as protocol overhead per message (design section 3).
[[nodiscard]] qint64 protocolOverhead(const ByteParts &parts);

/// Books the bytes of one lane: every byte of every complete record under one part, in the regime in which
/// the record completes; incomplete ones, and polls without their answer, as Unfinished.
///
/// The request of an exchange is booked together with its response, which decides whether it was an empty
/// poll. A closed connection's incomplete bytes stay Unfinished in the regime in which it closed.
class TrafficCounter
{
public:
    /// `history` gets the same bytes by time; outlives this.
    explicit TrafficCounter(LaneHistory &history);

    /// Takes the bytes of a link, in the order in which they crossed it.
    void tapped(const TapEvent &event);
    /// Books one complete record of an open connection. tapped() does it for each record that comes out.
    void book(const TapSource &source, const WireRecord &record);
    /// Called with each complete record after it was booked.
    using RecordListener = std::function<void(const TapSource &source, WireRecord &&record)>;
    void setRecordListener(RecordListener listener) { m_listener = std::move(listener); }
    void reconnecting() { ++m_booked.reconnects; }

    /// Another regime begins.
    void restart();
    /// All connections and totals of the whole run are forgotten.
    void clear();
    /// The clients from `client` on are gone: another one with such a number has seen nothing.
    void forgetClientsFrom(int client);

    /// Of this regime; the sum of the parts is wireUp + wireDown.
    [[nodiscard]] TrafficTotals totals() const;
    [[nodiscard]] int openConnections() const { return static_cast<int>(m_connections.size()); }
    /// Of the whole run, connections that only take messages up left out; nullopt without a connection or a
    /// handshake.
    [[nodiscard]] std::optional<double> setupBytesPerConnection() const;

private:
    struct HeldRequest
    {
        ByteParts parts{};
        qint64 bytes = 0;
        bool post = false;
    };
    struct Connection
    {
        WireParser parser;
        std::map<int, HeldRequest> held; ///< by exchange
        /// The last message whose payload came down, for one in several frames.
        std::optional<MessageId> lastMessage;
        bool lastWasRepeated = false;
        bool used = false; ///< a record was booked
        qint64 frameOverheadUp = 0; ///< of a message from the client that goes on
    };
    using Key = std::pair<int, int>; ///< client, connection

    void open(const TapEvent &event);
    void close(const Key &key, TimePoint at);
    void bytes(const TapEvent &event);
    void bookFirst(Connection &connection, const WireRecord &record);
    void bookFrameUp(Connection &connection, const WireRecord &record, const ByteParts &parts);
    void bookResponse(Connection &connection, const WireRecord &record, const ByteParts &parts);
    void add(const ByteParts &parts, Direction direction, TimePoint at);
    [[nodiscard]] ByteParts partsOf(int client, Connection &connection, const WireRecord &record);

    LaneHistory &m_history;
    RecordListener m_listener;
    std::map<Key, Connection> m_connections;
    std::map<int, SeenIds> m_seen; ///< by client: messages that crossed its link
    TrafficTotals m_booked; ///< without what open connections have unfinished
    qint64 m_handshakeOfRun = 0;
    qint64 m_connectionsOfRun = 0;
};
