#pragma once

#include "core/experiment/gauntlet_links.h"
#include "core/experiment/gauntlet_report.h"
#include "core/experiment/lag_report.h"
#include "core/metrics/run_metrics.h"
#include "core/transport/client_transport.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

/// The clients of the gauntlet and their books. All start at the same moment, and so does the schedule: a
/// client that has not connected yet gets later what it was due, if it gets it at all.
class GauntletClients : public QObject
{
    Q_OBJECT

public:
    GauntletClients(const GauntletSettings &settings, UnixAnchor anchor);
    ~GauntletClients() override;

    void start(const GauntletPorts &ports);
    void takeLags(const Lags &lags);
    void takeNotices(const MessageNotices &notices);
    /// Nothing more is due: finished() follows when all have caught up, or have had the time to.
    void drain();
    /// Ends it now.
    void finish();
    /// Every client leaves in order.
    void close();

signals:
    /// The schedule begins at `start` and ends before `end`.
    void scheduleReady(TimePoint start, std::optional<TimePoint> end);
    void progressed(const GauntletReport &report);
    void finished(const GauntletReport &report);

private:
    struct Client
    {
        std::unique_ptr<ClientTransport> transport;
        GauntletCell cell;
    };
    void add(GauntletColumn column, quint16 port, TimePoint now);
    [[nodiscard]] std::unique_ptr<ClientTransport> create(GauntletColumn column,
                                                          const ClientSettings &settings) const;
    [[nodiscard]] GauntletReport report(TimePoint now) const;
    void checkCaughtUp();

    GauntletSettings m_settings;
    UnixAnchor m_anchor;
    std::vector<Client> m_clients; ///< row by row
    std::vector<TimePoint> m_dues; ///< by id, from 1
    TimePoint m_started{};
    TimePoint m_drainUntil{};
    QDateTime m_startedAt;
    QTimer m_tick;
    LagReport m_lag;
    Duration m_longestLag{0};
    bool m_draining = false;
    bool m_finished = false;
};
