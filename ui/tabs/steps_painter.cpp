#include "ui/tabs/steps_painter.h"

#include "core/experiment/tab_words.h"
#include "ui/tabs/tab_row_painter.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(StepsPainter)
};

using Phase = TabStoryState::Phase;

constexpr double pad = 12;
constexpr double discSize = 18;

QString heading()
{
    return Words::tr("The story of the seventh tab");
}

QString httpOnly()
{
    return Words::tr("HTTP/1.1 only");
}

double headHeight(const Theme &theme)
{
    return lineHeight(theme, Theme::Text::PaneName) + theme.px(16);
}

double stepHeight(const Theme &theme)
{
    return lineHeight(theme, Theme::Text::Body) + lineHeight(theme, Theme::Text::Caption) + theme.px(9);
}

/// Filled with a tick, ringed with its number, or with a cross.
void paintDisc(ChartPainter &painter, const QPointF &centre, int number, bool done, bool wrong)
{
    QPainter &p = painter.painter();
    const Theme &theme = painter.theme();
    const Tokens &t = painter.tokens();
    const double r = theme.px(discSize) / 2.0;
    p.setPen(QPen(wrong ? t.bad : done ? t.ink : t.edge, 1.2));
    p.setBrush(wrong ? t.bad : done ? t.ink : t.surf);
    p.drawEllipse(centre, r, r);
    if (!done && !wrong) {
        painter.text({centre.x(), centre.y() + halfCapHeight(theme, Theme::Text::Caption)},
                     QString::number(number), {.colour = t.dim, .align = Qt::AlignHCenter});
        return;
    }
    p.setPen(QPen(t.surf, theme.px(2), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    p.setBrush(Qt::NoBrush);
    const double a = r * 0.4;
    if (wrong) {
        p.drawLine(QPointF(centre.x() - a, centre.y() - a), QPointF(centre.x() + a, centre.y() + a));
        p.drawLine(QPointF(centre.x() + a, centre.y() - a), QPointF(centre.x() - a, centre.y() + a));
    } else {
        p.drawPolyline(QPolygonF({{centre.x() - a, centre.y()},
                                  {centre.x() - a * 0.2, centre.y() + a * 0.8},
                                  {centre.x() + a * 1.1, centre.y() - a * 0.7}}));
    }
}

} // namespace

QSizeF stepsSize(const Theme &theme)
{
    double widest = chartTextWidth(heading(), theme, Theme::Text::PaneName, QFont::DemiBold) + theme.px(12)
        + chartTextWidth(httpOnly(), theme, Theme::Text::Caption);
    for (int i = 0; i < tabStepCount; ++i)
        widest = std::max(widest,
                          theme.px(discSize + 10)
                              + chartTextWidth(tabStepTitle(static_cast<TabStep>(i)), theme,
                                               Theme::Text::Body, QFont::DemiBold));
    return {widest + theme.px(2 * pad),
            headHeight(theme) + tabStepCount * stepHeight(theme) + theme.px(2 * pad)};
}

void paintSteps(ChartPainter &painter, const QRectF &area, const TabsSnapshot &tabs)
{
    const Theme &theme = painter.theme();
    const Tokens &t = painter.tokens();
    painter.painter().setPen(QPen(t.line, 1));
    painter.painter().setBrush(Qt::NoBrush);
    painter.painter().drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    const double edge = theme.px(pad);
    const QRectF inside = area.adjusted(edge, edge, -edge, -edge);
    const double headLine = inside.top() + lineHeight(theme, Theme::Text::PaneName) / 2
        + halfCapHeight(theme, Theme::Text::PaneName);
    painter.text({inside.left(), headLine}, heading(), {Theme::Text::PaneName, QFont::DemiBold, t.ink});
    painter.text({inside.right(), headLine}, httpOnly(), {.colour = t.dim, .align = Qt::AlignRight});

    const double room = inside.height() - headHeight(theme);
    const double height
        = std::clamp(room / tabStepCount, lineHeight(theme, Theme::Text::Body), stepHeight(theme) * 1.3);
    const bool twoLines = height >= stepHeight(theme) - 1;
    const double left = inside.left() + theme.px(discSize + 10);
    for (int i = 0; i < tabStepCount; ++i) {
        const auto step = static_cast<TabStep>(i);
        const bool done = isStepDone(step, tabs.story);
        const bool now = !done && tabs.story.phase == Phase::Playing && step == tabs.story.step;
        const bool wrong = tabs.story.phase == Phase::Refuted && step == tabs.story.step;
        const double top = inside.top() + headHeight(theme) + i * height;
        const double first = top + lineHeight(theme, Theme::Text::Body) / 2;
        paintDisc(painter, {inside.left() + theme.px(discSize) / 2.0, first}, i + 1, done, wrong);
        painter.text({left, first + halfCapHeight(theme, Theme::Text::Body)},
                     fittedText(tabStepTitle(step), inside.right() - left, theme, Theme::Text::Body,
                                now ? QFont::DemiBold : QFont::Normal),
                     {Theme::Text::Body, now || wrong ? QFont::DemiBold : QFont::Normal,
                      done || now || wrong ? t.ink : t.dim});
        const QString measured = done || now ? tabStepMeasured(step, tabs) : QString();
        if (twoLines && !measured.isEmpty())
            painter.text(
                {left,
                 top + lineHeight(theme, Theme::Text::Body) + lineHeight(theme, Theme::Text::Caption) * 0.72},
                fittedText(measured, inside.right() - left, theme, Theme::Text::Caption), {.colour = t.dim});
    }
}

QString stepsSummary(const TabsSnapshot &tabs)
{
    int done = 0;
    QString text;
    for (int i = 0; i < tabStepCount; ++i) {
        const auto step = static_cast<TabStep>(i);
        if (!isStepDone(step, tabs.story))
            continue;
        ++done;
        text += u' ' + Words::tr("%1: %2.").arg(tabStepTitle(step), tabStepMeasured(step, tabs));
    }
    if (tabs.story.phase == Phase::Untold)
        return Words::tr("The story has not been told yet: press Show me.");
    return Words::tr("%1 of %2 steps.").arg(done).arg(tabStepCount) + text;
}
