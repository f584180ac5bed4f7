#include "core/teach/scale_rows.h"

#include "core/teach/figure_text.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using scale_rows::Way;

namespace {

constexpr double bitsPerByte = 8;
constexpr double secondsPerHour = 3600;
constexpr double daysPerMonth = 30;

QString tr(const char *text)
{
    return QCoreApplication::translate("ScaleRows", text);
}

double in(const ByteCost &cost, Way way)
{
    return way == Way::Down ? cost.down : way == Way::Up ? cost.up : cost.both();
}

/// "0.5 /s × (668 + 124) B polls with messages"
QString termText(const LoadTerm &term, Way way, bool named)
{
    const double bytes = in(term.bytes, way);
    const double estimate = in(term.estimate, way);
    const QString size = estimate > 0
        ? tr("(%1 + %2) B").arg(figure_text::plain(bytes), figure_text::plain(estimate))
        : figure_text::byteCount(bytes);
    const QString text = tr("%1 × %2").arg(figure_text::rate(term.perSecond), size);
    return named ? text + u' ' + term.what : text;
}

QString sumText(const ClientLoad &load, Way way)
{
    QList<LoadTerm> terms;
    for (const LoadTerm &term : load.terms)
        if (in(term.bytes, way) > 0)
            terms += term;
    if (terms.isEmpty())
        return figure_text::byteCount(0);
    if (terms.size() == 1)
        return termText(terms.first(), way, false);
    QStringList parts;
    for (const LoadTerm &term : terms)
        parts += termText(term, way, true);
    return u'[' + parts.join(u" + "_s) + u']';
}

QString whyUnknown(const ScaleContext &context, TransportKind kind)
{
    const QString &reason = context.costs.missing[indexOf(kind)];
    return reason.isEmpty() ? tr("No poll with messages was measured.") : reason;
}

/// What the arithmetic takes for granted.
QString remarks(const ClientLoad &load, Way way)
{
    QString text;
    if (std::ranges::any_of(load.terms, [way](const LoadTerm &term) { return in(term.estimate, way) > 0; }))
        text += u' ' + tr("Second in ( ): TCP/IP and TLS, an estimate.");
    if (load.emptySupposed)
        text += u' ' + tr("No empty poll was measured: it is counted with the heads of a full one.");
    return text;
}

QString titleOf(Way way)
{
    return way == Way::Down ? tr("Bandwidth down")
        : way == Way::Up    ? tr("Bandwidth up")
                            : tr("Bandwidth, both ways");
}

QString nameOf(Way way)
{
    return way == Way::Down ? u"bandwidth_down"_s : way == Way::Up ? u"bandwidth_up"_s : u"bandwidth"_s;
}

} // namespace

ScaleRow scale_rows::bandwidth(const ScaleContext &context, Way way)
{
    ScaleRow row{.name = nameOf(way),
                 .title = titleOf(way),
                 .unit = u"bit_per_s"_s,
                 .cells = {},
                 .essential = way == Way::Both};
    for (const TransportKind kind : allTransportKinds) {
        ScaleCell &cell = row.cells[indexOf(kind)];
        const auto &load = context.loads[indexOf(kind)];
        if (!load) {
            cell.arithmetic = whyUnknown(context, kind);
            continue;
        }
        cell.number = context.scale.clients * in(load->bytesPerSecond(), way) * bitsPerByte;
        cell.value = figure_text::bitRate(*cell.number);
        cell.arithmetic
            = tr("%1 × %2 × 8 = %3.").arg(clientsText(context.scale), sumText(*load, way), cell.value)
            + remarks(*load, way);
    }
    return row;
}

ScaleRow scale_rows::dataPerMonth(const ScaleContext &context)
{
    ScaleRow row{.name = u"data_per_month"_s, .title = tr("GB a month"), .unit = u"byte"_s, .cells = {}};
    const Scale &scale = context.scale;
    for (const TransportKind kind : allTransportKinds) {
        ScaleCell &cell = row.cells[indexOf(kind)];
        const auto &load = context.loads[indexOf(kind)];
        if (!load) {
            cell.arithmetic = whyUnknown(context, kind);
            continue;
        }
        const double perSecond = scale.clients * load->bytesPerSecond().both();
        cell.number = perSecond * secondsPerHour * scale.hoursADay * daysPerMonth;
        cell.value = figure_text::gigabytes(*cell.number);
        cell.arithmetic = tr("%1 ÷ 8 × 3,600 s × %2 h × 30 days = %3, both ways.")
                              .arg(figure_text::bitRate(perSecond * bitsPerByte),
                                   figure_text::plain(scale.hoursADay), cell.value);
    }
    return row;
}
