#pragma once

#include "ui/charts/lines_picture.h"
#include "ui/charts/theory_line.h"

/// The load over time, and below it what the models say of the requests of both polling transports (M1, M2)
/// and where one overtakes the other (M3).
class LoadPicture : public LinesPicture
{
public:
    using LinesPicture::LinesPicture;

    void layOut(const QRectF &area, const Theme &theme) override;
    void paintOver(ChartPainter &painter) const override;

    /// What stands below the plots: a line a polling transport that is on, then the crossover.
    [[nodiscard]] QStringList theory() const;

private:
    [[nodiscard]] QList<TheoryLine> lines() const;

    QRectF m_foot;
    double m_line = 0;
    bool m_beside = false; ///< the lines of theory stand in one row
    QString m_crossover; ///< where there is room for it
};
