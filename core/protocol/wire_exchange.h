#pragma once

#include "core/protocol/wire_message.h"

/// What a request asked for, and so what the bytes of its answer are for.
struct WireExchange
{
    enum class Role { Poll, Post, EventStream, Upgrade, Other };

    /// nullopt: nobody asked (an answer to a request that we could not read).
    std::optional<int> number;
    Role role = Role::Other;
    bool headOnly = false; ///< HEAD
    bool echo = false; ///< an upgrade to `/echo`

    [[nodiscard]] bool isHandshake() const { return role == Role::EventStream || role == Role::Upgrade; }
};

[[nodiscard]] WireExchange exchangeOf(const WireHead &request, int number);

/// The record of a complete request, with the parts it has if its exchange brings or takes a message.
[[nodiscard]] WireRecord requestRecord(const WireMessage &request, const WireExchange &exchange);
/// The record of a complete response that is no stream.
[[nodiscard]] WireRecord responseRecord(const WireMessage &response, const WireExchange &exchange);
/// The record of a response head alone: a 1xx or the begin of a stream.
[[nodiscard]] WireRecord responseHeadRecord(const WireMessage &response, const WireExchange &exchange,
                                            BytePart part);
