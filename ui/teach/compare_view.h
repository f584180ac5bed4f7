#pragma once

#include "ui/views/teach_page.h"

#include <QElapsedTimer>

class ActionButton;
class CompareGrid;
class QLabel;
struct ComparisonTable;
struct ShownAt;

/// The textbook's comparison table for all four transports, with what this run measured in it, and where the
/// measurement contradicts the textbook.
class CompareView : public TeachPage
{
    Q_OBJECT

public:
    /// Figures that change more often cannot be read.
    static constexpr qint64 showEveryMs = 500;

    explicit CompareView(QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString machineName() const override;
    [[nodiscard]] QWidget *options() override { return m_options; }
    [[nodiscard]] QSize leastExportSize() const override;
    void display(const LabState &state) override;
    void applyTheme(const Theme &theme) override;
    void paintExport(QPainter &painter, const QSizeF &size, const LabState &state,
                     const Theme &theme) const override;
    [[nodiscard]] QString summary(const LabState &state) const override;
    [[nodiscard]] QString asTable(const LabState &state) const override;
    /// The table for a README.
    [[nodiscard]] QString asMarkdown(const LabState &state) const;

private:
    void buildOptions();
    [[nodiscard]] bool isDue(const LabState &state) const;
    void follow(const ShownAt &target);

    Theme m_theme;
    CompareGrid *m_grid;
    QLabel *m_basis;
    QWidget *m_options;
    ActionButton *m_copy = nullptr;
    QString m_markdown; ///< of what is on show
    QElapsedTimer m_sinceShown;
    int m_regime = -1;
};
