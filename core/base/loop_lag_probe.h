#pragma once

#include "core/base/precise_alarm.h"
#include "core/base/steady_time.h"

#include <QObject>

#include <vector>

/// How late the event loop of its thread serves a timer: the noise floor of every latency measured there.
///
/// Aims at a time each 20 ms; a stall counts once, with its whole length. Lives in the thread that calls
/// start().
class LoopLagProbe : public QObject
{
    Q_OBJECT

public:
    static constexpr Duration interval = std::chrono::milliseconds(20);

    explicit LoopLagProbe(QObject *parent = nullptr);

    void start();
    void stop();
    /// The lags since the last call (the first 10,000).
    [[nodiscard]] std::vector<Duration> takeLags();

private:
    static constexpr std::size_t maxLags = 10'000;

    void onRang();

    PreciseAlarm m_alarm;
    TimePoint m_aim{};
    std::vector<Duration> m_lags;
};
