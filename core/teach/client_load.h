#pragma once

#include "core/teach/measured_costs.h"
#include "core/teach/scale.h"

#include <QList>
#include <QString>

#include <optional>

/// Something that happens again and again on one client's connection, and what it costs each time.
struct LoadTerm
{
    double perSecond = 0;
    ByteCost bytes; ///< measured (of heartbeats: as the protocol has them)
    ByteCost estimate; ///< TCP/IP and TLS around them; 0 where it is off
    QString what; ///< "polls with messages"
};

/// What one client of a service causes.
struct ClientLoad
{
    QList<LoadTerm> terms;
    double requestsPerSecond = 0;
    double heartbeatsPerSecond = 0;
    /// Empty polls were not measured and are counted with the heads of full ones.
    bool emptySupposed = false;

    /// Bytes a second, by direction.
    [[nodiscard]] ByteCost bytesPerSecond() const;
};

/// Models M1 and M2 with messages at random moments, times the costs measured. nullopt: no costs.
[[nodiscard]] std::optional<ClientLoad> clientLoad(TransportKind kind, const Scale &scale,
                                                   const MeasuredCosts &costs);
/// Requests a second of one client, which need no costs.
[[nodiscard]] double pollsPerSecond(TransportKind kind, const Scale &scale, Duration delay);

/// A WebSocket ping without data, and the masked pong (RFC 6455, 5.5.2).
[[nodiscard]] ByteCost heartbeatBytes(TransportKind kind);
