#pragma once

#include "core/experiment/gauntlet_settings.h"
#include "core/link/link_clock.h"
#include "core/link/loopback_link.h"

#include <QHostAddress>
#include <QMetaType>
#include <QObject>

#include <memory>
#include <vector>

/// Ports of the cells, row by row.
using GauntletPorts = std::vector<quint16>;

/// The links of the gauntlet: one a cell, with the middlebox of its row.
class GauntletLinks : public QObject
{
    Q_OBJECT

public:
    explicit GauntletLinks(const GauntletSettings &settings);

    /// Answers with opened() or failed().
    void open(const QHostAddress &host, quint16 port);

signals:
    void opened(const GauntletPorts &ports);
    void failed(const Error &error);

private:
    GauntletSettings m_settings;
    LinkClock m_clock;
    std::vector<std::unique_ptr<LoopbackLink>> m_links;
};

Q_DECLARE_METATYPE(GauntletPorts)
