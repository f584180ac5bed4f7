#pragma once

#include "core/experiment/experiment_settings.h"
#include "core/link/middlebox_profile.h"
#include "core/transport/ladder_client.h"

#include <QMetaType>
#include <QString>

#include <array>
#include <chrono>
#include <vector>

/// A client that runs the gauntlet: a transport by itself, or one that finds out what gets through.
enum class GauntletColumn { ShortPoll, LongPoll, Sse, WebSocket, AutoWebSocket, AutoLongPoll };

inline constexpr std::array allGauntletColumns{GauntletColumn::ShortPoll,     GauntletColumn::LongPoll,
                                               GauntletColumn::Sse,           GauntletColumn::WebSocket,
                                               GauntletColumn::AutoWebSocket, GauntletColumn::AutoLongPoll};

/// As machines read it: "short-poll" ... "auto-websocket", "auto-long-poll".
[[nodiscard]] QString machineName(GauntletColumn column);

/// A middlebox that stands in the way.
struct GauntletRow
{
    QString name; ///< as machines read it: "buffers-bytes"
    QString title; ///< in words: "buffers 8 KiB"
    MiddleboxProfile profile;

    bool operator==(const GauntletRow &) const = default;
};

/// None, a refused upgrade, a swallowed 101, 8 KiB held back, all held back, closed when busy for 3 s, closed
/// when idle for three quarters of the gap between two messages: a longer time would never come.
[[nodiscard]] std::vector<GauntletRow> gauntletRows(double messagesPerSecond);

/// What the gauntlet is run with. `run` says what is published, how the links are and how the clients ask;
/// its transports, clients and warm-up do not count.
struct GauntletSettings
{
    /// 5 messages of 512 bytes a second, evenly, for 10 s: enough to fill 8 KiB a few times. The polls ask
    /// twice a second, so that a short poll is not late by itself.
    [[nodiscard]] static ExperimentSettings defaultRun();

    ExperimentSettings run = defaultRun();
    std::vector<GauntletRow> rows = gauntletRows(defaultRun().messagesPerSecond);
    std::vector<GauntletColumn> columns{allGauntletColumns.begin(), allGauntletColumns.end()};
    Duration connectTimeout = LadderClient::defaultConnectTimeout;
    /// A message is late after 1 s: by then a person's train of thought has gone (Nielsen, Usability
    /// Engineering, 1993, 5.5).
    Duration lateAfter = std::chrono::seconds(1);
    /// After the last message: an EventSource waits for 2 s before it comes back, and may then still deliver.
    Duration catchUp = std::chrono::milliseconds(2500);

    bool operator==(const GauntletSettings &) const = default;
};

Q_DECLARE_METATYPE(GauntletSettings)
