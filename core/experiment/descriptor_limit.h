#pragma once

#include "core/base/result.h"
#include "core/experiment/experiment_settings.h"

#include <optional>

/// Raises the number of files and sockets this process may have open to the hard limit (RLIMIT_NOFILE).
void raiseDescriptorLimit();
/// How many connections a server of one descriptor each may have below that limit; nothing: any number.
[[nodiscard]] std::optional<int> mostConnections();
/// Whether the clients of `settings` fit below that limit: each needs five descriptors (its socket, the two
/// of its link and the link's port, the server's). The error says how many would fit.
[[nodiscard]] Result<Done> checkDescriptors(const ExperimentSettings &settings);
