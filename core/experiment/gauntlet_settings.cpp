#include "core/experiment/gauntlet_settings.h"

#include <QCoreApplication>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Gauntlet)
};

constexpr qint64 heldBytes = qint64{8} * 1024;
constexpr Duration busyTime = 3s;

Duration idleTime(double messagesPerSecond)
{
    const double gap = messagesPerSecond > 0 ? 1 / messagesPerSecond : 1;
    const auto rounded = std::chrono::round<std::chrono::milliseconds>(fromSeconds(0.75 * gap));
    return std::max<Duration>(rounded, 1ms);
}

QString inWords(Duration duration)
{
    const double ms = toMilliseconds(duration);
    return ms < 1000 ? Words::tr("%1 ms").arg(ms) : Words::tr("%1 s").arg(ms / 1000);
}

} // namespace

QString machineName(GauntletColumn column)
{
    switch (column) {
    case GauntletColumn::ShortPoll:
        return machineName(TransportKind::ShortPoll);
    case GauntletColumn::LongPoll:
        return machineName(TransportKind::LongPoll);
    case GauntletColumn::Sse:
        return machineName(TransportKind::Sse);
    case GauntletColumn::WebSocket:
        return machineName(TransportKind::WebSocket);
    case GauntletColumn::AutoWebSocket:
        return u"auto-websocket"_s;
    case GauntletColumn::AutoLongPoll:
        break;
    }
    return u"auto-long-poll"_s;
}

std::vector<GauntletRow> gauntletRows(double messagesPerSecond)
{
    using Kind = MiddleboxProfile::Kind;
    const Duration idle = idleTime(messagesPerSecond);
    return {
        {u"none"_s, Words::tr("no middlebox"), {}},
        {u"refuses-upgrade"_s, Words::tr("refuses the upgrade"), {Kind::RefusesUpgrade, 0, {}}},
        {u"swallows-upgrade"_s, Words::tr("swallows the 101"), {Kind::SwallowsUpgrade, 0, {}}},
        {u"buffers-bytes"_s, Words::tr("buffers 8 KiB"), {Kind::BuffersBytes, heldBytes, {}}},
        {u"buffers-to-end"_s, Words::tr("buffers to the end"), {Kind::BuffersToEnd, 0, {}}},
        {u"closes-busy"_s,
         Words::tr("closes when busy %1").arg(inWords(busyTime)),
         {Kind::ClosesBusy, 0, busyTime}},
        {u"closes-idle"_s, Words::tr("closes when idle %1").arg(inWords(idle)), {Kind::ClosesIdle, 0, idle}},
    };
}

ExperimentSettings GauntletSettings::defaultRun()
{
    ExperimentSettings run;
    run.arrivals.kind = Arrivals::Kind::Steady;
    run.messagesPerSecond = 5;
    run.payloadBytes = 512;
    run.pollInterval = 500ms;
    run.delay = 10ms;
    run.duration = 10s;
    return run;
}
