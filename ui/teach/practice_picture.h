#pragma once

#include "ui/charts/chart_painter.h"
#include "ui/teach/practice_words.h"

#include <QList>

/// A question with its answer as a picture, for exports: whole lines of text, in vector operations.
class PracticePicture
{
public:
    /// `text` and `theme` outlive it.
    PracticePicture(const PracticeText &text, const Theme &theme);

    /// Into `area`; where it is too small for all of it the later sentences get smaller, then they go.
    void paint(ChartPainter &painter, const QRectF &area) const;

private:
    struct Line
    {
        QString text;
        TextLook look;
        double below = 0; ///< from the top of the line to the top of the next one
    };

    [[nodiscard]] QList<Line> lines(double width, Theme::Text role, qsizetype left) const;
    [[nodiscard]] QList<Line> fitting(const QSizeF &room) const;

    const PracticeText &m_text;
    const Theme &m_theme;
};
