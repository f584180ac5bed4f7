#pragma once

#include "ui/theme/theme.h"
#include "ui/wire/byte_lines.h"

#include <QRectF>

class QPainter;

/// Lines of a record in columns: label, what crossed (wrapped, in the fixed font), what it means (wrapped).
class LineLayout
{
public:
    /// `lines` outlive this.
    LineLayout(const QList<ByteLine> &lines, const Theme &theme, double width);

    [[nodiscard]] double height() const { return m_height; }
    void paint(QPainter &painter, const QPointF &origin, const QRectF &visible, TransportKind lane) const;

private:
    struct Row
    {
        double top = 0;
        QList<QList<LineRun>> text; ///< wrapped
        QStringList meaning; ///< wrapped
    };
    [[nodiscard]] QStringList wrapWords(const QString &text, double width) const;

    const QList<ByteLine> &m_lines;
    const Theme &m_theme;
    double m_textX = 0, m_meaningX = 0, m_lineHeight = 20, m_cell = 8;
    double m_height = 0;
    QList<Row> m_rows;
};
