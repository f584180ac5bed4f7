#pragma once

#include "core/experiment/experiment_settings.h"

#include <QElapsedTimer>
#include <QUndoCommand>

class LabController;
struct Scenario;

/// What the settings were before and after a change, with the scenario that they belong to. Edits of one
/// control (`key`, -1: never) shortly one after the other are one step.
class SettingsCommand : public QUndoCommand
{
public:
    struct Side
    {
        ExperimentSettings settings;
        const Scenario *scenario = nullptr;
    };

    /// Empty `text`: what changed, in words.
    SettingsCommand(LabController &lab, Side before, Side after, int key, const QString &text = {});

    int id() const override { return m_key; }
    void undo() override;
    void redo() override;
    bool mergeWith(const QUndoCommand *other) override;

private:
    void show(const Side &side);

    LabController &m_lab;
    Side m_before;
    Side m_after;
    int m_key;
    QElapsedTimer m_age;
};

/// "switch off WebSocket", "only SSE", "poll interval 2 s -> 200 ms": what follows "Undo" and "Redo".
[[nodiscard]] QString undoText(const ExperimentSettings &before, const ExperimentSettings &after);
