#pragma once

#include "core/experiment/scenario.h"

#include <QString>

/// What a condition of an answer may say, for those who write one.
namespace condition_help {

/// One that could stand there: "short-poll.latency_ms.mean<500".
[[nodiscard]] QString example(const Scenario &scenario);
/// Every name that the conditions of a scenario about `view` may have, as scenarioPaths() has them; what is
/// the same for all transports is said once.
[[nodiscard]] QString names(const QString &view);

} // namespace condition_help
