#pragma once

#include "ui/comparison_pane.h"
#include "ui/theme/theme.h"

#include <QSize>

/// What the window shows at once, and how: all of it follows from the room there is in units of the text's
/// size, so that larger text takes things away instead of cutting them.
struct WindowLayout
{
    /// What is asked for.
    struct Wish
    {
        QSize window;
        bool controls = true; ///< where there is room beside panes and charts
        bool controlsWhenTight = false; ///< where there is not
        bool maximised = false; ///< one pane or the chart alone
        bool wholeBody = false; ///< the view on show asks for all of the body
        bool stepping = false; ///< frozen, with records to go through
        bool baseline = false;
    };

    bool tight = false; ///< no room for controls beside panes and charts
    bool controls = true;
    bool body = true; ///< panes and charts; tight controls may take their place
    int controlsWidth = 264; ///< pixels
    int paneColumns = 4; ///< 4, 2 or 1
    bool panes = true;
    bool sentence = true;
    ComparisonPane::Detail detail = ComparisonPane::Detail::Normal;
    bool secondCard = false;
    // Of the tool bar and the status line.
    bool predictButton = true, scenarioLabel = true, baselineButton = true, stepButtons = false,
         buttonTexts = true, shortcuts = true, clock = true;
    bool address = true, noise = true;

    bool operator==(const WindowLayout &) const = default;
};

[[nodiscard]] WindowLayout windowLayout(const WindowLayout::Wish &wish, const Theme &theme);
