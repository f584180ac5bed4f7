#pragma once

/// Exit codes of design section 4.2.
enum ExitCode {
    ExitOk = 0,
    ExitInternal = 1,
    ExitUsage = 2,
    ExitCannotListen = 3,
    ExitFile = 4,
    ExitThreshold = 99,
    ExitInterrupted = 130
};
