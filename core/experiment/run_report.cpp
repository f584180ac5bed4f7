#include "core/experiment/run_report.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QSysInfo>

#include <algorithm>
#include <cmath>
#include <thread>

using namespace Qt::Literals::StringLiterals;

namespace {

/// To the nanosecond: more digits are noise of the arithmetic.
QJsonValue orNull(const std::optional<double> &value)
{
    return value ? QJsonValue(std::round(*value * 1e6) / 1e6) : QJsonValue(QJsonValue::Null);
}

QJsonObject latency(const LatencySummary &summary)
{
    return {{u"count"_s, summary.count},          {u"mean"_s, orNull(summary.meanMs)},
            {u"min"_s, orNull(summary.minMs)},    {u"p50"_s, orNull(summary.p50Ms)},
            {u"p90"_s, orNull(summary.p90Ms)},    {u"p99"_s, orNull(summary.p99Ms)},
            {u"p99_9"_s, orNull(summary.p999Ms)}, {u"max"_s, orNull(summary.maxMs)}};
}

QJsonObject messages(const MessageCounts &counts)
{
    return {{u"due"_s, counts.due},
            {u"published"_s, counts.published},
            {u"delivered"_s, counts.delivered},
            {u"lost"_s, counts.lost},
            {u"pending"_s, counts.pending},
            {u"duplicated"_s, counts.duplicated},
            {u"reordered"_s, counts.reordered}};
}

QJsonObject overhead(const TrafficTotals &traffic)
{
    QJsonObject parts;
    for (std::size_t i = 0; i < bytePartCount; ++i)
        if (const auto part = static_cast<BytePart>(i); part != BytePart::Payload)
            parts[machineName(part)] = traffic.parts[i];
    return parts;
}

QJsonObject outages(const OutageTotals &totals)
{
    return {{u"count"_s, totals.count},
            {u"downtime_s"_s, orNull(totals.downtimeS)},
            {u"longest_notice_s"_s, orNull(totals.longestNoticeS)},
            {u"longest_recovery_s"_s, orNull(totals.longestRecoveryS)}};
}

QJsonValue back(Sending sending)
{
    switch (sending) {
    case Sending::Published:
        return u"published"_s;
    case Sending::Echoed:
        return u"echoed"_s;
    case Sending::NoEcho:
        return u"no-echo"_s;
    case Sending::Nothing:
        break;
    }
    return QJsonValue::Null;
}

/// How much at once the clients of this regime connected; null where the history is coarser than that.
QJsonObject connectBurst(const LaneSnapshot &lane)
{
    constexpr double tenthS = 0.1001;
    qint64 most = 0;
    qint64 all = 0;
    bool fine = true;
    for (const HistoryBucket &bucket : lane.history) {
        if (bucket.startS < lane.regimeStartS)
            continue;
        fine = fine && bucket.widthS < tenthS;
        most = std::max(most, bucket.connects);
        all += bucket.connects;
    }
    const bool known = fine && all > 0;
    return {
        {u"count"_s, known ? QJsonValue(most) : QJsonValue(QJsonValue::Null)},
        {u"share"_s,
         orNull(known ? std::optional(static_cast<double>(most) / static_cast<double>(all)) : std::nullopt)}};
}

QJsonObject upstream(const LaneSnapshot &lane)
{
    return {{u"back"_s, back(lane.sending)},
            {u"sent"_s, lane.upstream.sent},
            {u"accepted"_s, lane.upstream.accepted},
            {u"lost"_s, lane.upstream.lost},
            {u"pending"_s, lane.upstream.pending},
            {u"overhead_per_message"_s, orNull(lane.upstreamBytesPerMessage)}};
}

/// Client by client, where something was broken.
QJsonArray books(const LaneSnapshot &lane)
{
    QJsonArray clients;
    for (const ClientBooks &book : lane.books) {
        QJsonObject client = messages(book.messages);
        client.remove("published"_L1);
        client[u"client"_s] = book.client;
        client[u"outages"_s] = outages(book.outages);
        clients.append(client);
    }
    return clients;
}

// Jitter, bandwidth limits and faults are outside the models: then there is no prediction at all.
QJsonValue predicted(const Prediction &prediction, const ExperimentSettings &settings)
{
    if (settings.jitter != Duration{0} || settings.bytesPerSecond != 0 || !settings.faults.isEmpty())
        return QJsonValue::Null;
    return QJsonObject{{u"latency_mean_ms"_s, orNull(prediction.latencyMeanMs)},
                       {u"requests_per_s"_s, orNull(prediction.requestsPerSecond)}};
}

QJsonObject lane(const LaneSnapshot &lane, const ExperimentSettings &settings)
{
    QJsonObject report{{u"messages"_s, messages(lane.messages)},
                       {u"latency_ms"_s, latency(lane.latency)},
                       {u"round_trip_ms"_s, lane.upstream.sent > 0 ? latency(lane.roundTrip) : QJsonValue()},
                       {u"upstream"_s, upstream(lane)},
                       {u"wire_bytes"_s,
                        QJsonObject{{u"up"_s, lane.traffic.wireUp},
                                    {u"down"_s, lane.traffic.wireDown},
                                    {u"payload"_s, lane.traffic.part(BytePart::Payload)}}},
                       {u"overhead_bytes"_s, overhead(lane.traffic)},
                       {u"protocol_overhead_per_message"_s, orNull(lane.protocolOverheadPerMessage)},
                       {u"setup_bytes_per_connection"_s, orNull(lane.setupBytesPerConnection)},
                       {u"requests"_s, lane.traffic.requests},
                       {u"requests_per_s"_s, orNull(lane.requestsPerSecond)},
                       {u"empty_responses"_s, lane.traffic.emptyResponses},
                       {u"connections"_s, lane.traffic.connections},
                       {u"reconnects"_s, lane.traffic.reconnects},
                       {u"connect_burst"_s, connectBurst(lane)},
                       {u"outages"_s, outages(lane.outageTotals)},
                       {u"effective_poll_interval_ms"_s, orNull(lane.effectivePollIntervalMs)},
                       {u"predicted"_s, predicted(lane.predicted, settings)}};
    if (lane.outageTotals.count > 0 || !settings.faults.isEmpty())
        report[u"by_client"_s] = books(lane);
    return report;
}

QJsonObject environment(const RunResult &result)
{
    const NoiseFloor &noise = result.snapshot.noise;
    return {{u"system"_s, QSysInfo::prettyProductName()},
            {u"kernel"_s, QSysInfo::kernelType() + u' ' + QSysInfo::kernelVersion()},
            {u"architecture"_s, QSysInfo::currentCpuArchitecture()},
            {u"cores"_s, static_cast<int>(std::thread::hardware_concurrency())},
            {u"qt"_s, QString::fromLatin1(qVersion())},
            {u"interrupted"_s, result.interrupted},
            {u"noise"_s,
             QJsonObject{{u"loop_lag_ms"_s, latency(noise.loopLag)},
                         {u"publisher_late_ms"_s, latency(noise.publisherLate)},
                         {u"machine_is_the_limit"_s, machineIsTheLimit(noise)}}}};
}

void addPaths(const QJsonObject &object, const QString &before, QStringList &paths)
{
    for (auto member = object.begin(); member != object.end(); ++member) {
        const QString path = before + member.key();
        if (member->isDouble() || member->isNull())
            paths += path;
        else if (member->isObject())
            addPaths(member->toObject(), path + u'.', paths);
    }
}

enum class Below { Nothing, Null }; ///< what is below a null

QJsonValue descend(const QJsonObject &object, const QStringList &names, Below null)
{
    QJsonValue value = object;
    for (const QString &name : names)
        if (!value.isNull() || null == Below::Nothing)
            value = value.isObject() ? value.toObject().value(name) : QJsonValue(QJsonValue::Undefined);
    return value;
}

std::optional<QJsonValue> valueAt(const QJsonObject &report, const QString &path, Below null)
{
    const QStringList names = path.split(u'.');
    QJsonValue value = descend(report["transports"_L1].toObject(), names, null);
    if (value.isUndefined())
        value = descend(report, names, null);
    return value.isDouble() || value.isNull() ? std::optional(value) : std::nullopt;
}

}

