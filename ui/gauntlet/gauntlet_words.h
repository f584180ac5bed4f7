#pragma once

#include "core/experiment/gauntlet_report.h"

#include <QString>
#include <QStringList>

/// What the gauntlet's matrix says, for the eye and for screen readers.
namespace gauntlet_words {

/// "Short polling" ... "Auto: WebSocket first".
[[nodiscard]] QString columnName(GauntletColumn column);
/// In two lines for the head of a column.
[[nodiscard]] QStringList columnHead(GauntletColumn column);
/// "works", "late", "dead", in the user's language; an en dash while it is not known.
[[nodiscard]] QString verdict(const GauntletResult &result);
/// "first 0.04 s, worst 2.1 s", "noticed 3.0 s", and what is lost of what arrives: most important first.
[[nodiscard]] QStringList details(const GauntletResult &result);
/// "refuses the upgrade: Short polling works, ..., WebSocket dead, noticed 0.06 s."
[[nodiscard]] QString rowInWords(const GauntletReport &report, std::size_t row);
/// How many of all cells work, are late, are dead.
[[nodiscard]] QString summary(const GauntletReport &report);

} // namespace gauntlet_words
