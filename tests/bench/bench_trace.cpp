#include "core/experiment/engine_threads.h"

#include "core/trace/trace_log.h"

#include <QCoreApplication>
#include <QTimer>

#include <array>
#include <cstdio>
#include <sys/resource.h>

using namespace std::chrono_literals;

namespace {

constexpr int rounds = 4;
constexpr int secondsARound = 6;

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/// One run at 1,000 messages a second, four lanes of five clients, as the window asks of it: a snapshot 30
/// times a second, and with the trace its records into a log. Ends by itself.
class Round : public QObject
{
public:
    explicit Round(bool trace)
    {
        ExperimentSettings settings;
        settings.messagesPerSecond = 1000;
        settings.clients = 5;
        settings.duration = std::chrono::seconds(secondsARound);
        EngineOptions options;
        options.bounded = true;
        options.trace = trace;
        connect(&m_engine, &EngineThreads::started, this, [this] { m_cpu = cpuSeconds(); });
        connect(&m_engine, &EngineThreads::traceReady, this,
                [this](const TraceBatch &batch) { m_trace.take(batch); });
        connect(&m_engine, &EngineThreads::snapshotReady, this, [this](const RunSnapshot &snapshot) {
            for (std::size_t i = 0; i < transportCount; ++i)
                m_next[i] = snapshot.lanes[i].nextDelivery;
            deliveries = 0;
            for (const LaneSnapshot &lane : snapshot.lanes)
                deliveries += lane.messages.delivered;
        });
        connect(&m_engine, &EngineThreads::finished, this, [this] {
            cpu = cpuSeconds() - m_cpu;
            for (const TraceLog &log : m_trace.lanes)
                records += static_cast<qint64>(log.records().size()) + log.dropped();
            m_engine.requestSnapshot(m_next);
        });
        connect(&m_engine, &EngineThreads::stopped, this, [] { QCoreApplication::quit(); });
        connect(&m_pull, &QTimer::timeout, this, [this] { m_engine.requestSnapshot(m_next); });
        m_pull.start(33);
        m_engine.start(settings, options);
    }

    double cpu = 0;
    qint64 deliveries = 0;
    qint64 records = 0;

private:
    EngineThreads m_engine;
    Trace m_trace;
    QTimer m_pull;
    std::array<qint64, transportCount> m_next{};
    double m_cpu = 0;
};

} // namespace

/// What the trace costs: CPU per delivery of the whole process with it and without, turn by turn in the same
/// run. Prints; a person compares. Not a test: machines are noisy.
int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    std::array<double, 2> microseconds{};
    for (int i = 0; i < rounds; ++i)
        for (const bool trace : {false, true}) {
            Round round(trace);
            QCoreApplication::exec();
            const double each = round.cpu / static_cast<double>(round.deliveries) * 1e6;
            microseconds[trace ? 1 : 0] += each / rounds;
            std::printf("trace %-3s  %lld deliveries  %lld records  %.2f us CPU a delivery\n",
                        trace ? "on" : "off", static_cast<long long>(round.deliveries),
                        static_cast<long long>(round.records), each);
            std::fflush(stdout);
        }
    std::printf("mean: off %.2f us, on %.2f us, ratio %.3f\n", microseconds[0], microseconds[1],
                microseconds[1] / microseconds[0]);
    return 0;
}