bool machineIsTheLimit(const NoiseFloor &noise)
{
    const auto above = [](const std::optional<double> &ms) { return ms && *ms > NoiseFloor::badgeAboveMs; };
    return above(noise.loopLag.p99Ms) || above(noise.publisherLate.p99Ms) || noise.sustained;
}

QJsonObject runReport(const RunResult &result)
{
    QJsonObject transports;
    for (const LaneSnapshot &snapshot : result.snapshot.lanes)
        if (result.tookPart(snapshot))
            transports[machineName(snapshot.kind)] = lane(snapshot, result.settings);
    return {{u"schema"_s, u"pushscope.run/1"_s},
            {u"version"_s, QCoreApplication::applicationVersion()},
            {u"started_at"_s, result.startedAt.toUTC().toString(Qt::ISODateWithMs)},
            {u"environment"_s, environment(result)},
            {u"settings"_s, toJson(result.settings)},
            {u"transports"_s, transports}};
}

std::optional<QJsonValue> reportValue(const QJsonObject &report, const QString &path)
{
    return valueAt(report, path, Below::Null);
}

QJsonObject reportShape()
{
    RunResult any;
    for (const TransportKind kind : allTransportKinds) {
        any.snapshot.lanes[indexOf(kind)].kind = kind;
        any.snapshot.lanes[indexOf(kind)].sending = Sending::Published;
        any.snapshot.lanes[indexOf(kind)].upstream.sent = 1;
    }
    return runReport(any);
}

bool isReportPath(const QString &path)
{
    return valueAt(reportShape(), path, Below::Nothing).has_value();
}

QStringList pathsOf(const QJsonObject &report)
{
    QStringList paths;
    QJsonObject others = report;
    addPaths(others.take("transports"_L1).toObject(), {}, paths);
    addPaths(others, {}, paths);
    return paths;
}
