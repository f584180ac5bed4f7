#include "core/teach/scale.h"

#include "core/teach/figure_text.h"
#include "core/teach/published_scales.h"
#include "core/teach/scale_rows.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;
using scale_rows::Way;

namespace {

constexpr double longFrame = 65'535;

QString tr(const char *text)
{
    return QCoreApplication::translate("Scale", text);
}

/// What else has to be said of an estimate with costs of one's own.
QStringList notesOn(const Scale &scale)
{
    QStringList notes;
    if (scale.networkEstimate)
        notes += tr("TCP/IP and TLS are an estimate, not measured: 40 B of IPv4 and TCP headers a segment "
                    "and 22 B a TLS "
                    "1.3 record; acknowledgements without data are left out.");
    if (scale.payload > longFrame)
        notes += tr("Crossbar's table of WebSocket overhead has 12 and 8 B for frames this long; RFC 6455, "
                    "5.2 has 14 "
                    "from a client and 10 from a server.");
    notes += tr("HPBN has 5 B of framing for an event; the shortest one, \u201cdata:x\u201d and a blank "
                "line, has 7, and an id "
                "and chunk framing come to it.");
    return notes;
}

} // namespace

ScaleSheet scaleSheet(const Scale &scale, const MeasuredCosts &costs)
{
    if (scale.basis != ScaleBasis::Measured)
        return publishedSheet(scale, costs);
    ScaleContext context{scale, costs, {}};
    for (const TransportKind kind : allTransportKinds)
        context.loads[indexOf(kind)] = clientLoad(kind, scale, costs);
    return {{scale_rows::bandwidth(context, Way::Down), scale_rows::bandwidth(context, Way::Up),
             scale_rows::bandwidth(context, Way::Both), scale_rows::requests(context),
             scale_rows::heartbeats(context), scale_rows::openConnections(context),
             scale_rows::dataPerMonth(context), scale_rows::handshakes(context), scale_rows::memory(context),
             scale_rows::proxyAddresses(context)},
            notesOn(scale)};
}

QString scaleBasisName(ScaleBasis basis)
{
    switch (basis) {
    case ScaleBasis::Measured:
        return tr("Costs of this run");
    case ScaleBasis::HpbnMinute:
        return tr("HPBN 2013: a poll a minute");
    case ScaleBasis::HpbnSecond:
        return tr("HPBN 2013: a poll a second");
    case ScaleBasis::QuantumLeap:
        return tr("Quantum Leap 2010");
    case ScaleBasis::PingPong:
        return tr("Ping-pong, published");
    }
    return {};
}

QString scaleInWords(const Scale &scale)
{
    return tr("%1. %2, messages to each at %3, a poll every %4, a heartbeat or the end of a hold every %5, "
              "%6 "
              "payload, jitter over %7, %8 hours a day.")
        .arg(scaleBasisName(scale.basis), scale_rows::clientsText(scale),
             figure_text::rate(scale.messagesPerSecond), figure_text::seconds(scale.pollInterval),
             figure_text::seconds(scale.heartbeat), figure_text::byteCount(scale.payload),
             figure_text::seconds(scale.jitterWindow), figure_text::plain(scale.hoursADay));
}

Scale withBasis(Scale scale, ScaleBasis basis)
{
    constexpr double hpbnClients = 10'000;
    constexpr double quantumLeapClients = 100'000;
    constexpr double minute = 60;
    scale.basis = basis;
    if (basis == ScaleBasis::HpbnMinute || basis == ScaleBasis::HpbnSecond) {
        scale.clients = hpbnClients;
        scale.pollInterval = basis == ScaleBasis::HpbnMinute ? minute : 1;
    }
    if (basis == ScaleBasis::QuantumLeap) {
        scale.clients = quantumLeapClients;
        scale.pollInterval = 1;
        scale.messagesPerSecond = 1;
    }
    return scale;
}
