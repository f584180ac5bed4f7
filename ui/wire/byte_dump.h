#pragma once

#include "core/protocol/transport_kind.h"
#include "core/trace/trace_record.h"
#include "ui/theme/theme.h"

#include <QRectF>
#include <QString>

#include <optional>
#include <utility>

class QPainter;

/// Rows of a hex dump: offset, bytes, the same bytes as text. Geometry and painting of the rows asked for
/// only, so that a record of any size costs the same.
class ByteDump
{
public:
    /// [first, last] offsets.
    using Span = std::pair<qsizetype, qsizetype>;

    /// `record` outlives this.
    ByteDump(const TraceRecord &record, TransportKind lane, const Theme &theme, double width);

    [[nodiscard]] int bytesPerRow() const { return m_bytesPerRow; } ///< 16; 8 or 4 where there is less room
    [[nodiscard]] qsizetype rows() const;
    [[nodiscard]] double rowHeight() const { return m_rowHeight; }
    [[nodiscard]] double height() const { return static_cast<double>(rows()) * m_rowHeight; }
    /// Offset of the byte at `point` (from the dump's corner), the nearest one if there is none.
    [[nodiscard]] qsizetype byteAt(const QPointF &point) const;
    /// Paints what is visible of it from `origin` on.
    void paint(QPainter &painter, const QPointF &origin, const QRectF &visible,
               const std::optional<Span> &selected) const;

private:
    void paintRow(QPainter &painter, const QPointF &baseline, qsizetype first,
                  const std::optional<Span> &selected) const;
    void paintRun(QPainter &painter, const QPointF &baseline, qsizetype first, qsizetype size) const;
    [[nodiscard]] double hexX(int column) const;
    [[nodiscard]] double textX(int column) const;

    const TraceRecord &m_record;
    TransportKind m_lane;
    const Theme &m_theme;
    double m_cell = 8; ///< width of a character
    double m_rowHeight = 24;
    int m_digits = 4; ///< of an offset
    int m_bytesPerRow = 16;
};

/// Rows of a dump as text, for the clipboard: "0010  7b 22 ...  {\"...".
[[nodiscard]] QString hexText(QByteArrayView bytes, qsizetype firstOffset);
