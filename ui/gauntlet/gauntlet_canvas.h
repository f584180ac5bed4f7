#pragma once

#include "core/experiment/gauntlet_report.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <optional>

/// Shows the matrix, and tells screen readers what it shows.
class GauntletCanvas : public QWidget
{
    Q_OBJECT

public:
    explicit GauntletCanvas(QWidget *parent = nullptr);

    void display(const std::optional<GauntletReport> &report);
    void applyTheme(const Theme &theme);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void fit();

    std::optional<GauntletReport> m_report;
    Theme m_theme;
};
