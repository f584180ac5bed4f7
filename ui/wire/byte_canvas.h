#pragma once

#include "ui/theme/theme.h"
#include "ui/wire/byte_dump.h"
#include "ui/wire/byte_lines.h"
#include "ui/wire/frame_bits.h"
#include "ui/wire/line_layout.h"

#include <QAbstractScrollArea>

#include <memory>
#include <optional>

/// Scrolls over one record: header bits, lines, dump. Paints what is visible only. Bytes are selected with
/// the mouse or Shift and the arrow keys.
class ByteCanvas : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit ByteCanvas(QWidget *parent = nullptr);

    /// Keeps a copy (its bytes are shared).
    void showRecord(const TraceRecord &record, TransportKind lane);
    void clear();
    void applyTheme(const Theme &theme);
    [[nodiscard]] const TraceRecord &record() const { return m_record; }
    /// Offsets of the first and last selected byte.
    [[nodiscard]] std::optional<ByteDump::Span> selected() const;
    void select(qsizetype first, qsizetype last);
    /// Height of all of it in this width.
    [[nodiscard]] int contentHeight() const;
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void bytesSelected();
    void contentHeightChanged();

protected:
    /// Ctrl+C and Ctrl+A are about bytes while it has the focus.
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void layOut();
    void moveTo(qsizetype offset, bool extend);
    void reveal(qsizetype offset);
    [[nodiscard]] double margin() const { return m_theme.px(16); }
    [[nodiscard]] double textWidth() const;
    [[nodiscard]] double dumpTop() const;
    [[nodiscard]] qsizetype byteUnder(const QPointF &point) const;

    Theme m_theme;
    TraceRecord m_record;
    TransportKind m_lane = TransportKind::WebSocket;
    QList<ByteLine> m_lines;
    std::optional<FrameBits> m_bits;
    std::unique_ptr<LineLayout> m_lineLayout;
    std::unique_ptr<ByteDump> m_dump;
    qsizetype m_anchor = -1;
    qsizetype m_caret = -1;
};
