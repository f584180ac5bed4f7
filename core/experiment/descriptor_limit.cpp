#include "core/experiment/descriptor_limit.h"

#include "core/experiment/lane_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

#include <sys/resource.h>

namespace {

constexpr qint64 perClient = 5;
/// Of one on which messages go up: client, both sides of the relay, server.
constexpr qint64 perConnectionUp = 4;
/// The alarm of what a client sends.
constexpr qint64 perSender = 1;
/// Files, timers and wake-ups of the program itself, and guests.
constexpr qint64 ofTheProgram = 120;

/// Of one client on each transport that takes part.
qint64 openOfEach(const ExperimentSettings &settings)
{
    qint64 sum = 0;
    for (const TransportKind kind : allTransportKinds) {
        if (!settings.enabled(kind))
            continue;
        const Sending way = sending(settings, kind);
        const bool sends = way == Sending::Published || way == Sending::Echoed;
        // An echo has a connection of its own, and so has a POST; other messages go up on the lane's.
        const bool another = way == Sending::Echoed || (sends && kind != TransportKind::WebSocket);
        sum += perClient + (sends ? perSender : 0) + (another ? perConnectionUp : 0);
    }
    return sum;
}

}

void raiseDescriptorLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

std::optional<int> mostConnections()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return std::nullopt;
    const auto available = static_cast<qint64>(limit.rlim_cur) - ofTheProgram;
    return static_cast<int>(std::clamp<qint64>(available, 1, std::numeric_limits<int>::max()));
}

Result<Done> checkDescriptors(const ExperimentSettings &settings)
{
    rlimit limit{};
    const auto lanes = std::count(settings.transports.begin(), settings.transports.end(), true);
    if (lanes == 0 || getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return Done{};
    const auto available = static_cast<qint64>(limit.rlim_cur) - ofTheProgram;
    const qint64 each = openOfEach(settings);
    const qint64 fits = std::max<qint64>(available, 0) / each;
    if (settings.clients <= fits)
        return Done{};
    return Error{QCoreApplication::translate(
                     "DescriptorLimit",
                     "%1 clients on each of %2 transports need about %3 open sockets, but this "
                     "system allows %4 (ulimit -n): at most %5 clients fit")
                     .arg(settings.clients)
                     .arg(lanes)
                     .arg(settings.clients * each + ofTheProgram)
                     .arg(limit.rlim_cur)
                     .arg(fits)};
}
