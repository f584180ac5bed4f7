#pragma once

#include "ui/wire/sequence_view.h"

template<typename Change>
void SequenceView::moveWindow(Change change)
{
    const TimeWindow before = m_window;
    change(m_window);
    layOut();
    if (before.span() != m_window.span())
        emit spanChanged(m_window.span());
    if (before.end() != m_window.end())
        emit endChanged(m_window.end());
    if (before.isFollowing() != m_window.isFollowing())
        emit followingChanged(m_window.isFollowing());
}
