#pragma once

#include "core/experiment/experiment_settings.h"
#include "ui/theme/theme.h"

#include <QScrollArea>

#include <functional>

#include <vector>

class FaultsSection;
class FoldingSection;
class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QPushButton;
class Segments;
class SettingControl;

/// The side bar: every setting of the experiment with its range and unit, and "Publish one".
///
/// It shows the settings it is given and reports edits; it decides nothing.
class SettingsPane : public QScrollArea
{
    Q_OBJECT

public:
    explicit SettingsPane(QWidget *parent = nullptr);

    void showSettings(const ExperimentSettings &settings);
    void applyTheme(const Theme &theme);
    void focusPublish();
    void setAllOpen(bool open);
    /// Unfolds what a tall window has room for: all but the connections.
    void unfoldMost();

signals:
    /// `key` names the control, so that one drag becomes one undo step.
    void edited(const ExperimentSettings &settings, int key);
    void publishRequested(const QString &text);
    /// A fault is to begin now.
    void struck(const Fault &fault);

private:
    void buildMain(QWidget *parent);
    FoldingSection *buildMessages();
    FoldingSection *buildNetwork();
    FoldingSection *buildClients();
    void buildUpstream(FoldingSection *section);
    FoldingSection *buildConnections();
    FaultsSection *buildFaults();
    void buildPublish(QWidget *parent);
    void updateSummaries();
    void change(int key, const std::function<void(ExperimentSettings &)> &edit);
    SettingControl *addControl(QWidget *parent, QLayout *layout, const struct SettingDescription &description,
                               int key, std::function<void(ExperimentSettings &, double)> write,
                               std::function<double(const ExperimentSettings &)> read);

    struct Bound
    {
        SettingControl *control = nullptr;
        std::function<double(const ExperimentSettings &)> read;
    };
    ExperimentSettings m_settings;
    std::vector<Bound> m_bound;
    Segments *m_arrivals = nullptr;
    Segments *m_payloadKind = nullptr;
    QWidget *m_burst = nullptr;
    QComboBox *m_upstream = nullptr;
    SettingControl *m_upstreamRate = nullptr;
    QComboBox *m_headers = nullptr;
    SettingControl *m_headerBytes = nullptr;
    Segments *m_connections = nullptr;
    QDoubleSpinBox *m_seed = nullptr;
    QLineEdit *m_publish = nullptr;
    FoldingSection *m_messages = nullptr;
    FoldingSection *m_network = nullptr;
    FoldingSection *m_clients = nullptr;
    FoldingSection *m_connection = nullptr;
    FaultsSection *m_faults = nullptr;
};
