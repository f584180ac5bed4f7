#pragma once

#include "core/teach/scale.h"

/// The estimate as a source made it, with its own costs, beside the same with the costs measured here.
/// REQUIRES scale.basis != ScaleBasis::Measured.
[[nodiscard]] ScaleSheet publishedSheet(const Scale &scale, const MeasuredCosts &costs);

/// Grigorik: 800 B of headers and 50 B of body, a poll.
inline constexpr double hpbnPollBytes = 850;
/// Lubbers and Greco: a request and a response head; a frame.
inline constexpr double quantumLeapPairBytes = 871;
inline constexpr double quantumLeapFrameBytes = 2;
/// KeKsBoTer/websocket-vs-sse: 10,000 ping-pongs one after the other.
inline constexpr double pingPongRounds = 10'000;
inline constexpr double pingPongSseSeconds = 46.3;
inline constexpr double pingPongWebSocketSeconds = 4.2;
