#include "ui/wire/byte_canvas.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

ByteCanvas::ByteCanvas(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Bytes of the selected record"));
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setAutoFillBackground(false);
    layOut();
}

void ByteCanvas::showRecord(const TraceRecord &record, TransportKind lane)
{
    m_record = record;
    m_lane = lane;
    m_anchor = m_caret = -1;
    m_lines = linesOf(m_record);
    const bool frame = m_record.kind == TraceKind::Wire && m_record.wire.kind == WireRecordKind::Frame;
    m_bits = frame ? FrameBits::of(m_record.bytes) : std::nullopt;
    layOut();
    verticalScrollBar()->setValue(0);
    emit bytesSelected();
    viewport()->update();
}

void ByteCanvas::clear()
{
    showRecord({}, m_lane);
}

void ByteCanvas::applyTheme(const Theme &theme)
{
    m_theme = theme;
    layOut();
    viewport()->update();
}

double ByteCanvas::textWidth() const
{
    return std::max(1.0, viewport()->width() - 2 * margin());
}

void ByteCanvas::layOut()
{
    m_lineLayout = std::make_unique<LineLayout>(m_lines, m_theme, textWidth());
    m_dump = std::make_unique<ByteDump>(m_record, m_lane, m_theme, textWidth());
    QScrollBar *bar = verticalScrollBar();
    bar->setRange(0, std::max(0, contentHeight() - viewport()->height()));
    bar->setPageStep(viewport()->height());
    bar->setSingleStep(static_cast<int>(m_dump->rowHeight()));
    updateGeometry();
    emit contentHeightChanged();
}

double ByteCanvas::dumpTop() const
{
    double y = margin();
    if (m_bits)
        y += m_bits->height(textWidth(), m_theme) + margin();
    if (!m_lines.isEmpty())
        y += m_lineLayout->height() + margin();
    return y;
}

int ByteCanvas::contentHeight() const
{
    return static_cast<int>(std::ceil(std::min(dumpTop() + m_dump->height() + m_theme.px(4), 2e9)));
}

QSize ByteCanvas::sizeHint() const
{
    return {m_theme.px(480), contentHeight()};
}

void ByteCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    const QRectF visible(viewport()->rect());
    painter.fillRect(visible, m_theme.tokens.surf);
    const double scroll = verticalScrollBar()->value();
    double y = margin() - scroll;
    if (m_bits) {
        const double height = m_bits->height(textWidth(), m_theme);
        m_bits->paint(painter, {margin(), y, textWidth(), height}, m_theme);
        y += height + margin();
    }
    m_lineLayout->paint(painter, {margin(), y}, visible, m_lane);
    m_dump->paint(painter, {margin(), dumpTop() - scroll}, visible, selected());
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.tokens.you, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(visible.adjusted(1, 1, -1, -1));
    }
}

void ByteCanvas::resizeEvent(QResizeEvent *)
{
    layOut();
}

void ByteCanvas::scrollContentsBy(int, int)
{
    viewport()->update();
}

std::optional<ByteDump::Span> ByteCanvas::selected() const
{
    if (m_anchor < 0)
        return std::nullopt;
    return ByteDump::Span(std::minmax(m_anchor, m_caret));
}

void ByteCanvas::select(qsizetype first, qsizetype last)
{
    m_anchor = first;
    moveTo(last, true);
}

qsizetype ByteCanvas::byteUnder(const QPointF &point) const
{
    return m_dump->byteAt({point.x() - margin(), point.y() + verticalScrollBar()->value() - dumpTop()});
}

void ByteCanvas::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_record.bytes.isEmpty())
        return;
    const bool aboveDump = event->position().y() + verticalScrollBar()->value() < dumpTop();
    if (aboveDump) {
        m_anchor = m_caret = -1;
        emit bytesSelected();
        viewport()->update();
        return;
    }
    moveTo(byteUnder(event->position()), event->modifiers() & Qt::ShiftModifier);
}

void ByteCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton && m_anchor >= 0)
        moveTo(byteUnder(event->position()), true);
}

bool ByteCanvas::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void ByteCanvas::keyPressEvent(QKeyEvent *event)
{
    const qsizetype row = m_dump->bytesPerRow();
    const qsizetype page
        = row * std::max<qsizetype>(1, viewport()->height() / static_cast<int>(m_dump->rowHeight()) - 1);
    const qsizetype at = std::max<qsizetype>(0, m_caret);
    const bool extend = event->modifiers() & Qt::ShiftModifier;
    if (event->matches(QKeySequence::SelectAll)) {
        select(0, m_record.bytes.size() - 1);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
        return moveTo(at - 1, extend);
    case Qt::Key_Right:
        return moveTo(m_caret < 0 ? 0 : at + 1, extend);
    case Qt::Key_Up:
        return moveTo(at - row, extend);
    case Qt::Key_Down:
        return moveTo(m_caret < 0 ? 0 : at + row, extend);
    case Qt::Key_PageUp:
        return moveTo(at - page, extend);
    case Qt::Key_PageDown:
        return moveTo(at + page, extend);
    case Qt::Key_Home:
        return moveTo(event->modifiers() & Qt::ControlModifier ? 0 : at - at % row, extend);
    case Qt::Key_End:
        return moveTo(event->modifiers() & Qt::ControlModifier ? m_record.bytes.size() - 1
                                                               : at - at % row + row - 1,
                      extend);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void ByteCanvas::moveTo(qsizetype offset, bool extend)
{
    if (m_record.bytes.isEmpty())
        return;
    m_caret = std::clamp<qsizetype>(offset, 0, m_record.bytes.size() - 1);
    if (!extend || m_anchor < 0)
        m_anchor = m_caret;
    reveal(m_caret);
    emit bytesSelected();
    viewport()->update();
}

void ByteCanvas::reveal(qsizetype offset)
{
    QScrollBar *bar = verticalScrollBar();
    const double top = dumpTop() + static_cast<double>(offset / m_dump->bytesPerRow()) * m_dump->rowHeight();
    const double bottom = top + m_dump->rowHeight();
    if (top < bar->value())
        bar->setValue(static_cast<int>(top));
    else if (bottom > bar->value() + viewport()->height())
        bar->setValue(static_cast<int>(std::ceil(bottom)) - viewport()->height());
}
