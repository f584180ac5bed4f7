#include "ui/charts/export_frame.h"

#include "core/experiment/run_report.h"
#include "ui/theme/number_text.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ChartExport", text);
}

/// Lines of whole words, none wider than `width` if words allow.
QStringList wrapped(const QString &text, double width, const Theme &theme, Theme::Text role)
{
    QStringList lines(QString{});
    for (const QString &word : text.split(u' ')) {
        const QString longer = lines.last().isEmpty() ? word : lines.last() + u' ' + word;
        if (lines.last().isEmpty() || chartTextWidth(longer, theme, role) <= width)
            lines.last() = longer;
        else
            lines.append(word);
    }
    return lines;
}

/// From right to left; returns the left end.
double paintBadges(ChartPainter &painter, const QStringList &badges, double right, double middle)
{
    const Theme &theme = painter.theme();
    const double height = lineHeight(theme, Theme::Text::Caption) + theme.px(4);
    for (auto badge = badges.crbegin(); badge != badges.crend(); ++badge) {
        const double width
            = chartTextWidth(*badge, theme, Theme::Text::Caption, QFont::DemiBold) + theme.px(16);
        const QRectF box(right - width, middle - height / 2, width, height);
        QPainterPath path;
        path.addRoundedRect(box, 4, 4);
        painter.painter().fillPath(path, painter.tokens().ink);
        painter.text({box.left() + theme.px(8), middle + halfCapHeight(theme, Theme::Text::Caption)}, *badge,
                     {.weight = QFont::DemiBold, .colour = painter.tokens().surf});
        right = box.left() - theme.px(8);
    }
    return right;
}

} // namespace

QString programVersion()
{
    return u"Pushscope "_s + QCoreApplication::applicationVersion();
}

QStringList exportBadges(const LabState &state)
{
    QStringList badges;
    if (state.frozen)
        badges << tr("frozen at %1").arg(clockText(state.snapshot.elapsedS));
    if (state.snapshot.held)
        badges << tr("held");
    if (machineIsTheLimit(state.snapshot.noise))
        badges
            << tr("this machine is the limit: %1").arg(latencyText(state.snapshot.noise.recentMs).joined());
    return badges;
}

QRectF paintExportFrame(ChartPainter &painter, const QSizeF &size, const LabState &state,
                        const QString &title, const QString &command)
{
    const Theme &theme = painter.theme();
    painter.painter().fillRect(QRectF(QPointF(0, 0), size), painter.tokens().surf);
    const double margin = theme.px(16);
    const double titleHeight = lineHeight(theme, Theme::Text::Sentence) + theme.px(16);
    const double middle = margin / 2 + titleHeight / 2;
    painter.text({margin + theme.px(8), middle + halfCapHeight(theme, Theme::Text::Sentence)}, title,
                 {Theme::Text::Sentence, QFont::DemiBold, painter.tokens().ink});
    paintBadges(painter, exportBadges(state), size.width() - margin - theme.px(8), middle);

    const double line = lineHeight(theme, Theme::Text::Caption);
    const QString version = programVersion();
    const double versionWidth = chartTextWidth(version, theme, Theme::Text::Caption);
    const QStringList commandLines
        = wrapped(command.isEmpty() ? toRunCommand(state.settings) : command,
                  size.width() - 2 * margin - theme.px(40) - versionWidth, theme, Theme::Text::Mono);
    const double foot
        = size.height() - margin - static_cast<double>(commandLines.size()) * line - theme.px(4);
    double y = foot + theme.px(4) + line * 0.8;
    painter.text({size.width() - margin - theme.px(8), y}, version,
                 {.colour = painter.tokens().dim, .align = Qt::AlignRight});
    for (const QString &text : commandLines) {
        painter.text({margin + theme.px(8), y}, text,
                     {Theme::Text::Mono, QFont::Normal, painter.tokens().dim});
        y += line;
    }
    return {margin, margin / 2 + titleHeight, size.width() - 2 * margin, foot - margin / 2 - titleHeight};
}
