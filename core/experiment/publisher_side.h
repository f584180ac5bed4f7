#pragma once

#include "core/experiment/experiment_settings.h"
#include "core/experiment/lag_report.h"
#include "core/hub/publisher.h"

#include <QObject>
#include <QTimer>

#include <optional>

/// What of the settings concerns the publisher.
[[nodiscard]] PublisherSettings publisherSettings(const ExperimentSettings &settings);

/// The publisher of one run, and how late it is.
class PublisherSide : public QObject
{
    Q_OBJECT

public:
    explicit PublisherSide(const ExperimentSettings &settings);

    void start();
    void begin(TimePoint start, std::optional<TimePoint> end);
    void apply(const ExperimentSettings &settings);
    void setHeld(bool held) { m_publisher.setHeld(held); }

signals:
    void due(const DueMessages &messages);
    /// The last due() has been sent.
    void scheduleOver();
    void late(const Lags &lateness);
    void lagged(const Lags &lags);

private:
    PublisherSettings m_settings;
    Publisher m_publisher;
    LagReport m_lag;
    QTimer m_timer;
};
