#pragma once

#include "core/base/result.h"
#include "core/experiment/gauntlet_report.h"

#include <QObject>

#include <memory>

/// Runs the gauntlet: one server, one schedule, and for each client and each middlebox a link of its own, all
/// at the same time, in four threads as a run has them. Lives in the caller's thread; only values cross.
class Gauntlet : public QObject
{
    Q_OBJECT

public:
    explicit Gauntlet(QObject *parent = nullptr);
    ~Gauntlet() override;

    /// Answers with finished() or failed(). REQUIRES: not running.
    void start(const GauntletSettings &settings);
    /// Ends it early: finished() follows, with what was measured.
    void stop();
    /// From start() until finished() or failed().
    [[nodiscard]] bool isRunning() const { return m_private != nullptr; }

signals:
    /// The matrix so far, a few times a second.
    void progressed(const GauntletReport &report);
    /// It is over and all threads have ended.
    void finished(const GauntletReport &report);
    void failed(const Error &error);

private:
    class Private;
    std::unique_ptr<Private> m_private;
};
