#pragma once

#include "ui/views/lab_view.h"

#include "core/experiment/scenario.h"

#include <QList>

class QAction;

/// One page for teaching, in the place of the whole laboratory: a question with its run, the comparison
/// table, a decision, interview practice, code.
///
/// It is displayed as the views of the laboratory are, and exported like them. It never starts anything
/// itself: it asks for scenarios and views, and the window has them run and shown.
class TeachPage : public LabView
{
    Q_OBJECT

public:
    using LabView::LabView;

    [[nodiscard]] bool wantsWholeBody() const final { return true; }
    [[nodiscard]] bool usesTimeWindow() const final { return false; }

    /// The commands of the page for the menu and the sheet of shortcuts.
    [[nodiscard]] virtual QList<QAction *> commands() const { return {}; }
    /// The page has come on show.
    virtual void enter() { }
    /// What the laboratory is about.
    struct LabRun
    {
        const Scenario *scenario = nullptr; ///< nullptr: none is loaded
        bool running = false;
        bool ownSettings = false; ///< LabController::hasOwnSettings()
        QString standsStill; ///< "FROZEN", "HELD", or empty: on the projector no bar says it
    };
    /// Another scenario is loaded, its settings were changed, or the run was started or stopped.
    virtual void showRun(const LabRun &run) { Q_UNUSED(run) }

signals:
    /// Load and run this scenario, built in or of the user's own, and stay here.
    void runWanted(const Scenario &scenario);
    /// Run this scenario (Scenario::name) and show it in the laboratory: the proof of an answer.
    void scenarioWanted(const QString &name);
    /// Leave for the view of the laboratory with this machine name ("latency").
    void viewWanted(const QString &machineName);
    /// Ask for a file, `name` offered, and write `text` to it.
    void saveWanted(const QString &dialogTitle, const QString &name, const QString &text);
    /// What just happened, for the status line.
    void said(const QString &text);
};
