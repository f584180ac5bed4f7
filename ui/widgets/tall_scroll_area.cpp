#include "ui/widgets/tall_scroll_area.h"

#include <QEvent>
#include <QLayout>

TallScrollArea::TallScrollArea(QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
}

void TallScrollArea::setContent(QWidget *content)
{
    content->installEventFilter(this);
    setWidget(content);
}

void TallScrollArea::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    fit();
}

bool TallScrollArea::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        fit();
    return QScrollArea::eventFilter(watched, event);
}

void TallScrollArea::fit()
{
    if (!widget() || !widget()->layout())
        return;
    QLayout *layout = widget()->layout();
    const int height = layout->hasHeightForWidth() ? layout->totalMinimumHeightForWidth(viewport()->width())
                                                   : layout->totalMinimumSize().height();
    if (height != widget()->minimumHeight())
        widget()->setMinimumHeight(height);
}
