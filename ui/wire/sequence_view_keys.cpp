#include "ui/wire/sequence_view.h"
#include "ui/wire/sequence_view_window.h"
#include "ui/wire/sequence_walk.h"

#include <QKeyEvent>

#include <algorithm>

namespace {

/// Arrow keys move by this part of the span, with Shift by a tenth of it.
constexpr double panShare = 0.1;
constexpr double pageShare = 0.9;

} // namespace

bool SequenceView::handleMove(int key, bool fine)
{
    const double small = fine ? panShare / 10 : panShare;
    const auto pan = [this](double share) {
        moveWindow([share](TimeWindow &window) { window.pan(share * window.span()); });
        return true;
    };
    switch (key) {
    case Qt::Key_Up:
        return pan(-small);
    case Qt::Key_Down:
        return pan(small);
    case Qt::Key_PageUp:
        return pan(-pageShare);
    case Qt::Key_PageDown:
        return pan(pageShare);
    case Qt::Key_Home: {
        std::optional<double> oldest;
        for (const TransportKind lane : visibleLanes())
            if (m_trace && !m_trace->lane(lane).records().empty()) {
                const double at = m_trace->seconds(m_trace->lane(lane).records().front().wire.firstIn);
                oldest = std::min(at, oldest.value_or(at));
            }
        moveWindow([&](TimeWindow &window) {
            window.setEnd(oldest.value_or(0) + window.span() * (1 - panShare / 2));
        });
        return true;
    }
    case Qt::Key_End:
        setFollowing(true);
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(-1);
        return true;
    case Qt::Key_Minus:
        zoom(1);
        return true;
    case Qt::Key_0:
        setSpan(TimeWindow::defaultSpanS);
        return true;
    default:
        return false;
    }
}

void SequenceView::placeCursor(bool second, bool snap)
{
    const double middle = (m_window.begin() + m_window.end()) / 2;
    const double y = m_geometry.yAt(m_selection.crosshairS.value_or(middle));
    Selection next = m_selection;
    (second ? next.cursorB : next.cursorA) = cursorSeconds({0, y}, snap);
    choose(next);
}

void SequenceView::toggleLock()
{
    Selection next = m_selection;
    next.crosshairLocked = !next.crosshairLocked;
    if (next.crosshairLocked && !next.crosshairS)
        next.crosshairS = (m_window.begin() + m_window.end()) / 2;
    choose(next);
}

// First what was put last: cursors, then a locked crosshair, then the selection.
bool SequenceView::clearSomething()
{
    Selection next = m_selection;
    if (next.cursorA || next.cursorB) {
        next.cursorA.reset();
        next.cursorB.reset();
    } else if (next.crosshairLocked) {
        next.crosshairLocked = false;
        next.crosshairS.reset();
    } else {
        next.record.reset();
        next.message.reset();
    }
    const bool changed = !(next == m_selection);
    choose(next);
    return changed;
}

bool SequenceView::handleMark(int key, bool shift)
{
    switch (key) {
    // With Shift: what stands on these keys on most keyboards.
    case Qt::Key_1:
    case Qt::Key_Exclam:
        placeCursor(false, !shift);
        return true;
    case Qt::Key_2:
    case Qt::Key_At:
    case Qt::Key_QuoteDbl:
        placeCursor(true, !shift);
        return true;
    case Qt::Key_L:
        toggleLock();
        return true;
    case Qt::Key_Delete:
    case Qt::Key_Escape:
        return clearSomething();
    default:
        return false;
    }
}

void SequenceView::keyPressEvent(QKeyEvent *event)
{
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return QWidget::keyPressEvent(event);
    // While it moves, the records would run away; Space then freezes, which is the window's business.
    const bool still = m_frozen || !m_window.isFollowing();
    const int key = event->key();
    if (still && (key == Qt::Key_Comma || key == Qt::Key_Period || (key == Qt::Key_Space && m_frozen)))
        return step(key == Qt::Key_Comma ? -1 : 1);
    if (!handleMove(key, shift) && !handleMark(key, shift))
        QWidget::keyPressEvent(event);
}

void SequenceView::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    m_described.invalidate();
    describe();
    update();
}

void SequenceView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}
