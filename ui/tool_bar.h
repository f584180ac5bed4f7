#pragma once

#include "ui/bar.h"
#include "ui/window_layout.h"

#include <vector>

class ActionButton;
class Badge;
class DigitLabel;
class LabController;
class QComboBox;
class QLabel;
class WindowActions;

/// "LIVE", "FROZEN", ...: what the window shows now.
struct ModeText
{
    QString text;
    bool filled = true;
};
[[nodiscard]] ModeText modeText(const LabController &lab);

/// The top of the window: the commands of a demo, the scenario, the clock, what is live.
class ToolBar : public Bar
{
    Q_OBJECT

public:
    ToolBar(WindowActions &actions, QWidget *parent);

    void showMode(const LabController &lab);
    void showClock(double elapsedS);
    /// A warning that this machine is too slow for what is shown; empty: none.
    void showLimit(const QString &words, const QString &explanation);
    void arrange(const WindowLayout &layout);
    void applyTheme(const Theme &theme);

signals:
    /// Scenario::name
    void scenarioChosen(const QString &name);

private:
    void fillScenarios();
    void arrangeWidgets(ActionButton *exporting);

    std::vector<ActionButton *> m_buttons;
    ActionButton *m_run = nullptr;
    ActionButton *m_freeze = nullptr;
    ActionButton *m_predict = nullptr;
    ActionButton *m_baseline = nullptr;
    ActionButton *m_previous = nullptr;
    ActionButton *m_next = nullptr;
    QLabel *m_scenarioLabel = nullptr;
    QComboBox *m_scenarios = nullptr;
    DigitLabel *m_clock = nullptr;
    Badge *m_badge = nullptr;
    Badge *m_limit = nullptr;
};
