#pragma once

#include "core/base/precise_alarm.h"
#include "core/base/steady_time.h"
#include "core/hub/schedule.h"
#include "core/protocol/message.h"

#include <QObject>

#include <optional>
#include <vector>

/// What the publisher sends and when.
struct PublisherSettings
{
    static constexpr qint64 maxPayloadBytes = 1024LL * 1024;

    double messagesPerSecond = 1;
    Arrivals arrivals;
    qint64 payloadBytes = 64;
    PayloadKind payloadKind = PayloadKind::Text;
    quint32 seed = 1;

    bool operator==(const PublisherSettings &) const = default;
};

/// A message on its way from the publisher to the hub.
struct DueMessage
{
    TimePoint due{};
    PayloadKind kind = PayloadKind::Text;
    QByteArray payload;

    bool operator==(const DueMessage &) const = default;
};
using DueMessages = std::vector<DueMessage>;

/// Payload of the `number`th scheduled message (from 1): "message 44" padded with dots to exactly `bytes`;
/// binary payloads are seeded pseudo-random bytes.
[[nodiscard]] QByteArray makePayload(qint64 number, qint64 bytes, PayloadKind kind, quint32 seed);

/// Runs a Schedule against the clock, with catch-up from absolute times.
///
/// Wakes when a message is due, at most once a millisecond, and not at all at rate 0. Settings and hold may
/// be given before start().
class Publisher : public QObject
{
    Q_OBJECT

public:
    explicit Publisher(QObject *parent = nullptr);

    /// The schedule begins at `start`; with `end`, nothing is due at or after it and finished() follows once.
    void start(const PublisherSettings &settings, TimePoint start, std::optional<TimePoint> end);
    void stop();
    void apply(const PublisherSettings &settings);
    void setHeld(bool held);
    /// How late messages were handed out since the last call, one value a message (the first 100,000).
    [[nodiscard]] std::vector<Duration> takeLateness();

signals:
    void due(const DueMessages &messages);
    void finished();

private:
    static constexpr std::size_t maxLateness = 100'000;

    void tick();
    void handOut(TimePoint now);
    void arm();

    PreciseAlarm m_alarm;
    PublisherSettings m_settings;
    std::optional<Schedule> m_schedule;
    std::optional<TimePoint> m_end;
    bool m_held = false;
    TimePoint m_aim{}; ///< what the alarm is set for
    TimePoint m_earliest{}; ///< not before
    qint64 m_number = 0;
    std::vector<Duration> m_lateness;
};

Q_DECLARE_METATYPE(PublisherSettings)
Q_DECLARE_METATYPE(DueMessages)
