#include "ui/window_layout.h"

#include <algorithm>

namespace {

// In pixels at 100 % text.
constexpr double twoCards = 1600;
constexpr double roomy = 1280;
constexpr double controlsBeside = 1000;
constexpr double leastBodyBesideControls = 480;
constexpr double leastForPredict = 900;
constexpr double leastForBaseline = 1100;
constexpr double leastPane = 165;
constexpr double leastProjectorPane = 220;
constexpr double leastHeightForRows = 540;
constexpr double heightForBaseline = 900;

int columnsFor(int room, int gap, double least)
{
    for (const int columns : {4, 2})
        if ((room - (columns - 1) * gap) / columns >= least)
            return columns;
    return 1;
}

ComparisonPane::Detail detailFor(const WindowLayout &layout, const WindowLayout::Wish &wish,
                                 const Theme &theme, double width, double height)
{
    if (theme.isProjector())
        return ComparisonPane::Detail::Projector;
    if (!wish.maximised && (layout.paneColumns < 4 || height < leastHeightForRows))
        return ComparisonPane::Detail::Compact;
    if (width < roomy)
        return ComparisonPane::Detail::Narrow;
    return wish.baseline && height >= heightForBaseline ? ComparisonPane::Detail::Roomy
                                                        : ComparisonPane::Detail::Normal;
}

} // namespace

WindowLayout windowLayout(const WindowLayout::Wish &wish, const Theme &theme)
{
    const double scale = std::max(1.0, theme.zoom);
    const double width = wish.window.width() / scale;
    const double height = wish.window.height() / scale;
    WindowLayout layout;
    // A view that wants all of it: controls only where they are asked for while it is on show.
    layout.tight = !theme.isProjector() && (width < controlsBeside || wish.wholeBody);
    layout.panes = !wish.wholeBody;
    layout.sentence = layout.panes || theme.isProjector();
    layout.controls
        = !theme.isProjector() && !wish.maximised && (layout.tight ? wish.controlsWhenTight : wish.controls);
    layout.controlsWidth = theme.px(width >= twoCards ? 320 : width >= roomy ? 264 : 224);
    layout.body = !(layout.controls && layout.tight
                    && wish.window.width() - layout.controlsWidth < leastBodyBesideControls * scale);
    if (!layout.body)
        layout.controlsWidth = wish.window.width();
    const int margin = theme.isProjector() ? 32 : 16;
    const int gap = theme.isProjector() ? 24 : 12;
    const int room = wish.window.width() - (layout.controls ? layout.controlsWidth : 0) - 2 * margin;
    layout.paneColumns
        = columnsFor(room, gap, (theme.isProjector() ? leastProjectorPane : leastPane) * scale);
    layout.detail = detailFor(layout, wish, theme, width, height);
    layout.secondCard = !theme.isProjector() && !wish.maximised && !wish.wholeBody && width >= twoCards;
    layout.predictButton = width >= leastForPredict && !wish.stepping;
    layout.scenarioLabel = width >= roomy;
    layout.stepButtons = wish.stepping;
    layout.baselineButton = width >= leastForBaseline && !wish.stepping;
    layout.shortcuts = width >= 900;
    layout.buttonTexts = width >= 800;
    layout.clock = width >= 600;
    layout.address = width >= 700;
    layout.noise = width >= 560;
    return layout;
}
