#pragma once

#include "core/protocol/transport_kind.h"
#include "core/teach/comparison_cell.h"

/// What the comparison table says whatever is measured.
namespace comparison_words {

/// "Binary support"
[[nodiscard]] QString title(ComparisonFeature feature);
[[nodiscard]] TextbookWords textbook(ComparisonFeature feature, TransportKind kind);
/// Where this program shows a whole row.
[[nodiscard]] std::optional<ShownAt> shownAt(ComparisonFeature feature);
/// Where it shows one cell.
[[nodiscard]] std::optional<ShownAt> shownAt(ComparisonFeature feature, TransportKind kind);

struct Claim
{
    QString text;
    QString source;
    QString http1Only;
};
[[nodiscard]] Claim claim(ComparisonFeature feature, TransportKind kind);

} // namespace comparison_words
