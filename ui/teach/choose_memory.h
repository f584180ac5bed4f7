#pragma once

#include "core/teach/chooser.h"
#include "core/teach/scale.h"

/// What the page Choose remembers between two starts. What cannot be read, or is out of its range, falls back
/// to its default as a whole: half a service is nobody's.
namespace choose_memory {

/// Bump when the meaning of a key changes; another version's values are ignored.
inline constexpr int version = 1;

void save(const ChooserAnswers &answers);
void save(const Scale &scale);
[[nodiscard]] ChooserAnswers answers();
[[nodiscard]] Scale scale();

} // namespace choose_memory
