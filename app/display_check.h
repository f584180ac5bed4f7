#pragma once

/// Whether a window can be shown: Qt aborts the process when it cannot reach its display, so that this must
/// be asked before the application object is made. Knows X11, Wayland and platforms that need no display.
[[nodiscard]] bool displayIsThere();
