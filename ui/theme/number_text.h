#pragma once

// Numbers look the same wherever they are said: in the window, in lessons, in exports.
#include "core/base/number_text.h" // IWYU pragma: export
