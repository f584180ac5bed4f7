#pragma once

#include "core/experiment/gauntlet.h"
#include "ui/views/lab_view.h"

#include <optional>

class ActionButton;
class GauntletCanvas;
class QAction;
class QLabel;
class QScrollArea;

/// Every client through every middlebox, by one button: the matrix fills while it runs.
///
/// It has a server, clients and links of its own; the experiment of the other views goes on beside it.
class GauntletView : public LabView
{
    Q_OBJECT

public:
    explicit GauntletView(QWidget *parent = nullptr);
    ~GauntletView() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString machineName() const override;
    [[nodiscard]] bool wantsWholeBody() const override { return true; }
    [[nodiscard]] bool usesTimeWindow() const override { return false; }
    void display(const LabState &state) override;
    void applyTheme(const Theme &theme) override;
    void paintExport(QPainter &painter, const QSizeF &size, const LabState &state,
                     const Theme &theme) const override;
    [[nodiscard]] QString summary(const LabState &state) const override;
    [[nodiscard]] QString asTable(const LabState &state) const override;

    /// What the next run is made with.
    void setSettings(const GauntletSettings &settings) { m_settings = settings; }
    void start();
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_gauntlet.isRunning(); }
    /// So far, or of the last run; nullopt: none was made.
    [[nodiscard]] const std::optional<GauntletReport> &report() const { return m_report; }

private:
    void show(const GauntletReport &report);
    void showWords();

    GauntletSettings m_settings;
    std::optional<GauntletReport> m_report;
    Theme m_theme;
    QAction *m_action;
    ActionButton *m_button;
    QLabel *m_words;
    QScrollArea *m_scroll;
    GauntletCanvas *m_canvas;
    QString m_failure;
    Gauntlet m_gauntlet; // its signals reach what stands above
};
