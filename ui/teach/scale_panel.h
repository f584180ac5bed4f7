#pragma once

#include "core/teach/scale.h"
#include "ui/theme/theme.h"

#include <QWidget>

class ActionButton;
class QLabel;
class ScaleControls;
class ScaleTable;
class TwoColumns;

/// Numbers of a service, and what it costs on each transport; the arithmetic of the selected figure under the
/// table.
class ScalePanel : public QWidget
{
    Q_OBJECT

public:
    explicit ScalePanel(QWidget *parent = nullptr);

    /// No signal.
    void showScale(const Scale &scale);
    void showCosts(const MeasuredCosts &costs);
    [[nodiscard]] const Scale &scale() const { return m_scale; }
    [[nodiscard]] const ScaleSheet &sheet() const { return m_sheet; }
    [[nodiscard]] ScaleTable &table() { return *m_table; }
    /// "Bandwidth down, SSE: 100,000 clients x ...": the selected figure.
    [[nodiscard]] QString arithmetic() const;
    void applyTheme(const Theme &theme);

signals:
    void edited(const Scale &scale);
    /// Scenario::name
    void showAsked(const QString &scenario);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void calculate();
    void showArithmetic();
    [[nodiscard]] QString arithmeticOf(TransportKind kind) const;

    Scale m_scale;
    MeasuredCosts m_costs;
    ScaleSheet m_sheet;
    Theme m_theme;
    bool m_tall = false; ///< there is height for the arithmetic of all four
    ScaleControls *m_controls;
    QLabel *m_source; ///< whose costs, n
    ScaleTable *m_table;
    QLabel *m_arithmetic;
    QLabel *m_notes;
    ActionButton *m_run; ///< measures what the published ping-pong is compared with
    TwoColumns *m_columns;
};
