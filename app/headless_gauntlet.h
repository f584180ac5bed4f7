#pragma once

#include "app/command_line.h"
#include "app/run_plan.h"
#include "core/experiment/gauntlet.h"

#include <QObject>

/// `pushscope run --gauntlet` and scenarios about it: every client through every middlebox, then the matrix
/// on stdout or as JSON.
class HeadlessGauntlet : public QObject
{
    Q_OBJECT

public:
    /// `plan`: what planRun() made of `command`; without a scenario the gauntlet has defaults of its own.
    HeadlessGauntlet(const RunCommand &command, const RunPlan &plan, QObject *parent = nullptr);

    void start();
    /// Ends it early; what was measured is still written (exit code 130).
    void interrupt();

signals:
    void ended(int exitCode);

private:
    void showProgress(const GauntletReport &report);
    void finish(const GauntletReport &report);
    [[nodiscard]] Result<Done> write(const GauntletReport &report) const;

    RunCommand m_command;
    RunPlan m_plan;
    Gauntlet m_gauntlet;
    bool m_progressShown = false;
    bool m_interrupted = false;
};
