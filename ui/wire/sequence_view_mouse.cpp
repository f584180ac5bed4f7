#include "ui/wire/arrow_words.h"
#include "ui/wire/sequence_view.h"
#include "ui/wire/sequence_view_window.h"
#include "ui/wire/sequence_walk.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

/// Pixels around a record within which the mouse means it, and around a cursor.
constexpr double reach = 6;
/// Pixels within which cursors snap to the begin or end of a record.
constexpr double snapReach = 8;
/// Farther than this a press is a drag.
constexpr double dragFrom = 4;
/// One notch of a wheel: degrees / 8.
constexpr double notch = 120;
constexpr double zoomPerNotch = 1.25;
constexpr double panPerNotch = 0.1;
/// What is zoomed into fills this part of the view.
constexpr double roomAround = 1.4;

} // namespace

const SequenceMark *SequenceView::markOf(const SequenceHit &hit) const
{
    for (const SequenceLane &lane : m_geometry.lanes)
        if (lane.kind == hit.lane && hit.mark < lane.marks.size())
            return &lane.marks.at(hit.mark);
    return nullptr;
}

QString SequenceView::wordsOf(const SequenceHit &hit) const
{
    const SequenceMark *mark = markOf(hit);
    if (!mark || !m_trace)
        return {};
    const TraceLog &log = m_trace->lane(hit.lane);
    const TraceRecord *record = log.find(mark->first);
    if (!record)
        return {};
    if (mark->count == 1)
        return arrow_words::sentence(*record, log);
    return tr("%1 within %2; click to see them apart")
        .arg(arrow_words::bundle(*record, mark->count, mark->sameKind),
             arrow_words::duration(toSeconds(mark->to - mark->from)));
}

SequenceView::Drag SequenceView::cursorUnder(const QPointF &point) const
{
    const auto isNear = [&](const std::optional<SequenceCursor> &cursor) {
        return cursor
            && (cursor->chip.contains(point)
                || (point.x() >= m_geometry.plot.left() && std::abs(cursor->y - point.y()) <= reach / 2));
    };
    if (isNear(m_geometry.cursorA))
        return Drag::CursorA;
    return isNear(m_geometry.cursorB) ? Drag::CursorB : Drag::None;
}

double SequenceView::cursorSeconds(const QPointF &point, bool snap) const
{
    const double seconds
        = m_geometry.secondsAt(std::clamp(point.y(), m_geometry.plot.top(), m_geometry.plot.bottom()));
    if (!snap || !m_trace)
        return seconds;
    const double reachS = snapReach * m_window.span() / m_geometry.plot.height();
    return sequence_walk::snapped(*m_trace, visibleLanes(), m_selection.client, seconds, reachS);
}

void SequenceView::mousePressEvent(QMouseEvent *event)
{
    setFocus(Qt::MouseFocusReason);
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    m_pressed = event->position();
    m_pressedEnd = m_window.end();
    m_drag = hitTest(m_geometry, m_pressed, reach) ? Drag::Press : cursorUnder(m_pressed);
    if (m_drag == Drag::None)
        m_drag = Drag::Press;
}

void SequenceView::dragTo(const QPointF &point, bool snap)
{
    if (m_drag == Drag::Press && std::abs(point.y() - m_pressed.y()) > dragFrom)
        m_drag = Drag::Pan;
    if (m_drag == Drag::Pan) {
        setCursor(Qt::ClosedHandCursor);
        const double seconds = (point.y() - m_pressed.y()) * m_window.span() / m_geometry.plot.height();
        moveWindow([&](TimeWindow &window) { window.setEnd(m_pressedEnd - seconds); });
    } else if (m_drag == Drag::CursorA || m_drag == Drag::CursorB) {
        Selection next = m_selection;
        (m_drag == Drag::CursorA ? next.cursorA : next.cursorB) = cursorSeconds(point, snap);
        choose(next);
    }
}

void SequenceView::hover(const QPointF &point)
{
    const auto hit = hitTest(m_geometry, point, reach);
    const QString words = hit ? wordsOf(*hit) : QString();
    if (words != m_hovered) {
        m_hovered = words;
        layOut();
        emit hovered(words);
    }
    if (hit)
        setCursor(Qt::PointingHandCursor);
    else if (cursorUnder(point) != Drag::None)
        setCursor(Qt::SizeVerCursor);
    else
        unsetCursor();
    if (m_selection.crosshairLocked)
        return;
    Selection next = m_selection;
    next.crosshairS.reset();
    if (m_geometry.plot.contains(point))
        next.crosshairS = m_geometry.secondsAt(point.y());
    choose(next);
}

void SequenceView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        dragTo(event->position(), !(event->modifiers() & Qt::ShiftModifier));
    else
        hover(event->position());
}

void SequenceView::mouseReleaseEvent(QMouseEvent *event)
{
    const Drag drag = m_drag;
    m_drag = Drag::None;
    if (event->button() == Qt::LeftButton && drag == Drag::Press)
        click(event->position());
    hover(event->position());
}

void SequenceView::click(const QPointF &point)
{
    const auto hit = hitTest(m_geometry, point, reach);
    const SequenceMark *mark = hit ? markOf(*hit) : nullptr;
    if (!mark || !m_trace)
        return;
    if (mark->count > 1)
        zoomInto(*hit);
    else
        choose(sequence_walk::select(m_selection, {hit->lane, mark->first}, *m_trace));
}

void SequenceView::zoomInto(const SequenceHit &hit)
{
    const SequenceMark mark = *markOf(hit);
    const double length = toSeconds(mark.to - mark.from) * roomAround;
    const double span = std::max(length, TimeWindow::leastSpanS);
    // Nearer does not tell them apart any more.
    if (span > m_window.span() * 0.9) {
        choose(sequence_walk::select(m_selection, {hit.lane, mark.first}, *m_trace));
        return;
    }
    const double middle = (m_trace->seconds(mark.from) + m_trace->seconds(mark.to)) / 2;
    moveWindow([&](TimeWindow &window) {
        window.setSpan(span);
        window.setEnd(middle + span / 2);
    });
}

void SequenceView::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    hover(QPointF(-1, -1));
}

void SequenceView::wheelEvent(QWheelEvent *event)
{
    const double notches = event->angleDelta().y() / notch;
    if (notches == 0)
        return event->ignore();
    if (event->modifiers() & Qt::ControlModifier) {
        const double anchor = m_geometry.secondsAt(event->position().y());
        moveWindow([&](TimeWindow &window) { window.zoom(std::pow(zoomPerNotch, -notches), anchor); });
    } else {
        const double share = event->modifiers() & Qt::ShiftModifier ? panPerNotch / 10 : panPerNotch;
        moveWindow([&](TimeWindow &window) { window.pan(-notches * share * window.span()); });
    }
    event->accept();
}

bool SequenceView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const auto hit = hitTest(m_geometry, help->pos(), reach);
    if (hit)
        QToolTip::showText(help->globalPos(), wordsOf(*hit), this);
    else
        QToolTip::hideText();
    return true;
}
