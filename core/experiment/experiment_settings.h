#pragma once

#include "core/base/result.h"
#include "core/base/steady_time.h"
#include "core/experiment/fault_plan.h"
#include "core/experiment/upstream.h"
#include "core/hub/schedule.h"
#include "core/protocol/header_profile.h"
#include "core/protocol/message.h"
#include "core/protocol/transport_kind.h"
#include "core/transport/client_transport.h"
#include "core/transport/connection_mode.h"

#include <QByteArray>
#include <QJsonObject>
#include <QMetaType>
#include <QStringList>

#include <array>
#include <optional>

/// All settings of one experiment, as a value: what the controls of the window, a `.pushscope` file and the
/// options of `pushscope run` say. Ranges and defaults are those of the table in limits().
struct ExperimentSettings
{
    std::array<bool, transportCount> transports{true, true, true, true};
    double messagesPerSecond = 1;
    Arrivals arrivals;
    qint64 payloadBytes = 64;
    PayloadKind payloadKind = PayloadKind::Text;
    Upstream upstream;
    Duration pollInterval = std::chrono::seconds(2);
    Duration longPollTimeout = std::chrono::seconds(30);
    HeaderProfile headers;
    ConnectionMode connections = ConnectionMode::Keep;
    Duration delay = std::chrono::milliseconds(20); ///< one way
    Duration jitter{0};
    qint64 bytesPerSecond = 0; ///< 0: no limit
    int clients = 1; ///< per lane
    WebSocketRecovery websocketRecovery = WebSocketRecovery::Resume;
    bool reconnectJitter = true;
    Duration heartbeat = std::chrono::seconds(15); ///< of silence on a stream; pings come half as often
    bool visibleHeartbeats = false; ///< as events and messages, which a script sees, too
    Duration silenceTimeout = std::chrono::seconds(10); ///< of a client; 0: it waits for ever
    QList<ScheduledFault> faults; ///< at times of the run
    Duration duration = std::chrono::seconds(10); ///< of `run`; the window runs until stopped
    Duration warmup{0};
    quint32 seed = 1;

    struct Limits
    {
        double minRate = 0.1, maxRate = 5000; ///< besides 0
        double maxWindowRate = 1000; ///< end of the slider
        double maxUpstreamRate = 100; ///< of one client
        qint64 maxPayloadBytes = 1024LL * 1024;
        Duration minPollInterval = std::chrono::milliseconds(50), maxPollInterval = std::chrono::seconds(30);
        Duration minLongPollTimeout = std::chrono::seconds(1), maxLongPollTimeout = std::chrono::seconds(120);
        Duration maxDelay = std::chrono::seconds(2);
        Duration maxJitter = std::chrono::milliseconds(500);
        int minBytesPerSecond = 1000;
        int maxClients = 500;
        Duration minHeartbeat = std::chrono::milliseconds(100), maxHeartbeat = std::chrono::minutes(5);
        Duration maxSilenceTimeout = std::chrono::minutes(10);
        qsizetype maxFaults = 1000;
        Duration maxDuration = std::chrono::hours(24);
    };
    [[nodiscard]] static constexpr Limits limits() { return {}; }

    [[nodiscard]] bool enabled(TransportKind kind) const { return transports[indexOf(kind)]; }
    bool operator==(const ExperimentSettings &) const = default;
};

/// What is wrong, in words that name the setting and its range; Done if nothing is.
[[nodiscard]] Result<Done> validate(const ExperimentSettings &settings);

/// `{"schema":"pushscope.settings/1", ...}`; machine names as on the command line, durations as "250ms".
[[nodiscard]] QJsonObject toJson(const ExperimentSettings &settings);
/// Missing members keep their defaults; unknown ones, wrong types and impossible values are errors that name
/// the member.
[[nodiscard]] Result<ExperimentSettings> settingsFromJson(const QJsonObject &json);
/// Reads a whole `.pushscope` file's bytes (a malformed one: error with line and column).
[[nodiscard]] Result<ExperimentSettings> settingsFromFile(const QByteArray &bytes);

/// The options of `pushscope run` that differ from the defaults (all with `complete`).
[[nodiscard]] QStringList toRunOptions(const ExperimentSettings &settings, bool complete = false);
/// "pushscope run --poll-interval 200ms ...": what repeats the experiment; the settings line of every export.
[[nodiscard]] QString toRunCommand(const ExperimentSettings &settings);

/// What changed from `before` to `after`, for marks and the status line: "poll interval 2 s -> 200 ms".
/// More than one change: "3 settings changed".
[[nodiscard]] QString describeChange(const ExperimentSettings &before, const ExperimentSettings &after);

/// Machine spellings shared by JSON, command line and exports. "250ms", "2s", "1m", "1.5s".
[[nodiscard]] QString durationText(Duration duration);
[[nodiscard]] std::optional<Duration> durationFromText(const QString &text);
/// "64", "4KiB", "1MiB".
[[nodiscard]] std::optional<qint64> sizeFromText(const QString &text);
/// "steady", "poisson", "burst:20/5s".
[[nodiscard]] QString arrivalsText(const Arrivals &arrivals);
[[nodiscard]] std::optional<Arrivals> arrivalsFromText(const QString &text);
/// "off", "ping-pong", messages per second: "2"; "echo" (2 a second) or "echo:5".
[[nodiscard]] QString upstreamText(const Upstream &upstream);
[[nodiscard]] std::optional<Upstream> upstreamFromText(const QString &text);
/// "minimal", "browser", "signed-in", or a size.
[[nodiscard]] QString headersText(const HeaderProfile &profile);
[[nodiscard]] std::optional<HeaderProfile> headersFromText(const QString &text);

Q_DECLARE_METATYPE(ExperimentSettings)
