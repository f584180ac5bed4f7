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
    const int needed = widget()->layout()->totalHeightForWidth(viewport()->width());
    const int least = widget()->layout()->totalMinimumSize().height();
    if (const int height = std::max(needed, least); height != widget()->minimumHeight())
        widget()->setMinimumHeight(height);
}
