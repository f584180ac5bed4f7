#include "core/teach/scale_rows.h"

#include "core/teach/figure_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

/// After so long without a request the server here closes a connection (design section 4.1).
constexpr double idleTimeout = 120;
// Bytes of memory a connection. Measured on this server: a socket, a WebSocket at best.
constexpr double socketMemory = 15'000;
constexpr double webSocketMemory = 18'600;
/// Centrifugo, 200,000 idle WebSockets, 2026: 27 KB resident and 4 KB in the kernel each.
constexpr double mostMemory = 31'000;
constexpr double kilo = 1000;

QString tr(const char *text)
{
    return QCoreApplication::translate("ScaleRows", text);
}

bool isStream(TransportKind kind)
{
    return kind == TransportKind::Sse || kind == TransportKind::WebSocket;
}

QString whole(double value)
{
    return QLocale().toString(value, 'f', 0);
}

ScaleCell requestCell(TransportKind kind, const ScaleContext &context)
{
    const Scale &scale = context.scale;
    if (isStream(kind))
        return {figure_text::resultRate(0), tr("One request opens the connection; after that, none."), 0.0};
    const double each = pollsPerSecond(kind, scale, context.costs.delay);
    ScaleCell cell{figure_text::resultRate(scale.clients * each), {}, scale.clients * each};
    cell.arithmetic = kind == TransportKind::ShortPoll
        ? tr("%1 ÷ %2 = %3, whether or not there is news.")
              .arg(scale_rows::clientsText(scale), figure_text::seconds(scale.pollInterval), cell.value)
        : tr("%1 × %2 (one ends with each message, or in silence after %3) = %4.")
              .arg(scale_rows::clientsText(scale), figure_text::rate(each),
                   figure_text::seconds(scale.heartbeat), cell.value);
    return cell;
}

ScaleCell handshakeCell(TransportKind kind, const ScaleContext &context)
{
    const Scale &scale = context.scale;
    const bool polls = kind == TransportKind::ShortPoll;
    const double window = polls ? scale.pollInterval : scale.jitterWindow;
    if (window <= 0)
        return {tr("%1 at once").arg(whole(scale.clients)),
                tr("Without jitter all %1 come back in the same moment.").arg(scale_rows::clientsText(scale)),
                {}};
    ScaleCell cell{figure_text::resultRate(scale.clients / window), {}, scale.clients / window};
    cell.arithmetic
        = tr("%1 ÷ %2 = %3.").arg(scale_rows::clientsText(scale), figure_text::seconds(window), cell.value);
    if (polls)
        cell.arithmetic += u' ' + tr("The next polls are spread over the interval by themselves.");
    const auto &costs = context.costs.of(kind);
    if (costs && costs->setup)
        cell.arithmetic += u' '
            + tr("With %1 of set-up each, measured: %2. TLS comes to it.")
                  .arg(figure_text::byteCount(*costs->setup),
                       figure_text::bitRate(*cell.number * *costs->setup * 8));
    return cell;
}

/// "1.86 to 3.10 GB"; both units where they differ.
QString range(double least, double most)
{
    QString from = figure_text::bytes(least);
    const QString to = figure_text::bytes(most);
    const QChar space(0x00A0);
    if (from.section(space, 1) == to.section(space, 1))
        from = from.section(space, 0, 0);
    return tr("%1 to %2").arg(from, to);
}

ScaleCell memoryCell(TransportKind kind, const Scale &scale)
{
    const double open = scale_rows::openConnectionsOf(kind, scale);
    const double least = kind == TransportKind::WebSocket ? webSocketMemory : socketMemory;
    ScaleCell cell{range(open * least, open * mostMemory), {}, open * least};
    const QString from = kind == TransportKind::WebSocket
        ? tr("a WebSocket of this server, measured: 18.6 to 24.6 kB")
        : tr("a socket of this server, measured; what the stream or poll adds was not");
    const QString to = kind == TransportKind::WebSocket
        ? tr("Centrifugo 2026, 200,000 idle WebSockets: 27 kB and 4 kB in the kernel")
        : tr("what Centrifugo 2026 has for a WebSocket, with 4 kB in the kernel: no figure for this is known "
             "to us");
    cell.arithmetic = tr("%1 connections × %2 kB (%3) to %4 kB (%5).")
                          .arg(whole(open), figure_text::plain(least / kilo), from,
                               figure_text::plain(mostMemory / kilo), to);
    return cell;
}

