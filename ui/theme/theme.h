#pragma once

#include "ui/theme/tokens.h"

#include <QFont>

/// The theme in force: colours, fonts, measures. A value, handed to every view when it changes.
struct Theme
{
    /// Roles of text; sizes in pixels at zoom 100 % (projector larger), see size().
    enum class Text { Caption, Body, PaneName, Sentence, Number, Question, Mono };

    ThemeChoice choice = ThemeChoice::Light; ///< resolved: never System
    Tokens tokens = lightTokens();
    double zoom = 1.0; ///< font zoom, 0.8 to 3.0

    [[nodiscard]] bool isProjector() const { return choice == ThemeChoice::Projector; }
    /// Pixel size of a role, zoom applied.
    [[nodiscard]] int size(Text role) const;
    [[nodiscard]] QFont font(Text role, int weight = QFont::Normal) const;
    /// Width of series lines and size of markers in pixels: 2 and 8; projector 4 and 12.
    [[nodiscard]] double lineWidth() const { return isProjector() ? 4 : 2; }
    [[nodiscard]] double markerSize() const { return isProjector() ? 13 : 8; }
    /// Scales a measure of the 4-pixel grid with the zoom.
    [[nodiscard]] int px(double measure) const;

    bool operator==(const Theme &) const = default;
};

/// Resolves System with the desktop's palette.
[[nodiscard]] Theme makeTheme(ThemeChoice choice, const QPalette &desktop, double zoom);
/// Inter if installed, else the desktop's; JetBrains Mono, else DejaVu Sans Mono, else the system's fixed
/// font.
[[nodiscard]] QString textFamily();
[[nodiscard]] QString monoFamily();
