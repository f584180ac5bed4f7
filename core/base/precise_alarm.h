#pragma once

#include "core/base/steady_time.h"

#include <QObject>
#include <QTimer>

#include <memory>

class QSocketNotifier;

/// Rings once at an absolute time, some 0.1 ms late at the median and never early: a kernel timer where there
/// is one (QTimer's 1 ms steps would be added to every delay that is measured here), else a precise QTimer.
///
/// Works in the thread that calls setFor() first.
class PreciseAlarm : public QObject
{
    Q_OBJECT

public:
    explicit PreciseAlarm(QObject *parent = nullptr);
    ~PreciseAlarm() override;

    /// Replaces an earlier wish. A time that has passed rings as soon as the event loop runs.
    void setFor(TimePoint time);
    void clear();

signals:
    void rang();

private:
    void openKernelTimer();
    void armKernelTimer(Duration sinceEpoch) const;
    void armFallback();
    void onFallbackTimeout();

    bool m_opened = false;
    int m_descriptor = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QTimer m_fallback;
    TimePoint m_time{};
};
