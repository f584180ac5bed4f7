#include "core/experiment/publisher_side.h"

PublisherSettings publisherSettings(const ExperimentSettings &settings)
{
    return {settings.messagesPerSecond, settings.arrivals, settings.payloadBytes, settings.payloadKind,
            settings.seed};
}

PublisherSide::PublisherSide(const ExperimentSettings &settings)
    : m_settings(publisherSettings(settings))
    , m_publisher(this)
    , m_lag(this)
    , m_timer(this)
{
    connect(&m_publisher, &Publisher::due, this, &PublisherSide::due);
    connect(&m_publisher, &Publisher::finished, this, [this] {
        emit late(m_publisher.takeLateness()); // before the end is known, so that none is missing
        emit scheduleOver();
    });
    connect(&m_lag, &LagReport::measured, this, &PublisherSide::lagged);
    m_timer.setInterval(250);
    connect(&m_timer, &QTimer::timeout, this, [this] { emit late(m_publisher.takeLateness()); });
}

void PublisherSide::start()
{
    m_lag.start();
}

void PublisherSide::begin(TimePoint start, std::optional<TimePoint> end)
{
    m_publisher.start(m_settings, start, end);
    m_timer.start();
}

void PublisherSide::apply(const ExperimentSettings &settings)
{
    const PublisherSettings changed = publisherSettings(settings);
    if (changed == m_settings)
        return;
    m_settings = changed;
    m_publisher.apply(changed);
}
