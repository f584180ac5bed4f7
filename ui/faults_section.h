#pragma once

#include "core/experiment/experiment_settings.h"
#include "core/experiment/fault_plan.h"
#include "ui/widgets/folding_section.h"

class QComboBox;
class QLabel;
class QPushButton;
class Segments;
class SettingControl;

/// The part of the side bar that breaks things: which fault, where, for how long, and how clients recover.
///
/// It shows the settings it is given, and reports edits and blows; it decides nothing.
class FaultsSection : public FoldingSection
{
    Q_OBJECT

public:
    explicit FaultsSection(QWidget *parent = nullptr);

    void showSettings(const ExperimentSettings &settings);
    /// The fault that the button strikes with.
    [[nodiscard]] Fault fault() const { return m_fault; }

signals:
    void struck(const Fault &fault);
    void recoveryChosen(WebSocketRecovery recovery);
    void jitterChosen(bool on);
    void heartbeatKindChosen(bool visible);

private:
    void buildFault();
    void buildRecovery();
    void choose(int descriptor);
    void showFault();

    Fault m_fault;
    QComboBox *m_kind = nullptr;
    QComboBox *m_lane = nullptr;
    SettingControl *m_length = nullptr;
    SettingControl *m_rate = nullptr;
    QLabel *m_what = nullptr;
    QPushButton *m_strike = nullptr;
    QComboBox *m_recovery = nullptr;
    Segments *m_jitter = nullptr;
    Segments *m_heartbeats = nullptr;
};
