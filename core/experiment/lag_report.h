#pragma once

#include "core/base/loop_lag_probe.h"

#include <QMetaType>
#include <QObject>
#include <QTimer>

#include <vector>

using Lags = std::vector<Duration>;

/// Hands out the loop lags of the thread it lives in, four times a second.
class LagReport : public QObject
{
    Q_OBJECT

public:
    explicit LagReport(QObject *parent = nullptr);

    void start();

signals:
    void measured(const Lags &lags);

private:
    LoopLagProbe m_probe;
    QTimer m_timer;
};
