#pragma once

#include "core/base/result.h"
#include "core/protocol/http_parser.h"
#include "core/protocol/message.h"
#include "core/transport/http_answer.h"
#include "core/transport/server_settings.h"

#include <chrono>
#include <optional>

/// What requests may say, design section 4.1; an Error is the text of a 400.

/// Where a client wants to start: absent, `now`, or an id.
struct StartAfter
{
    enum class Kind { Absent, Now, Id };
    Kind kind = Kind::Absent;
    MessageId id{};

    /// On the polls absent is 0, on the streams it is now.
    [[nodiscard]] MessageId forPoll(MessageId last) const { return kind == Kind::Now ? last : id; }
    [[nodiscard]] MessageId forStream(MessageId last) const { return kind == Kind::Id ? id : last; }
    bool operator==(const StartAfter &) const = default;
};

[[nodiscard]] Result<StartAfter> startAfter(const HttpRequest &request);
/// As above, but Last-Event-ID wins.
[[nodiscard]] Result<StartAfter> startAfterOnStream(const HttpRequest &request);
/// `timeout`: integer seconds, 0 to 120; default 30.
[[nodiscard]] Result<std::chrono::seconds> longPollTimeout(const HttpRequest &request);
/// `format`: text (default) or binary.
[[nodiscard]] Result<bool> wantsBinary(const HttpRequest &request);

/// The request comes from a page of another origin that the settings do not allow.
[[nodiscard]] bool isForeign(const HttpRequest &request, const ServerSettings &settings);
/// What is wrong with a WebSocket handshake (RFC 6455 4.2.1), if anything.
[[nodiscard]] std::optional<HttpAnswer> handshakeFault(const HttpRequest &request);
/// The answer to a request for a WebSocket that asks for no upgrade.
[[nodiscard]] HttpAnswer upgradeRequired(const QString &why);
