#pragma once

#include "ui/charts/pointer_marks.h"

#include <QWidget>

/// What the user points at, over a live chart: repainted alone when only the mouse moved. Mouse and keys go
/// to the chart's parent.
class PointerOverlay : public QWidget
{
    Q_OBJECT

public:
    explicit PointerOverlay(QWidget *parent);

    /// `picture` must live until the next call; nullptr: nothing to point at.
    void show(const ChartPicture *picture, const PointerMarks &marks, const Theme &theme);
    using QWidget::show;
    [[nodiscard]] const PointerMarks &marks() const { return m_marks; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const ChartPicture *m_picture = nullptr; ///< does not own
    PointerMarks m_marks;
    Theme m_theme;
};
