#include "core/experiment/experiment.h"

#include "core/experiment/lane_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace {

using Phase = RunSnapshot::Phase;

/// What was tapped before the last delivery is here at the latest then: links report after 5 ms at most.
constexpr auto tapsAreIn = 30ms;
/// Between the schedule's announcement and its begin, so that the publisher is not late for its first
/// message.
constexpr auto beforeTheFirst = 20ms;

/// What clients may need to come back after the last fault: SSE's `retry:` and a few steps of backoff.
constexpr auto afterFaults = 15s;

std::chrono::milliseconds roundedUp(Duration duration)
{
    return std::chrono::ceil<std::chrono::milliseconds>(duration);
}

}

Experiment::Experiment(const ExperimentSettings &settings, UnixAnchor anchor, Options options)
    : m_settings(settings)
    , m_anchor(anchor)
    , m_options(std::move(options))
    , m_lag(this)
    , m_patience(this)
    , m_warmup(this)
    , m_catchUp(this)
{
    for (const TransportKind kind : allTransportKinds) {
        m_lanes[indexOf(kind)]
            = std::make_unique<ClientLane>(kind, anchor, m_metrics, m_options.onDelivery, this);
        connect(&lane(kind), &ClientLane::readyChanged, this, &Experiment::checkReady);
    }
    if (m_options.trace || m_options.onTrace)
        m_trace = std::make_unique<RunTrace>(m_metrics, m_options.onTrace);
    for (QTimer *timer : {&m_patience, &m_warmup}) {
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
    }
    m_catchUp.setInterval(5);
    connect(&m_patience, &QTimer::timeout, this, &Experiment::giveUpWaiting);
    connect(&m_warmup, &QTimer::timeout, this, &Experiment::endWarmup);
    connect(&m_catchUp, &QTimer::timeout, this, &Experiment::checkCaughtUp);
    connect(&m_lag, &LagReport::measured, this, &Experiment::takeLags);
}

Experiment::~Experiment() = default;

void Experiment::start()
{
    m_phase = Phase::Starting;
    m_runStart = steadyNow();
    m_metrics.setRunStart(m_runStart);
    m_lag.start();
    m_patience.start(roundedUp(15s + 10 * m_settings.delay + m_settings.pollInterval));
    for (const TransportKind kind : allTransportKinds)
        if (m_settings.enabled(kind))
            emit linksWanted(kind, m_settings.clients);
    checkReady();
}

void Experiment::takePorts(TransportKind kind, const LanePorts &ports)
{
    m_ports[indexOf(kind)] = ports;
    if (!m_settings.enabled(kind) || m_phase == Phase::Finished)
        return;
    // Links are never taken away, so that there may be more than clients are wanted now.
    const auto wanted = std::min(ports.clients.size(), static_cast<std::size_t>(m_settings.clients));
    const std::vector<quint16> used(ports.clients.begin(),
                                    ports.clients.begin() + static_cast<qptrdiff>(wanted));
    const MessageId cursor = m_metrics.lastId();
    const TimePoint now = steadyNow();
    if (lane(kind).clients() == 0) {
        // A lane that joins a running schedule is judged once it has had the time to connect.
        const bool joins = m_phase == Phase::Running;
        m_metrics.startLane(kind, static_cast<int>(wanted), cursor,
                            joins ? now + 4 * m_settings.delay + 20ms : now);
    } else {
        m_metrics.resizeLane(kind, static_cast<int>(wanted), cursor, now);
    }
    lane(kind).resize(used, m_settings, cursor);
}

void Experiment::apply(const ExperimentSettings &settings)
{
    const ExperimentSettings before = m_settings;
    m_settings = settings;
    m_settings.seed = before.seed; // waits for the next run
    m_settings.faults = before.faults; // like the seed
    m_settings.warmup = before.warmup;
    m_settings.duration = before.duration;
    for (const TransportKind kind : allTransportKinds) {
        if (before.enabled(kind) && !settings.enabled(kind))
            stopLane(kind);
        else if (settings.enabled(kind) && (!before.enabled(kind) || before.clients != settings.clients))
            emit linksWanted(kind, settings.clients);
        lane(kind).apply(m_settings);
    }
    checkReady();
}

void Experiment::setHeld(bool held)
{
    if (m_held && !held)
        m_heldUntil = steadyNow();
    m_held = held;
    for (const auto &l : m_lanes)
        l->setSendingHeld(held);
}

void Experiment::stopLane(TransportKind kind)
{
    lane(kind).stop();
    m_metrics.stopLane(kind, steadyNow());
}

void Experiment::restartStatistics(const QString &label)
{
    m_metrics.restartStatistics(steadyNow(), label);
}

void Experiment::checkReady()
{
    if (m_phase != Phase::Starting)
        return;
    const bool ready = std::all_of(m_lanes.begin(), m_lanes.end(), [this](const auto &l) {
        return !m_settings.enabled(l->kind()) || (l->clients() > 0 && l->readyClients() == l->clients());
    });
    if (ready)
        beginSchedule();
}

void Experiment::beginSchedule()
{
    m_patience.stop();
    m_phase = Phase::Running;
    // Ready is what the client knows; its request is at the server one delay later.
    m_runStart = steadyNow() + m_settings.delay + m_settings.jitter + beforeTheFirst;
    m_metrics.setRunStart(m_runStart);
    const Duration warmup = m_settings.warmup;
    if (warmup > Duration{0})
        m_warmup.start(roundedUp(m_runStart + warmup - steadyNow()));
    planFaults();
    std::optional<TimePoint> end;
    if (m_options.bounded)
        end = m_runStart + warmup + m_settings.duration;
    for (const auto &l : m_lanes)
        l->beginSending(m_runStart, end);
    emit scheduleReady(m_runStart, end);
}

