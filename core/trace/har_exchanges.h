#pragma once

#include "core/trace/capture_spool.h"

#include <optional>
#include <utility>
#include <vector>

/// One request with what came of it, as places in the entries by conversation.
struct HarExchange
{
    using Span = std::pair<std::size_t, std::size_t>; ///< [first, last)

    std::size_t request = 0;
    std::optional<std::size_t> response; ///< nullopt: none came
    Span below; ///< what came down after the response: events, frames, the rest of a body
    Span above; ///< what went up after the request: frames
    TimePoint started{};
    std::optional<TimePoint> opened; ///< of the first on its connection: when that was made
    TimePoint ended{}; ///< of its connection, or of the recording

    bool operator==(const HarExchange &) const = default;
};

/// All requests, in the order in which they were sent. REQUIRES: entries in byConversation() order.
[[nodiscard]] std::vector<HarExchange> harExchanges(const std::vector<CaptureEntry> &entries);
