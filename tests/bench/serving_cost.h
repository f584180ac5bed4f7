#pragma once

#include "tests/bench/system_calls.h"

#include <ctime>

/// What serving one delivery took the serving thread.
struct ServingCost
{
    double microsecondsPerDelivery = 1e9;
    double sendsPerDelivery = 0;
    double readsPerDelivery = 0;
    double waitsPerMessage = 0;
    qint64 deliveries = 0;
};

[[nodiscard]] inline ServingCost cheaper(const ServingCost &a, const ServingCost &b)
{
    return a.microsecondsPerDelivery < b.microsecondsPerDelivery ? a : b;
}

/// CPU time of this thread and system calls since it was made.
class ServingMeter
{
public:
    [[nodiscard]] ServingCost cost(qint64 deliveries, int messages) const
    {
        const SystemCalls now = systemCalls();
        const auto each = static_cast<double>(deliveries);
        return {(cpuMicroseconds() - m_cpu) / each, double(now.sends - m_calls.sends) / each,
                double(now.reads - m_calls.reads) / each, double(now.waits - m_calls.waits) / messages,
                deliveries};
    }

private:
    static double cpuMicroseconds()
    {
        timespec t{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
        return double(t.tv_sec) * 1e6 + double(t.tv_nsec) / 1e3;
    }

    double m_cpu = cpuMicroseconds();
    SystemCalls m_calls = systemCalls();
};
