#include "core/teach/published_scales.h"

#include "core/teach/figure_text.h"
#include "core/teach/scale_rows.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double bits = 8;
/// What "Mbps" means in "Quantum Leap".
constexpr double binaryMega = 1024.0 * 1024.0;

QString tr(const char *text)
{
    return QCoreApplication::translate("PublishedScales", text);
}

QString notInSource()
{
    return tr("The source says nothing about it.");
}

ScaleRow rowOf(const QString &name, const QString &title, const QString &unit)
{
    ScaleRow row{.name = name, .title = title, .unit = unit, .cells = {}};
    for (ScaleCell &cell : row.cells)
        cell.arithmetic = notInSource();
    return row;
}

ScaleCell &in(ScaleRow &row, TransportKind kind)
{
    return row.cells[indexOf(kind)];
}

/// "10,000 clients ÷ 60 s × 850 B × 8 = 1.13 Mbit/s"
ScaleCell polling(const Scale &scale, double bytesEach)
{
    const double rate = scale.clients / scale.pollInterval * bytesEach * bits;
    const QString value = figure_text::bitRate(rate);
    return {value,
            tr("%1 ÷ %2 × %3 × 8 = %4.")
                .arg(scale_rows::clientsText(scale), figure_text::seconds(scale.pollInterval),
                     figure_text::byteCount(bytesEach), value),
            rate};
}

/// "100,000 clients × 1 /s × 871 B × 8 = 697 Mbit/s"
ScaleCell messages(const Scale &scale, double bytesEach)
{
    const double rate = scale.clients * scale.messagesPerSecond * bytesEach * bits;
    const QString value = figure_text::bitRate(rate);
    return {value,
            tr("%1 × %2 × %3 × 8 = %4.")
                .arg(scale_rows::clientsText(scale), figure_text::rate(scale.messagesPerSecond),
                     figure_text::byteCount(bytesEach), value),
            rate};
}

ScaleCell unknown(const QString &reason)
{
    return {{}, reason, {}};
}

QString whyNotMeasured(const MeasuredCosts &costs, TransportKind kind)
{
    const QString &reason = costs.missing[indexOf(kind)];
    return reason.isEmpty() ? tr("No such poll was measured.") : reason;
}

ScaleSheet hpbn(const Scale &scale, const MeasuredCosts &costs)
{
    constexpr auto kind = TransportKind::ShortPoll;
    const double perSecond = scale.clients / scale.pollInterval;
    ScaleRow requests = rowOf(u"requests"_s, tr("Requests"), u"per_s"_s);
    in(requests, kind) = {figure_text::resultRate(perSecond),
                          tr("%1 ÷ %2 = %3.")
                              .arg(scale_rows::clientsText(scale), figure_text::seconds(scale.pollInterval),
                                   figure_text::resultRate(perSecond)),
                          perSecond};
    ScaleRow published = rowOf(u"bandwidth_published"_s, tr("With 850 B a poll, as there"), u"bit_per_s"_s);
    in(published, kind) = polling(scale, hpbnPollBytes);
    ScaleRow here = rowOf(u"bandwidth_measured"_s, tr("With a poll measured here"), u"bit_per_s"_s);
    const auto &measured = costs.of(kind);
    const auto poll = measured ? measured->emptyPoll : std::nullopt;
    in(here, kind) = poll
        ? polling(scale, poll->both())
        : unknown(measured ? tr("No empty poll was measured in this run.") : whyNotMeasured(costs, kind));
    if (poll)
        in(here, kind).arithmetic += u' '
            + tr("An empty poll, n = %1, %2.").arg(QLocale().toString(measured->emptyPolls), costs.headers);
    return {{requests, published, here},
            {scale.basis == ScaleBasis::HpbnMinute
                 ? tr("High Performance Browser Networking (HPBN), chapter 15: 167 requests a second and "
                      "1.13 Mbps from 10,000 clients at 60 s; a "
                      "random message waits 30 s in the mean.")
                 : tr("High Performance Browser Networking (HPBN), chapter 15: \u201cover 60 Mbps\u201d at a "
                      "poll a second. Multiplied out it is "
                      "68.0 Mbit/s.")}};
}

ScaleRow asPrinted(const ScaleRow &published)
{
    ScaleRow row = rowOf(u"bandwidth_printed"_s, tr("As they print it"), u"mibit_per_s"_s);
    for (const TransportKind kind : {TransportKind::ShortPoll, TransportKind::WebSocket}) {
        const double bitRate = *published.of(kind).number;
        const QString value = tr("%1 \u201cMbps\u201d").arg(figure_text::significant(bitRate / binaryMega));
        in(row, kind) = {value,
                         tr("%1 bit/s ÷ 2\u00B2\u2070 = %2: a million is taken for 1,048,576.")
                             .arg(QLocale().toString(bitRate, 'f', 0), value),
                         bitRate / binaryMega};
    }
    return row;
}

