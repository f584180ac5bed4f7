#include "core/hub/publisher.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <utility>

using namespace std::chrono_literals;

QByteArray makePayload(qint64 number, qint64 bytes, PayloadKind kind, quint32 seed)
{
    if (kind == PayloadKind::Text) {
        QByteArray text = "message " + QByteArray::number(number);
        text.truncate(bytes);
        return text.leftJustified(bytes, '.');
    }
    const std::array<quint32, 2> seeds{seed, static_cast<quint32>(number)};
    QRandomGenerator random(seeds.data(), static_cast<qsizetype>(seeds.size()));
    QByteArray binary(bytes, Qt::Uninitialized);
    for (char &byte : binary)
        byte = static_cast<char>(random.generate() & 0xff);
    return binary;
}

Publisher::Publisher(QObject *parent)
    : QObject(parent)
    , m_alarm(this)
{
    connect(&m_alarm, &PreciseAlarm::rang, this, &Publisher::tick);
}

void Publisher::start(const PublisherSettings &settings, TimePoint start, std::optional<TimePoint> end)
{
    m_settings = settings;
    m_schedule.emplace(settings.arrivals, settings.messagesPerSecond, settings.seed, start);
    m_end = end;
    m_earliest = {};
    m_number = 0;
    m_lateness.clear();
    if (m_held)
        m_schedule->hold(start);
    arm();
}

void Publisher::stop()
{
    m_alarm.clear();
    m_schedule.reset();
}

void Publisher::apply(const PublisherSettings &settings)
{
    const TimePoint now = steadyNow();
    handOut(now);
    m_settings = settings;
    if (!m_schedule)
        return;
    m_schedule->change(settings.arrivals, settings.messagesPerSecond, now);
    arm();
}

void Publisher::setHeld(bool held)
{
    m_held = held;
    const TimePoint now = steadyNow();
    handOut(now);
    if (!m_schedule)
        return;
    if (held)
        m_schedule->hold(now);
    else
        m_schedule->resume(now);
    arm();
}

std::vector<Duration> Publisher::takeLateness()
{
    return std::exchange(m_lateness, {});
}

void Publisher::tick()
{
    if (!m_schedule)
        return;
    m_earliest = m_aim + 1ms;
    const TimePoint now = steadyNow();
    handOut(now);
    if (!m_schedule)
        return;
    if (m_end && now >= *m_end) {
        stop();
        emit finished();
        return;
    }
    arm();
}

void Publisher::handOut(TimePoint now)
{
    if (!m_schedule)
        return;
    DueMessages messages;
    const TimePoint until = m_end ? std::min(now, *m_end - Duration{1}) : now;
    for (const TimePoint due : m_schedule->takeDue(until)) {
        messages.push_back(
            {due, m_settings.payloadKind,
             makePayload(++m_number, m_settings.payloadBytes, m_settings.payloadKind, m_settings.seed)});
        if (m_lateness.size() < maxLateness)
            m_lateness.push_back(now - due);
    }
    if (!messages.empty())
        emit due(messages);
}

void Publisher::arm()
{
    TimePoint wake = m_schedule->next();
    if (m_end)
        wake = std::min(wake, *m_end);
    if (wake == TimePoint::max()) {
        m_alarm.clear();
        return;
    }
    // At high rates messages go out in batches, so that wake-ups do not cost more than the messages.
    m_aim = std::max(wake, m_earliest);
    m_alarm.setFor(m_aim);
}
