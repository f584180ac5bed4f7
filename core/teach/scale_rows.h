#pragma once

#include "core/teach/client_load.h"
#include "core/teach/scale.h"

#include <array>
#include <optional>

/// What the rows of an estimate are made of.
struct ScaleContext
{
    const Scale &scale;
    const MeasuredCosts &costs;
    std::array<std::optional<ClientLoad>, transportCount> loads;
};

/// The rows of scaleSheet(), each pure.
namespace scale_rows {

enum class Way { Down, Up, Both };

// What the costs measured are needed for (scale_traffic.cpp).
[[nodiscard]] ScaleRow bandwidth(const ScaleContext &context, Way way);
[[nodiscard]] ScaleRow dataPerMonth(const ScaleContext &context);
// What they are not needed for (scale_capacity.cpp).
[[nodiscard]] ScaleRow requests(const ScaleContext &context);
[[nodiscard]] ScaleRow heartbeats(const ScaleContext &context);
[[nodiscard]] ScaleRow openConnections(const ScaleContext &context);
[[nodiscard]] ScaleRow handshakes(const ScaleContext &context);
[[nodiscard]] ScaleRow memory(const ScaleContext &context);
[[nodiscard]] ScaleRow proxyAddresses(const ScaleContext &context);

/// "100,000 clients"
[[nodiscard]] QString clientsText(const Scale &scale);
/// Open at the same time.
[[nodiscard]] double openConnectionsOf(TransportKind kind, const Scale &scale);

} // namespace scale_rows