ScaleCell proxyCell(TransportKind kind, const Scale &scale)
{
    const double open = scale_rows::openConnectionsOf(kind, scale);
    const double addresses = std::max(1.0, std::ceil(open / defaultEphemeralPorts));
    const QString arithmetic
        = tr("%1 connections \u00F7 %2 ports (32768 to 60999, what Linux opens connections from) = %3, so "
             "%4, "
             "each to one backend address and port. With 1024 to 65535 (%5 ports) it takes %6.")
              .arg(whole(open), whole(defaultEphemeralPorts),
                   figure_text::significant(open / defaultEphemeralPorts), whole(addresses),
                   whole(mostEphemeralPorts), whole(std::max(1.0, std::ceil(open / mostEphemeralPorts))));
    return {whole(addresses), arithmetic, addresses};
}

/// A row whose cells `cell` makes.
template<typename Cell>
ScaleRow rowOf(const QString &name, const QString &title, const QString &unit, const Cell &cell)
{
    ScaleRow row{.name = name, .title = title, .unit = unit, .cells = {}};
    for (const TransportKind kind : allTransportKinds)
        row.cells[indexOf(kind)] = cell(kind);
    return row;
}

} // namespace

QString scale_rows::clientsText(const Scale &scale)
{
    return tr("%1 clients").arg(whole(scale.clients));
}

double scale_rows::openConnectionsOf(TransportKind kind, const Scale &scale)
{
    return kind == TransportKind::ShortPoll
        ? std::ceil(scale.clients * std::min(1.0, idleTimeout / scale.pollInterval))
        : scale.clients;
}

ScaleRow scale_rows::requests(const ScaleContext &context)
{
    return rowOf(u"requests"_s, tr("Requests"), u"per_s"_s,
                 [&](TransportKind kind) { return requestCell(kind, context); });
}

ScaleRow scale_rows::heartbeats(const ScaleContext &context)
{
    const Scale &scale = context.scale;
    ScaleRow row = rowOf(u"heartbeats"_s, tr("Heartbeats"), u"per_s"_s, [&](TransportKind kind) -> ScaleCell {
        if (!isStream(kind))
            return {figure_text::resultRate(0), tr("None: each answer to a poll is a sign of life."), 0.0};
        const double beats = scale.clients / scale.heartbeat;
        return {
            figure_text::resultRate(beats),
            tr("%1 ÷ %2 = %3 (%4 each).")
                .arg(clientsText(scale), figure_text::seconds(scale.heartbeat),
                     figure_text::resultRate(beats),
                     kind == TransportKind::Sse
                         ? tr("a comment of %1").arg(figure_text::byteCount(heartbeatBytes(kind).both()))
                         : tr("ping and pong, %1").arg(figure_text::byteCount(heartbeatBytes(kind).both()))),
            beats};
    });
    row.essential = false;
    return row;
}

ScaleRow scale_rows::openConnections(const ScaleContext &context)
{
    const Scale &scale = context.scale;
    return rowOf(
        u"open_connections"_s, tr("Open connections"), u"count"_s, [&](TransportKind kind) -> ScaleCell {
            const double open = openConnectionsOf(kind, scale);
            QString why = tr("One for each of %1, all the time.").arg(clientsText(scale));
            if (kind == TransportKind::ShortPoll && open < scale.clients)
                why = tr("%1 × 120 s ÷ %2 = %3: the server here closes a connection after 120 s without a "
                         "request.")
                          .arg(clientsText(scale), figure_text::seconds(scale.pollInterval), whole(open));
            else if (kind == TransportKind::ShortPoll)
                why = tr("One for each of %1, kept open between polls (HTTP/1.1, RFC 9112, 9.3).")
                          .arg(clientsText(scale));
            return {whole(open), why, open};
        });
}

ScaleRow scale_rows::handshakes(const ScaleContext &context)
{
    return rowOf(u"handshakes_after_restart"_s, tr("Handshakes after a restart"), u"per_s"_s,
                 [&](TransportKind kind) { return handshakeCell(kind, context); });
}

ScaleRow scale_rows::memory(const ScaleContext &context)
{
    ScaleRow row = rowOf(u"memory_least"_s, tr("Memory of the server"), u"byte"_s,
                         [&](TransportKind kind) { return memoryCell(kind, context.scale); });
    row.essential = false;
    return row;
}

ScaleRow scale_rows::proxyAddresses(const ScaleContext &context)
{
    ScaleRow row = rowOf(u"proxy_addresses"_s, tr("Addresses a proxy needs"), u"count"_s,
                         [&](TransportKind kind) { return proxyCell(kind, context.scale); });
    row.essential = false;
    return row;
}
