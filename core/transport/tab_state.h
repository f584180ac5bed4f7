#pragma once

#include "core/base/steady_time.h"

#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

/// What a browser tab asks the server for.
enum class TabKind {
    Stream, ///< GET /events, kept open as an EventSource keeps it
    Poll, ///< GET /poll, an ordinary request
    WebSocket ///< GET /ws with an upgrade: not of the pool
};

enum class TabPhase {
    Waiting, ///< asked for; the pool has no connection for it yet
    Asked, ///< the request was written, no answer yet (WebSocket: from the start)
    Open, ///< the head of the stream arrived, or the handshake is done
    Answered, ///< poll: all of it arrived
    Closed, ///< by us, or the server ended the stream; `detail` says which if it was the server
    Failed ///< `detail` says why
};

/// One request of the pool, as Qt's signals told it. Times are those at which the signals came.
struct TabFacts
{
    int id = 0; ///< 1, 2, ... in the order in which they were asked for
    QString host; ///< "127.0.0.1"
    TabKind kind = TabKind::Stream;
    TabPhase phase = TabPhase::Waiting;
    TimePoint askedAt{};
    std::optional<TimePoint> sentAt; ///< written to a connection; nothing for a WebSocket
    std::optional<TimePoint> answeredAt; ///< the head of the response arrived
    std::optional<TimePoint> endedAt; ///< closed, answered in full, failed
    int events = 0; ///< messages that came
    QString detail;

    [[nodiscard]] bool isOver() const { return endedAt.has_value(); }
    [[nodiscard]] bool isWaiting() const { return phase == TabPhase::Waiting; }
    /// It has one of the connections of its host's pool.
    [[nodiscard]] bool holdsConnection() const { return kind != TabKind::WebSocket && sentAt && !endedAt; }
    /// How long it waited, or has waited until `now`, for a connection of the pool.
    [[nodiscard]] Duration waited(TimePoint now) const
    {
        return sentAt.value_or(endedAt.value_or(now)) - askedAt;
    }

    bool operator==(const TabFacts &) const = default;
};

Q_DECLARE_METATYPE(TabFacts)
