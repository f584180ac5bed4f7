#include "ui/charts/chart_axes.h"

#include "ui/charts/axis_ticks.h"
#include "ui/charts/label_placement.h"
#include "ui/theme/number_text.h"
#include "ui/transport_descriptor.h"

#include <QCoreApplication>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Chart", text);
}

/// Whole seconds and minutes, however long the window.
double timeStep(double spanS, int maxTicks)
{
    const double wanted = spanS / std::max(1, maxTicks);
    for (const double step :
         {1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0})
        if (step >= wanted)
            return step;
    return axis_ticks::step(spanS, maxTicks);
}

} // namespace

void paintTimeAxis(ChartPainter &painter, const PlotFrame &frame, double y, const QString &title)
{
    const Theme &theme = painter.theme();
    const double line = theme.isProjector() ? 2 : 1;
    painter.crispLine({frame.area.left(), y, frame.area.right(), y}, painter.tokens().line, line);
    const double size = theme.size(Theme::Text::Caption);
    const int most = std::max(2, static_cast<int>(frame.area.width() / (size * 7)));
    const double step = timeStep(frame.x.max - frame.x.min, most);
    const double base = y + theme.px(6) + size;
    const QList<double> ticks = axis_ticks::values(frame.x.min, frame.x.max, step);
    for (const double tick : ticks) {
        const double x = frame.mapX(tick);
        painter.crispLine({x, y, x, y + 4}, painter.tokens().edge, line);
        const QString text = axis_ticks::timeText(tick, frame.x.max);
        const double width
            = painter.text({x, base}, text, {.colour = painter.tokens().dim, .align = Qt::AlignHCenter});
        if (tick == ticks.last())
            painter.text({x + width / 2, base}, u"\u00A0"_s + axis_ticks::timeUnit(frame.x.max),
                         {.colour = painter.tokens().dim});
    }
    if (!title.isEmpty())
        painter.text({frame.area.center().x(), base + lineHeight(theme, Theme::Text::Caption)}, title,
                     {.colour = painter.tokens().dim, .align = Qt::AlignHCenter});
}

double paintChangeMarks(ChartPainter &painter, const ChartFacts &facts, const PlotFrame &frame,
                        const VerticalSpan &span)
{
    const Theme &theme = painter.theme();
    QList<label_placement::Mark> marks;
    QList<QString> labels;
    QList<QColor> colours;
    for (const ChangeMark &mark : facts.snapshot.marks) {
        if (mark.atS < frame.x.min || mark.atS > frame.x.max)
            continue;
        labels.append(withArrow(mark.label));
        colours.append(mark.fault ? painter.tokens().bad : painter.tokens().you);
        marks.append({frame.mapX(mark.atS),
                      chartTextWidth(labels.last(), theme, Theme::Text::Caption, QFont::DemiBold)});
    }
    const auto places
        = label_placement::besideLines(marks, theme.px(6), frame.area.left(), frame.area.right());
    double end = frame.area.left();
    for (qsizetype i = 0; i < marks.size(); ++i) {
        painter.crispLine({marks[i].x, span.top + theme.px(2), marks[i].x, span.bottom}, colours[i],
                          theme.isProjector() ? 4 : 1.5);
        end = std::max(end, marks[i].x);
        if (!places[i])
            continue;
        painter.text({*places[i], span.top + lineHeight(theme, Theme::Text::Caption) * 0.8}, labels[i],
                     {.weight = QFont::DemiBold, .colour = colours[i]});
        end = std::max(end, *places[i] + marks[i].width);
    }
    return end;
}

void paintNotice(ChartPainter &painter, const QString &text, const QRectF &area)
{
    const Theme &theme = painter.theme();
    const double width = chartTextWidth(text, theme, Theme::Text::Body);
    const double height = lineHeight(theme, Theme::Text::Body);
    const QPointF middle = area.center();
    painter.painter().fillRect(
        QRectF(middle.x() - width / 2 - theme.px(12), middle.y() - height, width + theme.px(24), 2 * height),
        painter.tokens().surf);
    painter.text({middle.x(), middle.y() + halfCapHeight(theme, Theme::Text::Body)}, text,
                 {Theme::Text::Body, QFont::Normal, painter.tokens().dim, Qt::AlignHCenter});
}

namespace {

QList<TextRun> settingsInWords(const ExperimentSettings &settings)
{
    const auto strong = [](const QString &text) { return TextRun{.text = text, .strong = true}; };
    const QString gap = u"     "_s;
    QList<TextRun> runs{{tr("every ")}, strong(intervalText(toMilliseconds(settings.pollInterval)).joined())};
    if (settings.arrivals.kind == Arrivals::Kind::Burst)
        runs << TextRun{gap + tr("bursts")};
    else
        runs << TextRun{gap} << strong(plainNumber(settings.messagesPerSecond))
             << TextRun{settings.messagesPerSecond == 1 ? tr(" message/s") : tr(" messages/s")};
    runs << TextRun{gap + tr("delay ")} << strong(intervalText(toMilliseconds(settings.delay)).joined());
    return runs;
}

} // namespace

double settingsInWordsWidth(const ExperimentSettings &settings, const Theme &theme)
{
    return runsWidth(settingsInWords(settings), theme, Theme::Text::Body);
}

double paintSettingsInWords(ChartPainter &painter, const ExperimentSettings &settings, const QRectF &area)
{
    return painter.runs({area.left(), area.center().y() + halfCapHeight(painter.theme(), Theme::Text::Body)},
                        settingsInWords(settings), Theme::Text::Body);
}

void paintEndLabels(ChartPainter &painter, const PlotFrame &frame, const QList<EndLabel> &labels)
{
    const Theme &theme = painter.theme();
    QList<double> wanted;
    for (const EndLabel &label : labels)
        wanted.append(label.y);
    const double height = lineHeight(theme, Theme::Text::Caption) * 1.1;
    const QList<double> placed
        = label_placement::spread(wanted, height, frame.area.top(), frame.area.bottom());
    const double size = theme.isProjector() ? theme.markerSize() : theme.px(9);
    for (qsizetype i = 0; i < labels.size(); ++i) {
        const double x = frame.area.right() + theme.px(8);
        painter.line({frame.area.right() + 1, labels[i].y, x, placed[i]}, painter.tokens().edge);
        const auto &kind = labels[i].kind;
        if (kind)
            painter.marker(*kind, {x + size * 0.6, placed[i]}, size);
        else
            painter.crispLine({x, placed[i], x + size * 1.2, placed[i]}, painter.tokens().dim,
                              theme.isProjector() ? 2 : 1);
        painter.text({x + size * 1.2 + theme.px(6), placed[i] + halfCapHeight(theme, Theme::Text::Caption)},
                     labels[i].text,
                     {.weight = kind ? QFont::Medium : QFont::Normal,
                      .colour = kind ? painter.tokens().ink : painter.tokens().dim});
    }
}
