#include "ui/teach/practice_sheet.h"
#include "ui/teach/practice_view.h"

#include <QKeyEvent>
#include <QScrollBar>

using Phase = Practice::Phase;

// What no action has taken: those that do not apply now say why, arrows scroll.
void PracticeView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_practice.phase() == Phase::Revealed)
            emit said(tr("Mark yourself first: 1 missed, 2 partly, 3 knew it. N goes on without a mark."));
        return;
    case Qt::Key_P:
        emit said(m_practice.phase() == Phase::Revealed ? tr("This cannot be proved here yet.")
                                                        : tr("Look at the answer first."));
        return;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        scroll(event->key());
        return;
    default:
        TeachPage::keyPressEvent(event);
    }
}

void PracticeView::scroll(int key)
{
    const bool page = key == Qt::Key_PageUp || key == Qt::Key_PageDown;
    const bool down = key == Qt::Key_Down || key == Qt::Key_PageDown;
    m_sheet->verticalScrollBar()->triggerAction(
        page ? (down ? QScrollBar::SliderPageStepAdd : QScrollBar::SliderPageStepSub)
             : (down ? QScrollBar::SliderSingleStepAdd : QScrollBar::SliderSingleStepSub));
}
