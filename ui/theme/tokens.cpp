#include "ui/theme/tokens.h"

#include <algorithm>
#include <cmath>

namespace {

QColor rgb(QRgb value)
{
    return QColor::fromRgb(value);
}

const std::array<QColor, transportCount> &lightTransports()
{
    static const std::array<QColor, transportCount> colours{rgb(0xD55E00), rgb(0x004D7A), rgb(0x009988),
                                                            rgb(0x000000)};
    return colours;
}

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &c)
{
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

} // namespace

const Tokens &lightTokens()
{
    static const Tokens tokens{.win = rgb(0xF3F4F6),
                               .surf = rgb(0xFFFFFF),
                               .field = rgb(0xFFFFFF),
                               .line = rgb(0xD8DBE0),
                               .grid = rgb(0xE6E8EB),
                               .edge = rgb(0x858B93),
                               .ink = rgb(0x16181B),
                               .dim = rgb(0x565C64),
                               .you = rgb(0x5546C8),
                               .youBack = rgb(0xECEAFA),
                               .youInk = rgb(0xFFFFFF),
                               .bad = rgb(0xB3261E),
                               .badBack = rgb(0xFBE9E7),
                               .hot = rgb(0xF3F4F6),
                               .transport = lightTransports(),
                               .parts = {rgb(0x4B525A), rgb(0x7C838B), rgb(0xA9AFB6), rgb(0xCDD1D6)}};
    return tokens;
}

const Tokens &darkTokens()
{
    static const Tokens tokens{.win = rgb(0x161616),
                               .surf = rgb(0x1E1E1E),
                               .field = rgb(0x161616),
                               .line = rgb(0x353535),
                               .grid = rgb(0x2C2C2C),
                               .edge = rgb(0x7F858C),
                               .ink = rgb(0xF0F0F0),
                               .dim = rgb(0xB0B4B9),
                               .you = rgb(0xA99CFF),
                               .youBack = rgb(0x322E52),
                               .youInk = rgb(0x14112B),
                               .bad = rgb(0xFF8A80),
                               .badBack = rgb(0x3B2220),
                               .hot = rgb(0x2A2A2A),
                               .transport = {rgb(0xCC6677), rgb(0x33BBEE), rgb(0xCCBB44), rgb(0xFFFFFF)},
                               .parts = {rgb(0xA6ACB3), rgb(0x7D838A), rgb(0x5C6167), rgb(0x43474B)}};
    return tokens;
}

const Tokens &projectorTokens()
{
    static const Tokens tokens{.win = rgb(0xFFFFFF),
                               .surf = rgb(0xFFFFFF),
                               .field = rgb(0xFFFFFF),
                               .line = rgb(0x000000),
                               .grid = rgb(0xC9CCD0),
                               .edge = rgb(0x000000),
                               .ink = rgb(0x000000),
                               .dim = rgb(0x2B2E33),
                               .you = rgb(0x4434B8),
                               .youBack = rgb(0xECEAFA),
                               .youInk = rgb(0xFFFFFF),
                               .bad = rgb(0xB3261E),
                               .badBack = rgb(0xFBE9E7),
                               .hot = rgb(0xF3F4F6),
                               .transport = lightTransports(),
                               .parts = {rgb(0x4B525A), rgb(0x7C838B), rgb(0xA9AFB6), rgb(0xCDD1D6)}};
    return tokens;
}

QPalette paletteFor(const Tokens &t)
{
    QPalette p;
    p.setColor(QPalette::Window, t.win);
    p.setColor(QPalette::WindowText, t.ink);
    p.setColor(QPalette::Base, t.field);
    p.setColor(QPalette::AlternateBase, t.win);
    p.setColor(QPalette::ToolTipBase, t.surf);
    p.setColor(QPalette::ToolTipText, t.ink);
    p.setColor(QPalette::Text, t.ink);
    p.setColor(QPalette::PlaceholderText, t.dim);
    p.setColor(QPalette::Button, t.surf);
    p.setColor(QPalette::ButtonText, t.ink);
    p.setColor(QPalette::BrightText, t.bad);
    p.setColor(QPalette::Highlight, t.you);
    p.setColor(QPalette::HighlightedText, t.youInk);
    p.setColor(QPalette::Link, t.you);
    p.setColor(QPalette::LinkVisited, t.you);
    p.setColor(QPalette::Light, t.surf);
    p.setColor(QPalette::Midlight, t.line);
    p.setColor(QPalette::Mid, t.line);
    p.setColor(QPalette::Dark, t.edge);
    p.setColor(QPalette::Shadow, t.edge);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, t.edge);
    return p;
}

bool isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::WindowText)) > luminance(palette.color(QPalette::Window));
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

PartLook partLook(BytePart part, TransportKind kind, const Tokens &t)
{
    switch (part) {
    case BytePart::Payload:
        return {t.of(kind), PartFill::Solid};
    case BytePart::EmptyPoll:
        return {t.parts[0], PartFill::Solid};
    case BytePart::RequestHead:
        return {t.parts[2], PartFill::Solid};
    case BytePart::ResponseHead:
        return {t.parts[1], PartFill::Solid};
    case BytePart::Chunk:
        return {t.parts[1], PartFill::Solid};
    case BytePart::Framing:
        return {t.parts[0], PartFill::DenseHatch};
    case BytePart::Encoding:
        return {t.parts[2], PartFill::DenseHatch};
    case BytePart::Control:
        return {t.parts[3], PartFill::Solid};
    case BytePart::Envelope:
        return {t.parts[2], PartFill::WideHatch};
    case BytePart::Handshake:
        return {t.parts[1], PartFill::Solid};
    case BytePart::Repeated:
    case BytePart::Unfinished:
        return {t.parts[3], PartFill::DenseHatch};
    case BytePart::Unclassified:
        return {t.bad, PartFill::DenseHatch};
    }
    return {t.dim, PartFill::Solid};
}
