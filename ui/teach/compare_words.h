#pragma once

#include "core/teach/comparison_table.h"
#include "ui/lab_state.h"

#include <QString>

/// What the comparison table says around its figures: on the screen, to screen readers, in files.
namespace compare_words {

/// "textbook: Very Low"; in quotation marks what its text says and its table does not.
[[nodiscard]] QString textbook(const TextbookWords &words);
/// In quotation marks.
[[nodiscard]] QString textbookBrief(const TextbookWords &words);
/// "not enough messages yet", "switched off"
[[nodiscard]] QString state(ComparisonCell::State state);
/// A sign and a word, and the sign alone.
[[nodiscard]] QString contradicted();
[[nodiscard]] QString contradictionSign();
/// "→ The wire", not to be broken.
[[nodiscard]] QString link(const ShownAt &target);
/// "HTTP/1.1 only"
[[nodiscard]] QString http1Only();
/// What the figures are, since when, and what is not in them. `brief`: for the projector.
[[nodiscard]] QString basis(const LabState &state, bool brief);
/// A cell in sentences, for screen readers.
[[nodiscard]] QString spoken(const ComparisonCell &cell);
/// How many cells this run contradicts, and the figures of latency and overhead.
[[nodiscard]] QString summary(const ComparisonTable &table);
/// One line a cell, the first line naming the columns.
[[nodiscard]] QString csv(const ComparisonTable &table);
/// A table for a README, with what it was measured with below.
[[nodiscard]] QString markdown(const ComparisonTable &table, const LabState &state);

} // namespace compare_words
