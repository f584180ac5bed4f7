#include "core/experiment/lag_report.h"

LagReport::LagReport(QObject *parent)
    : QObject(parent)
    , m_probe(this)
    , m_timer(this)
{
    m_timer.setInterval(250);
    connect(&m_timer, &QTimer::timeout, this, [this] { emit measured(m_probe.takeLags()); });
}

void LagReport::start()
{
    m_probe.start();
    m_timer.start();
}
