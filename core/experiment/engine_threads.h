#pragma once

#include "core/base/result.h"
#include "core/experiment/experiment_settings.h"
#include "core/experiment/tab_command.h"
#include "core/experiment/tabs_snapshot.h"
#include "core/metrics/run_metrics.h"
#include "core/metrics/run_snapshot.h"
#include "core/trace/trace_record.h"

#include <QHostAddress>
#include <QObject>

#include <array>
#include <functional>
#include <memory>
#include <optional>

/// How the engine listens and what it hands out besides snapshots.
struct EngineOptions
{
    QHostAddress address = QHostAddress::LocalHost;
    quint16 port = 0;
    /// The port is busy: take any free one instead of failing.
    bool fallBackToFreePort = false;
    /// The run ends by itself after settings.warmup + settings.duration, and its catching-up.
    bool bounded = false;
    /// Called in the client thread for every counted delivery (CSV); must not block for long.
    std::function<void(const DeliveryRow &)> onDelivery;
    /// Records of the wire come with every snapshot, as traceReady().
    bool trace = false;
    /// Instead: called in the client thread for every record of the run; must not block for long.
    std::function<void(TransportKind lane, TraceRecord &&record)> onTrace;
};

/// Where the engine listens.
struct EngineAddress
{
    QHostAddress address;
    quint16 port = 0;
    /// The port that was asked for was busy.
    bool fellBack = false;

    [[nodiscard]] QString url() const;
    bool operator==(const EngineAddress &) const = default;
};

/// The four threads of a run, for whoever has other parts to put into them than EngineThreads. Their owner
/// talks to the parts by queued calls and signals only.
class SideThreads : public QObject
{
    Q_OBJECT

public:
    enum class Side { Server, Client, Link, Publisher };

    explicit SideThreads(QObject *parent = nullptr);
    /// Ends what still runs; nothing in it may block.
    ~SideThreads() override;

    /// `worker` lives in that thread from now on and is deleted when it ends. REQUIRES: before start().
    void house(QObject *worker, Side side);
    void start();
    void quit(Side side);

signals:
    /// All four have.
    void ended();

private:
    class Private;
    std::unique_ptr<Private> m_private;
};

/// Runs one experiment with its parts in threads of their own: server (front door, hub), client (client
/// transports, metrics), link (relays), publisher, tabs (a browser's connection pool). Lives in the caller's
/// thread; only values cross. Nothing here blocks: answers come as signals. The only file that names QThread.
class EngineThreads : public QObject
{
    Q_OBJECT

public:
    explicit EngineThreads(QObject *parent = nullptr);
    ~EngineThreads() override;

    /// Answers with started() or failed(). REQUIRES: not running.
    void start(const ExperimentSettings &settings, const EngineOptions &options);
    /// Acts at once on the running experiment. Settings that differ only in `transports` start or stop those
    /// lanes; a change of `clients` adds or removes clients; a change of seed waits for the next start().
    /// An error: the clients do not fit (checkDescriptors()), so all but their number was applied.
    [[nodiscard]] Result<Done> apply(const ExperimentSettings &settings);
    /// The statistics begin anew and `label` is marked on the charts (design section 3, regimes).
    void restartStatistics(const QString &label);
    /// A fault begins now.
    void strike(const Fault &fault);
    void setHeld(bool held);
    void publish(const QByteArray &payload, PayloadKind kind);
    /// Answers with snapshotReady(). A second request before the answer is dropped.
    void requestSnapshot(const std::array<qint64, transportCount> &sinceDelivery);
    /// Asks the browser that runs beside the lanes; answers with tabsChanged().
    void commandTabs(const TabCommand &command);
    /// Ends the run early: drains nothing, finishes the accounting, answers with stopped(). The final
    /// snapshot can still be asked for after it, until the next start().
    void stop();
    /// Threads are at work: from start() until failed() or stopped().
    [[nodiscard]] bool isRunning() const;

signals:
    void started(const EngineAddress &address);
    /// It could not start, or not go on; nothing runs any more.
    void failed(const Error &error);
    /// With EngineOptions::trace: what was recorded since the one before. Comes before the snapshot of the
    /// same moment, and once more at the end.
    void traceReady(const TraceBatch &batch);
    void snapshotReady(const RunSnapshot &snapshot);
    /// At most 33 times a second, and once when the server can be asked.
    void tabsChanged(const TabsSnapshot &tabs);
    /// A bounded run is over; the next snapshot is final. stopped() follows.
    void finished();
    /// All threads have ended.
    void stopped();

private:
    class Private;
    std::unique_ptr<Private> m_private;
    std::optional<RunSnapshot> m_last; ///< of the run before
};
