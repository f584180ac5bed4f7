#include "core/experiment/run_report.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RunSummary)
};

QString number(const std::optional<double> &value, int decimals = 1)
{
    return value ? QString::number(*value, 'f', decimals) : u"-"_s;
}

// A percentile without enough samples says so instead of showing a number.
QString percentile(const std::optional<double> &value, qint64 needed, qint64 count)
{
    return value ? number(value) : Words::tr("in %1").arg(needed - count);
}

/// A p99, or why there is none; then the worst.
QString lateness(const LatencySummary &late, const QString &of)
{
    constexpr qint64 needed = 100;
    if (late.p99Ms)
        return Words::tr("p99 %1 ms").arg(number(late.p99Ms));
    return late.maxMs ? Words::tr("max %1 ms (p99 needs %2 %3)").arg(number(late.maxMs)).arg(needed).arg(of)
                      : Words::tr("unknown (p99 needs %1 %2)").arg(needed).arg(of);
}

using Row = std::pair<QString, QString (*)(const LaneSnapshot &)>;

bool echoes(const LaneSnapshot &lane)
{
    return lane.sending != Sending::NoEcho;
}

QString sent(const LaneSnapshot &lane)
{
    return echoes(lane) ? QString::number(lane.upstream.sent) : Words::tr("no echo");
}

QString count(qint64 value, const LaneSnapshot &lane)
{
    return echoes(lane) ? QString::number(value) : u"-"_s;
}

/// Of what the clients sent.
std::vector<Row> upstreamRows(Upstream::Kind kind)
{
    using L = const LaneSnapshot &;
    const bool echo = kind == Upstream::Kind::Echo;
    return {
        {echo ? Words::tr("sent to be echoed") : Words::tr("sent by the clients"), sent},
        {echo ? Words::tr("  of them came back") : Words::tr("  of them accepted"),
         [](L l) { return count(l.upstream.accepted, l); }},
        {Words::tr("  of them lost"), [](L l) { return count(l.upstream.lost, l); }},
        {echo ? Words::tr("echo, round trip mean, ms") : Words::tr("round trip mean, ms"),
         [](L l) { return number(l.roundTrip.meanMs, 2); }},
        {Words::tr("  p50"), [](L l) { return number(l.roundTrip.p50Ms, 2); }},
        {Words::tr("  p99"),
         [](L l) { return echoes(l) ? percentile(l.roundTrip.p99Ms, 100, l.roundTrip.count) : u"-"_s; }},
        {Words::tr("  max"), [](L l) { return number(l.roundTrip.maxMs, 2); }},
        {Words::tr("sending, B/message"), [](L l) { return number(l.upstreamBytesPerMessage); }},
    };
}

/// Which lanes could not do what was asked, and why; empty if all could.
QString withoutEcho(const RunResult &result)
{
    QStringList names;
    for (const LaneSnapshot &lane : result.snapshot.lanes)
        if (result.tookPart(lane) && !echoes(lane))
            names += machineName(lane.kind);
    return names.isEmpty()
        ? QString()
        : Words::tr("No echo over %1: a POST is answered, not echoed.").arg(names.join(u", "_s));
}

/// Where something was broken.
std::vector<Row> outageRows()
{
    using L = const LaneSnapshot &;
    return {
        {Words::tr("reconnects"), [](L l) { return QString::number(l.traffic.reconnects); }},
        {Words::tr("outages, all clients"), [](L l) { return QString::number(l.outageTotals.count); }},
        {Words::tr("  downtime, s"), [](L l) { return number(l.outageTotals.downtimeS, 2); }},
        {Words::tr("  longest until noticed, s"),
         [](L l) { return number(l.outageTotals.longestNoticeS, 2); }},
        {Words::tr("  longest until recovered, s"),
         [](L l) { return number(l.outageTotals.longestRecoveryS, 2); }},
    };
}

std::vector<Row> rows()
{
    using L = const LaneSnapshot &;
    return {
        {Words::tr("due"), [](L l) { return QString::number(l.messages.due); }},
        {Words::tr("delivered"), [](L l) { return QString::number(l.messages.delivered); }},
        {Words::tr("lost"), [](L l) { return QString::number(l.messages.lost); }},
        {Words::tr("duplicated"), [](L l) { return QString::number(l.messages.duplicated); }},
        {Words::tr("reordered"), [](L l) { return QString::number(l.messages.reordered); }},
        {Words::tr("latency mean, ms"), [](L l) { return number(l.latency.meanMs); }},
        {Words::tr("  p50"), [](L l) { return number(l.latency.p50Ms); }},
        {Words::tr("  p90"), [](L l) { return percentile(l.latency.p90Ms, 10, l.latency.count); }},
        {Words::tr("  p99"), [](L l) { return percentile(l.latency.p99Ms, 100, l.latency.count); }},
        {Words::tr("  max"), [](L l) { return number(l.latency.maxMs); }},
        {Words::tr("  predicted mean"), [](L l) { return number(l.predicted.latencyMeanMs); }},
        {Words::tr("protocol overhead, B/message"), [](L l) { return number(l.protocolOverheadPerMessage); }},
        {Words::tr("set-up, B/connection"), [](L l) { return number(l.setupBytesPerConnection, 0); }},
        {Words::tr("requests per second"), [](L l) { return number(l.requestsPerSecond, 2); }},
        {Words::tr("wire bytes"), [](L l) { return QString::number(l.traffic.wireUp + l.traffic.wireDown); }},
        {Words::tr("  of them payload"),
         [](L l) { return QString::number(l.traffic.part(BytePart::Payload)); }},
    };
}

}

QString runSummary(const RunResult &result)
{
    constexpr int labelWidth = 30;
    constexpr int columnWidth = 13;
    QStringList lines{toRunCommand(result.settings), {}};

    QString heading = QString(labelWidth, u' ');
    for (const LaneSnapshot &lane : result.snapshot.lanes)
        if (result.tookPart(lane))
            heading += QString(machineName(lane.kind)).rightJustified(columnWidth);
    lines += heading;
    std::vector<Row> all = rows();
    if (result.settings.upstream.kind != Upstream::Kind::Off)
        for (const Row &row : upstreamRows(result.settings.upstream.kind))
            all.push_back(row);
    if (!result.settings.faults.isEmpty())
        for (const Row &row : outageRows())
            all.push_back(row);
    for (const auto &[label, cell] : all) {
        QString line = label.leftJustified(labelWidth);
        for (const LaneSnapshot &lane : result.snapshot.lanes)
            if (result.tookPart(lane))
                line += cell(lane).rightJustified(columnWidth);
        lines += line;
    }

    const NoiseFloor &noise = result.snapshot.noise;
    lines += QString();
    if (const QString words = withoutEcho(result); !words.isEmpty())
        lines += words;
    lines += Words::tr("noise floor: loop lag %1, publisher late %2")
                 .arg(lateness(noise.loopLag, Words::tr("samples")),
                      lateness(noise.publisherLate, Words::tr("messages")));
    if (machineIsTheLimit(noise))
        lines += Words::tr("This machine is the limit: above %1 ms the figures say more about it than about "
                           "the transports.")
                     .arg(NoiseFloor::badgeAboveMs);
    if (result.interrupted)
        lines += Words::tr("Interrupted: the figures are those of the part that ran.");
    return lines.join(u'\n') + u'\n';
}
