#pragma once

#include "core/teach/scale.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class SettingControl;

/// The numbers of a service to be estimated, and whose costs are multiplied. On the projector the three that
/// matter most, side by side.
class ScaleControls : public QWidget
{
    Q_OBJECT

public:
    explicit ScaleControls(QWidget *parent = nullptr);

    /// No signal.
    void showScale(const Scale &scale);
    void applyTheme(const Theme &theme);
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void edited(const Scale &scale);

private:
    struct Field
    {
        SettingControl *control;
        double Scale::*member;
        bool essential; ///< on the projector, too
    };
    void arrange();
    void place();

    Scale m_scale;
    Theme m_theme;
    QLabel *m_costsLabel;
    QComboBox *m_costs;
    std::vector<Field> m_fields;
    QCheckBox *m_estimate;
};

/// Every number of a scale is within its range.
[[nodiscard]] bool isPlausible(const Scale &scale);
