#pragma once

#include "core/experiment/experiment_settings.h"
#include "core/experiment/lag_report.h"
#include "core/link/link_clock.h"
#include "core/link/link_settings.h"
#include "core/link/loopback_link.h"

#include <QHostAddress>
#include <QObject>

#include <array>
#include <memory>
#include <vector>

/// Where the clients of a lane connect.
struct LanePorts
{
    std::vector<quint16> clients; ///< by number
    quint16 guest = 0; ///< for curl: the same delay and bandwidth, not tapped

    bool operator==(const LanePorts &) const = default;
};

/// What of the settings concerns a link.
[[nodiscard]] LinkSettings linkSettings(const ExperimentSettings &settings);
/// A seed of its own for each client of each lane.
[[nodiscard]] quint32 seedFor(quint32 seed, TransportKind lane, int client);

/// All links of one run: one for each client of each lane, and one for guests of each lane. A link stays open
/// once it is there, so that a lane toggled off and on keeps its ports.
class LinkSide : public QObject
{
    Q_OBJECT

public:
    explicit LinkSide(const ExperimentSettings &settings);

    /// Where the links lead. REQUIRES: before the first provide().
    void aim(const QHostAddress &host, quint16 port);
    /// Answers with provided() or failed().
    void provide(TransportKind lane, int clients);
    void apply(const ExperimentSettings &settings);
    /// All lanes that it hits in the same turn of the loop, guests too (but for a slow reader, who is one
    /// client).
    void strike(const Fault &fault);

signals:
    void provided(TransportKind lane, const LanePorts &ports);
    void failed(const Error &error);
    void tapped(TransportKind lane, const TapEvents &events);
    void lagged(const Lags &lags);

private:
    struct Lane
    {
        std::vector<std::unique_ptr<LoopbackLink>> links;
        std::unique_ptr<LoopbackLink> guest;
        LanePorts ports;
    };
    [[nodiscard]] std::unique_ptr<LoopbackLink> openLink(TransportKind lane, int client);

    quint32 m_seed;
    LinkSettings m_settings;
    QHostAddress m_host;
    quint16 m_port = 0;
    LagReport m_lag;
    LinkClock m_clock;
    std::array<Lane, transportCount> m_lanes;
};
