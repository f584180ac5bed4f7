#pragma once

#include "core/teach/code_samples.h"
#include "core/teach/code_tokens.h"
#include "ui/charts/chart_painter.h"
#include "ui/teach/code_highlighter.h"

/// Code as a picture: all lines with their numbers, in as many columns as make them largest.
class CodePicture
{
public:
    CodePicture(const CodeSample &sample, const Theme &theme);

    void paint(ChartPainter &painter, const QRectF &area) const;

    /// How the lines are laid out in an area.
    struct Layout
    {
        int columns = 1;
        int linesEach = 0;
        int pixels = 1; ///< size of the font

        bool operator==(const Layout &) const = default;
    };
    [[nodiscard]] Layout layoutIn(const QSizeF &size) const;

private:
    struct TakenLine
    {
        const CodeLine &line;
        int pixels = 1;
    };
    struct SizedLook
    {
        CodeLook look;
        int pixels = 1;
    };
    void paintLine(QPainter &painter, const QPointF &origin, const QString &line,
                   const TakenLine &taken) const;
    void paintText(QPainter &painter, const QPointF &at, const QString &text, const SizedLook &look) const;
    [[nodiscard]] QFont font(int pixels) const;

    QString m_file;
    QStringList m_lines; ///< tabs as spaces
    int m_widest = 0; ///< in characters
    Theme m_theme;
};
