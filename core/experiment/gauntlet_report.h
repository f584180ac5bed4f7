#pragma once

#include "core/experiment/gauntlet_cell.h"
#include "core/experiment/gauntlet_settings.h"

#include <QDateTime>
#include <QJsonObject>
#include <QMetaType>
#include <QString>

#include <vector>

/// The matrix, finished or so far: a value.
struct GauntletReport
{
    GauntletSettings settings;
    QDateTime startedAt; ///< invalid: ended before it began
    Duration elapsed{0};
    bool interrupted = false;
    Duration loopLag{0}; ///< the longest of the server's, the client's and the publisher's thread
    std::vector<GauntletResult> cells; ///< row by row

    [[nodiscard]] const GauntletResult &at(std::size_t row, std::size_t column) const
    {
        return cells[row * settings.columns.size() + column];
    }
    bool operator==(const GauntletReport &) const = default;
};

/// Schema `pushscope.gauntlet/1` (resources/gauntlet.schema.json): what cannot be stated is null.
[[nodiscard]] QJsonObject toJson(const GauntletReport &report);
/// Its numbers by name, for conditions: `refuses-upgrade.websocket.messages.delivered`.
[[nodiscard]] QJsonObject figuresOf(const GauntletReport &report);
/// The matrix for a terminal, plain text, 120 columns at most.
[[nodiscard]] QString gauntletTable(const GauntletReport &report);
/// "Noise floor of this machine: 3.6 ms." What is late by less is not the middlebox's doing.
[[nodiscard]] QString noiseText(const GauntletReport &report);
/// "works", "late", "dead"; empty while it is not known.
[[nodiscard]] QString verdictText(const GauntletResult &result);
/// "0.04 s", "3.0 s": two digits that count.
[[nodiscard]] QString gauntletSeconds(Duration duration);

Q_DECLARE_METATYPE(GauntletReport)
