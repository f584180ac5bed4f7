#pragma once

#include "core/experiment/fault_plan.h"

#include <QKeySequence>
#include <QList>
#include <QString>

/// The commands that strike with a fault: each kind once, on all lanes, with its usual length.
struct FaultCommand
{
    QString text; ///< "Cut (3 s)"
    QString tip;
    QKeySequence shortcut;
    Fault fault;
};
[[nodiscard]] QList<FaultCommand> faultCommands();
