#include "ui/teach/two_columns.h"

#include <QBoxLayout>
#include <QEvent>

#include <algorithm>

namespace {

constexpr double mostSecond = 1100;

}

TwoColumns::TwoColumns(QWidget *first, QWidget *second, double leastSecond, QWidget *parent)
    : QWidget(parent)
    , m_first(first)
    , m_second(second)
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_leastSecond(leastSecond)
{
    m_layout->addWidget(first, 0, Qt::AlignTop);
    m_layout->addWidget(second, 1);
    m_layout->addStretch(0);
    first->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
}

void TwoColumns::applyTheme(const Theme &theme)
{
    m_theme = theme;
    const bool projector = theme.isProjector();
    const int side = theme.px(projector ? 32 : 16);
    const int edge = theme.px(projector ? 16 : 12);
    m_layout->setContentsMargins(side, edge, side, edge);
    // A line that the eye can follow from a sentence to its button, from a title to its figure.
    m_second->setMaximumWidth(theme.px(projector ? QWIDGETSIZE_MAX / 4 : mostSecond));
    arrange();
}

void TwoColumns::setLeastSecond(double leastSecond)
{
    m_leastSecond = leastSecond;
    arrange();
}

bool TwoColumns::isStacked() const
{
    return m_layout->direction() == QBoxLayout::TopToBottom;
}

QSize TwoColumns::minimumSizeHint() const
{
    const QMargins margins = m_layout->contentsMargins();
    return {std::max(m_first->minimumSizeHint().width(), m_second->minimumSizeHint().width()) + margins.left()
                + margins.right(),
            m_layout->minimumSize().height()};
}

void TwoColumns::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

bool TwoColumns::event(QEvent *event)
{
    // What stands in it got larger or smaller.
    if (event->type() == QEvent::LayoutRequest)
        arrange();
    return QWidget::event(event);
}

void TwoColumns::arrange()
{
    const QMargins margins = m_layout->contentsMargins();
    const int room = width() - margins.left() - margins.right();
    const int gap = m_theme.px(m_theme.isProjector() ? 40 : 32);
    const int beside = m_first->sizeHint().width() + gap + m_theme.px(m_leastSecond);
    const bool stacked = beside > room;
    if (stacked != isStacked())
        m_layout->setDirection(stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_layout->setSpacing(stacked ? m_theme.px(16) : gap);
    const auto policy = stacked ? QSizePolicy::Preferred : QSizePolicy::Fixed;
    if (m_first->sizePolicy().horizontalPolicy() != policy) {
        m_first->setSizePolicy(policy, QSizePolicy::Preferred);
        m_layout->setAlignment(m_first, stacked ? Qt::Alignment() : Qt::AlignTop);
    }
}
