#include "ui/settings_command.h"

#include "ui/lab_controller.h"
#include "ui/transport_descriptor.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace {

/// Consecutive edits of one control within this time are one undo step.
constexpr qint64 mergeWithinMs = 1500;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SettingsCommand)
};

/// Lanes that were switched, and nothing else was.
QString switchText(const ExperimentSettings &before, const ExperimentSettings &after)
{
    QList<TransportKind> on;
    QList<TransportKind> changed;
    for (const TransportKind kind : allTransportKinds) {
        if (after.enabled(kind))
            on += kind;
        if (before.enabled(kind) != after.enabled(kind))
            changed += kind;
    }
    if (changed.size() == 1) {
        const QString name = descriptorOf(changed.first()).name;
        return after.enabled(changed.first()) ? Words::tr("switch on %1").arg(name)
                                              : Words::tr("switch off %1").arg(name);
    }
    if (on.size() == 1)
        return Words::tr("only %1").arg(descriptorOf(on.first()).name);
    return on.size() == static_cast<qsizetype>(transportCount) ? Words::tr("switch on all transports")
                                                               : Words::tr("switch transports");
}

} // namespace

QString undoText(const ExperimentSettings &before, const ExperimentSettings &after)
{
    ExperimentSettings sameLanes = after;
    sameLanes.transports = before.transports;
    if (sameLanes == before && before.transports != after.transports)
        return switchText(before, after);
    return describeChange(before, after);
}

SettingsCommand::SettingsCommand(LabController &lab, Side before, Side after, int key, const QString &text)
    : m_lab(lab)
    , m_before(std::move(before))
    , m_after(std::move(after))
    , m_key(key)
{
    m_age.start();
    setText(text.isEmpty() ? undoText(m_before.settings, m_after.settings) : text);
}

void SettingsCommand::undo()
{
    show(m_before);
}

void SettingsCommand::redo()
{
    show(m_after);
}

void SettingsCommand::show(const Side &side)
{
    m_lab.applySettings(side.settings, side.scenario);
    // A scenario was loaded: its faults and steps belong to its run alone.
    if (m_lab.isRunning() && m_before.scenario != m_after.scenario
        && !(m_before.settings == m_after.settings))
        m_lab.beginAnew();
}

bool SettingsCommand::mergeWith(const QUndoCommand *other)
{
    const auto *next = static_cast<const SettingsCommand *>(other);
    if (m_age.elapsed() > mergeWithinMs)
        return false;
    m_after = next->m_after;
    m_age.start();
    setText(undoText(m_before.settings, m_after.settings));
    setObsolete(m_after.settings == m_before.settings && m_after.scenario == m_before.scenario);
    return true;
}
