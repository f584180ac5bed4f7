#pragma once

#include "core/base/result.h"
#include "core/base/steady_time.h"
#include "core/protocol/http_parser.h"
#include "core/protocol/message.h"

#include <QByteArrayView>

#include <chrono>
#include <optional>

/// Where a reader wants to go on: the value of `after` or `Last-Event-ID` (design section 4.1).
struct AfterParameter
{
    enum class Kind { Absent, Now, Id };

    Kind kind = Kind::Absent;
    MessageId id{}; ///< of Id

    bool operator==(const AfterParameter &) const = default;
};

/// `now`, or a decimal number that fits 64 bits; anything else is an error, whose text is for a 400.
[[nodiscard]] Result<AfterParameter> parseAfter(QByteArrayView value);
/// `after` of the query of a request.
[[nodiscard]] Result<AfterParameter> afterOf(const HttpRequest &request);
/// `timeout` of the query of a request: whole seconds, 0 to 120; absent: 30.
[[nodiscard]] Result<std::chrono::seconds> timeoutOf(const HttpRequest &request);

inline constexpr std::chrono::seconds defaultLongPollTimeout{30};
inline constexpr std::chrono::seconds maxLongPollTimeout{120};

/// What a poll asks for. A short poll is one with timeout 0.
struct PollQuery
{
    AfterParameter after{};
    std::chrono::seconds timeout = defaultLongPollTimeout;

    bool operator==(const PollQuery &) const = default;
};

/// `after` and `timeout` of a long poll; an error's text is for a 400.
[[nodiscard]] Result<PollQuery> parsePollQuery(const HttpRequest &request);

/// A poll between its request and its answer, RFC 6202 section 2: a value that is told what time it is.
///
/// `after=now` is answered at once, with no messages and the `last` to start from: a client that were held
/// and timed out would not know it. So is a cursor above the last id: the server was restarted.
class PollSession
{
public:
    enum class Decision {
        Answer, ///< 200, with the messages after cursor()
        Empty, ///< 204
        Hold ///< until a message comes or deadline()
    };

    /// `last`: the newest id when the request came.
    PollSession(const PollQuery &query, MessageId last, TimePoint arrived);

    [[nodiscard]] MessageId cursor() const { return m_cursor; }
    [[nodiscard]] TimePoint deadline() const { return m_deadline; }
    [[nodiscard]] Decision decide(MessageId last, TimePoint now) const;

private:
    MessageId m_cursor{};
    TimePoint m_deadline;
    bool m_answerNow = false;
};