ScaleSheet quantumLeap(const Scale &scale, const MeasuredCosts &costs)
{
    ScaleRow published = rowOf(u"bandwidth_published"_s, tr("With 871 B and 2 B, as there"), u"bit_per_s"_s);
    in(published, TransportKind::ShortPoll) = messages(scale, quantumLeapPairBytes);
    in(published, TransportKind::WebSocket) = messages(scale, quantumLeapFrameBytes);
    ScaleRow here = rowOf(u"bandwidth_measured"_s, tr("With what is measured here"), u"bit_per_s"_s);
    for (const TransportKind kind : {TransportKind::ShortPoll, TransportKind::LongPoll}) {
        const auto &measured = costs.of(kind);
        in(here, kind) = measured && measured->poll ? messages(scale, measured->poll->both())
                                                    : unknown(whyNotMeasured(costs, kind));
    }
    for (const TransportKind kind : {TransportKind::Sse, TransportKind::WebSocket}) {
        const auto &measured = costs.of(kind);
        in(here, kind) = measured ? messages(scale, measured->framing) : unknown(whyNotMeasured(costs, kind));
    }
    return {
        {published, asPrinted(published), here},
        {tr("Lubbers and Greco print 6.6, 66 and 665 Mbps for 1,000, 10,000 and 100,000 clients: they "
            "divide by 2\u00B2\u2070. In SI it is 6.97, 69.7 and 697 Mbit/s."),
         tr("Overhead alone, without payload: a pair of heads a poll, or a frame, for a message a second.")}};
}

ScaleSheet pingPong(const MeasuredCosts &costs)
{
    ScaleRow total = rowOf(u"published_total"_s, tr("10,000 rounds, published"), u"s"_s);
    ScaleRow each = rowOf(u"published_round_trip"_s, tr("A round, published"), u"ms"_s);
    ScaleRow here = rowOf(u"measured_round_trip"_s, tr("A round, here"), u"ms"_s);
    const auto milliseconds = [](double ms) { return tr("%1\u00A0ms").arg(figure_text::significant(ms)); };
    for (const auto &[kind, seconds] : {std::pair(TransportKind::Sse, pingPongSseSeconds),
                                        std::pair(TransportKind::WebSocket, pingPongWebSocketSeconds)}) {
        const QString value = milliseconds(seconds * 1000 / pingPongRounds);
        in(total, kind) = {figure_text::seconds(seconds),
                           tr("As published, SSE down and POST up against WebSocket."), seconds};
        in(each, kind) = {value, tr("%1 ÷ 10,000 = %2.").arg(figure_text::seconds(seconds), value),
                          seconds * 1000 / pingPongRounds};
    }
    for (const TransportKind kind : allTransportKinds) {
        const auto &trip = costs.pingPong[indexOf(kind)];
        if (!trip)
            in(here, kind) = unknown(tr("Not measured: run the scenario Ping-pong."));
        else
            in(here, kind)
                = {milliseconds(trip->meanMs),
                   tr("Mean of n = %1 round trips in this run.").arg(QLocale().toString(trip->count)),
                   trip->meanMs};
    }
    QStringList notes{tr("Published: 46.3 s ÷ 4.2 s = 11.")};
    const auto &sse = costs.pingPong[indexOf(TransportKind::Sse)];
    const auto &webSocket = costs.pingPong[indexOf(TransportKind::WebSocket)];
    notes += sse && webSocket
        ? tr("Here: %1 ÷ %2 = %3. The ratio is the machine's and the clients'; that a POST goes up for each "
             "frame is the protocols'.")
              .arg(milliseconds(sse->meanMs), milliseconds(webSocket->meanMs),
                   figure_text::significant(sse->meanMs / webSocket->meanMs))
        : tr("Here: not measured in this run. The scenario Ping-pong measures both, one after the other.");
    return {{total, each, here}, notes};
}

} // namespace

ScaleSheet publishedSheet(const Scale &scale, const MeasuredCosts &costs)
{
    switch (scale.basis) {
    case ScaleBasis::HpbnMinute:
    case ScaleBasis::HpbnSecond:
        return hpbn(scale, costs);
    case ScaleBasis::QuantumLeap:
        return quantumLeap(scale, costs);
    case ScaleBasis::Measured:
    case ScaleBasis::PingPong:
        break;
    }
    return pingPong(costs);
}
