#pragma once

/// Counts the calls of this process into the kernel that move or wait for bytes, made through libc.
struct SystemCalls
{
    long sends = 0;
    long reads = 0;
    long waits = 0;
};
[[nodiscard]] SystemCalls &systemCalls();
