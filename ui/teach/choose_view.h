#pragma once

#include "core/experiment/gauntlet_report.h"
#include "core/teach/measured_costs.h"
#include "ui/views/teach_page.h"

#include <functional>
#include <optional>

class ActionButton;
class ChooserPanel;
class QStackedWidget;
class ScalePanel;
class Segments;

/// The page Choose: five questions and a recommendation, and what a service costs at a given size with the
/// costs of this run. Both go into a decision sheet.
class ChooseView : public TeachPage
{
    Q_OBJECT

public:
    explicit ChooseView(QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString machineName() const override;
    [[nodiscard]] QWidget *options() override { return m_options; }
    void display(const LabState &state) override;
    void applyTheme(const Theme &theme) override;
    void paintExport(QPainter &painter, const QSizeF &size, const LabState &state,
                     const Theme &theme) const override;
    [[nodiscard]] QString summary(const LabState &state) const override;
    [[nodiscard]] QString asTable(const LabState &state) const override;

    enum class Tab { Choose, Scale };
    void showTab(Tab tab);
    [[nodiscard]] ChooserPanel &chooser() { return *m_chooser; }
    [[nodiscard]] ScalePanel &scale() { return *m_scale; }
    /// Where the newest gauntlet of this session is asked for; none if it is not set.
    using GauntletSource = std::function<std::optional<GauntletReport>()>;
    void setGauntletSource(const GauntletSource &source) { m_gauntlet = source; }
    /// The decision sheet of now, Markdown.
    [[nodiscard]] QString sheet() const;

private:
    void buildOptions();
    void copySheet();
    void saveSheet();
    [[nodiscard]] Tab tab() const;

    ChooserPanel *m_chooser;
    ScalePanel *m_scale;
    QStackedWidget *m_stack;
    QWidget *m_options;
    Segments *m_tabs = nullptr; ///< in the bar of pages
    Segments *m_ownTabs; ///< on the projector, which has no bar
    std::array<ActionButton *, 2> m_buttons{};
    GauntletSource m_gauntlet;
    MeasuredCosts m_costs;
    ExperimentSettings m_settings;
    /// Half seconds and regime of what is shown: figures that change faster cannot be read.
    std::optional<std::pair<qint64, int>> m_shownAt;
};