void Experiment::planFaults()
{
    for (const ScheduledFault &planned : m_settings.faults) {
        auto &alarm = m_faults.emplace_back(std::make_unique<Alarm>());
        connect(alarm.get(), &Alarm::rang, this, [this, fault = planned.fault] { strike(fault); });
        alarm->aimAt(m_runStart + planned.at);
    }
}

void Experiment::strike(const Fault &fault)
{
    if (m_phase == Phase::Finished)
        return;
    const FaultDescriptor &descriptor = descriptorOf(fault.kind);
    const TimePoint now = steadyNow();
    m_disturbedUntil = std::max(m_disturbedUntil, descriptor.hasLength ? now + fault.length : now);
    m_metrics.markFault(now, faultWords(fault));
    if (descriptor.losesConnections)
        for (const TransportKind kind : allTransportKinds)
            if (fault.hits(kind) && m_settings.enabled(kind))
                m_metrics.struck(kind, now);
    emit struck(fault);
}

void Experiment::endWarmup()
{
    m_metrics.restartStatistics(m_runStart + m_settings.warmup, {});
}

void Experiment::giveUpWaiting()
{
    QStringList waiting;
    for (const auto &l : m_lanes)
        if (m_settings.enabled(l->kind()) && (l->clients() == 0 || l->readyClients() < l->clients()))
            waiting += QCoreApplication::translate("Experiment", "%1 (%2 of %3 ready)")
                           .arg(machineName(l->kind()))
                           .arg(l->readyClients())
                           .arg(m_settings.clients);
    emit failed({QCoreApplication::translate("Experiment",
                                             "Not every client could connect in time: %1. Fewer clients, "
                                             "or a shorter delay, may help.")
                     .arg(waiting.join(QLatin1StringView(", ")))});
}

void Experiment::takeTaps(TransportKind kind, const TapEvents &events)
{
    if (m_trace)
        m_trace->tapped(kind, events);
    else
        m_metrics.tapped(kind, events);
}

void Experiment::handOutTrace()
{
    if (m_trace && !m_options.onTrace)
        emit traceTaken(m_trace->take(m_runStart));
}

void Experiment::takeLags(const Lags &lags)
{
    const TimePoint now = steadyNow();
    for (const Duration lag : lags)
        m_metrics.loopLag(lag, now);
}

void Experiment::takeLateness(const Lags &lateness)
{
    const TimePoint now = steadyNow();
    for (const Duration late : lateness)
        m_metrics.publisherLate(late, now);
}

void Experiment::drain()
{
    if (m_phase != Phase::Running)
        return;
    m_phase = Phase::Draining;
    const TimePoint now = steadyNow();
    m_drainUntil = now + m_settings.pollInterval + 6 * m_settings.delay + 2s;
    // After a fault clients may be waiting for their next attempt to connect.
    if (m_disturbedUntil > m_runStart)
        m_drainUntil = std::max(m_drainUntil, std::max(now, m_disturbedUntil) + afterFaults);
    m_catchUp.start();
    checkCaughtUp();
}

void Experiment::checkCaughtUp()
{
    const TimePoint now = steadyNow();
    if (!m_metrics.caughtUp() && now < m_drainUntil)
        return;
    m_catchUp.stop();
    QTimer::singleShot(tapsAreIn, this, &Experiment::finish);
}

void Experiment::end()
{
    for (const auto &l : m_lanes)
        l->closeBooks();
    QTimer::singleShot(tapsAreIn, this, &Experiment::finish);
}

void Experiment::finish()
{
    if (m_phase == Phase::Finished)
        return;
    m_phase = Phase::Finished;
    for (QTimer *timer : {&m_patience, &m_warmup, &m_catchUp})
        timer->stop();
    m_faults.clear();
    const TimePoint now = steadyNow();
    m_metrics.finish(now);
    if (m_trace)
        m_trace->finish(now);
    handOutTrace();
    emit finished(snapshot(m_handedOut));
}

void Experiment::close()
{
    for (const auto &l : m_lanes)
        l->stop();
}

void Experiment::takeSnapshot(const Cursors &sinceDelivery)
{
    handOutTrace();
    emit snapshotTaken(snapshot(sinceDelivery));
}

RunSnapshot Experiment::snapshot(const Cursors &sinceDelivery)
{
    RunSnapshot all = m_metrics.snapshot(steadyNow(), sinceDelivery);
    all.phase = m_phase;
    for (LaneSnapshot &l : all.lanes) {
        fillIn(l);
        m_handedOut[indexOf(l.kind)] = l.nextDelivery;
    }
    return all;
}

void Experiment::fillIn(LaneSnapshot &snapshot) const
{
    const ClientLane &l = *m_lanes[indexOf(snapshot.kind)];
    snapshot.enabled = m_settings.enabled(snapshot.kind);
    snapshot.clients = l.clients();
    snapshot.readyClients = l.readyClients();
    snapshot.sending = sending(m_settings, snapshot.kind);
    snapshot.linkPort = m_ports[indexOf(snapshot.kind)].guest;
    describeState(l.firstState(), m_runStart, snapshot);
    if (const Duration interval = l.effectiveInterval(); interval > Duration{0})
        snapshot.effectivePollIntervalMs = toMilliseconds(interval);
    PredictionInputs inputs = predictionInputs(m_settings);
    const auto inRegime = [&](TimePoint until) {
        return toSeconds(until - m_runStart) > std::max(0.0, snapshot.regimeStartS);
    };
    inputs.disturbed = inputs.disturbed || inRegime(m_disturbedUntil);
    inputs.interrupted = m_held || inRegime(m_heldUntil);
    snapshot.predicted = predict(snapshot.kind, inputs);
}
