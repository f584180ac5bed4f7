#include "ui/theme/theme.h"

#include <QFontDatabase>
#include <QFontInfo>
#include <QGuiApplication>

#include <cmath>

namespace {

QString firstInstalled(std::initializer_list<const char *> families, const QString &fallback)
{
    const QStringList installed = QFontDatabase::families();
    for (const char *family : families)
        if (installed.contains(QLatin1StringView(family)))
            return QLatin1StringView(family);
    return fallback;
}

/// Pixel sizes of tokens.md ("Type and measure"), window and projector.
int baseSize(Theme::Text role, bool projector)
{
    switch (role) {
    case Theme::Text::Caption:
        return projector ? 22 : 12;
    case Theme::Text::Body:
        return projector ? 22 : 13;
    case Theme::Text::Mono:
        return projector ? 22 : 12;
    case Theme::Text::PaneName:
        return projector ? 24 : 14;
    case Theme::Text::Sentence:
        return projector ? 34 : 20;
    case Theme::Text::Number:
        return projector ? 60 : 28;
    case Theme::Text::Question:
        return projector ? 44 : 30;
    }
    return 13;
}

} // namespace

QString textFamily()
{
    static const QString family = firstInstalled({"Inter"}, QGuiApplication::font().family());
    return family;
}

QString monoFamily()
{
    static const QString family = firstInstalled(
        {"JetBrains Mono", "DejaVu Sans Mono"}, QFontDatabase::systemFont(QFontDatabase::FixedFont).family());
    return family;
}

int Theme::size(Text role) const
{
    return static_cast<int>(std::lround(baseSize(role, isProjector()) * zoom));
}

QFont Theme::font(Text role, int weight) const
{
    QFont font(role == Text::Mono ? monoFamily() : textFamily());
    font.setPixelSize(size(role));
    font.setWeight(static_cast<QFont::Weight>(weight));
    if (role == Text::Number)
        font.setLetterSpacing(QFont::PercentageSpacing, 95);
    return font;
}

int Theme::px(double measure) const
{
    return static_cast<int>(std::lround(measure * std::max(1.0, zoom)));
}

Theme makeTheme(ThemeChoice choice, const QPalette &desktop, double zoom)
{
    if (choice == ThemeChoice::System)
        choice = isDark(desktop) ? ThemeChoice::Dark : ThemeChoice::Light;
    const Tokens &tokens = choice == ThemeChoice::Dark ? darkTokens()
        : choice == ThemeChoice::Projector             ? projectorTokens()
                                                       : lightTokens();
    return {choice, tokens, zoom};
}
