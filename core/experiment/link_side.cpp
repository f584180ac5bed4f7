#include "core/experiment/link_side.h"

#include <QRandomGenerator>

LinkSettings linkSettings(const ExperimentSettings &settings)
{
    return {settings.delay, settings.jitter, settings.bytesPerSecond};
}

quint32 seedFor(quint32 seed, TransportKind lane, int client)
{
    const std::array<quint32, 3> parts{seed, static_cast<quint32>(indexOf(lane)),
                                       static_cast<quint32>(client)};
    return QRandomGenerator(parts.data(), static_cast<qsizetype>(parts.size())).generate();
}

LinkSide::LinkSide(const ExperimentSettings &settings)
    : m_seed(settings.seed)
    , m_settings(linkSettings(settings))
    , m_lag(this)
    , m_clock(this)
{
    connect(&m_lag, &LagReport::measured, this, &LinkSide::lagged);
}

void LinkSide::aim(const QHostAddress &host, quint16 port)
{
    m_lag.start();
    m_host = host;
    m_port = port;
}

void LinkSide::provide(TransportKind lane, int clients)
{
    Lane &l = m_lanes[indexOf(lane)];
    if (!l.guest) {
        l.guest = openLink(lane, -1);
        if (!l.guest)
            return;
        l.ports.guest = l.guest->port();
    }
    while (static_cast<int>(l.links.size()) < clients) {
        auto link = openLink(lane, static_cast<int>(l.links.size()));
        if (!link)
            return;
        connect(link.get(), &LoopbackLink::tapped, this,
                [this, lane](const TapEvents &events) { emit tapped(lane, events); });
        l.ports.clients.push_back(link->port());
        l.links.push_back(std::move(link));
    }
    emit provided(lane, l.ports);
}

std::unique_ptr<LoopbackLink> LinkSide::openLink(TransportKind lane, int client)
{
    auto link = std::make_unique<LoopbackLink>(client, seedFor(m_seed, lane, client), m_clock);
    link->apply(m_settings);
    const auto opened = link->open(m_host, m_port);
    if (!opened) {
        emit failed(opened.error());
        return nullptr;
    }
    return link;
}

void LinkSide::apply(const ExperimentSettings &settings)
{
    const LinkSettings changed = linkSettings(settings);
    if (changed == m_settings)
        return;
    m_settings = changed;
    for (const Lane &lane : m_lanes) {
        if (lane.guest)
            lane.guest->apply(changed);
        for (const auto &link : lane.links)
            link->apply(changed);
    }
}

void LinkSide::strike(const Fault &fault)
{
    const auto struck = linkFault(fault);
    if (!struck)
        return;
    for (const TransportKind kind : allTransportKinds) {
        const Lane &lane = m_lanes[indexOf(kind)];
        if (!fault.hits(kind) || lane.links.empty())
            continue;
        if (struck->kind == LinkFault::Kind::SlowReader) {
            lane.links.front()->strike(*struck);
            continue;
        }
        for (const auto &link : lane.links)
            link->strike(*struck);
        lane.guest->strike(*struck);
    }
}
