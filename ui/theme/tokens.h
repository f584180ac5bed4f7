#pragma once

#include "core/protocol/transport_kind.h"
#include "core/protocol/wire_record.h"

#include <QColor>
#include <QMetaType>
#include <QPalette>

#include <array>

/// Which theme the user chose. System follows the desktop's palette.
enum class ThemeChoice { System, Light, Dark, Projector };

/// One set of colours; every colour on the screen and in exports comes from here.
///
/// Colour means one thing: a transport, what *you* did, or what is *bad*; everything else is ink and grey.
struct Tokens
{
    QColor win, surf, field, line, grid, edge, ink, dim;
    QColor you, youBack, youInk;
    QColor bad, badBack;
    QColor hot; ///< background of a hovered control
    std::array<QColor, transportCount> transport;
    std::array<QColor, 4> parts; ///< p1 to p4: overhead parts

    [[nodiscard]] const QColor &of(TransportKind kind) const { return transport[indexOf(kind)]; }
    bool operator==(const Tokens &) const = default;
};

[[nodiscard]] const Tokens &lightTokens();
[[nodiscard]] const Tokens &darkTokens();
[[nodiscard]] const Tokens &projectorTokens();

/// The palette for Qt's own widgets.
[[nodiscard]] QPalette paletteFor(const Tokens &tokens);
/// The desktop's palette is dark: its window text is lighter than its window.
[[nodiscard]] bool isDark(const QPalette &palette);
/// WCAG 2.2 contrast ratio, 1 to 21.
[[nodiscard]] double contrastRatio(const QColor &a, const QColor &b);

/// How the bar of one overhead part is filled.
enum class PartFill { Solid, DenseHatch, WideHatch };
struct PartLook
{
    QColor colour;
    PartFill fill = PartFill::Solid;
};
/// Payload has the transport's colour, the rest greys; framing dense hatch, envelope wide hatch.
[[nodiscard]] PartLook partLook(BytePart part, TransportKind kind, const Tokens &tokens);

Q_DECLARE_METATYPE(ThemeChoice)
