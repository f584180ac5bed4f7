#pragma once

#include "app/command_line.h"

/// Does what the command line says, with the application object that it needs, and returns the exit code.
[[nodiscard]] int carryOut(const Result<CommandLine> &commandLine, int argc, char **argv);
