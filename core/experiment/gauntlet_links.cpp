#include "core/experiment/gauntlet_links.h"

#include "core/experiment/link_side.h"

GauntletLinks::GauntletLinks(const GauntletSettings &settings)
    : m_settings(settings)
    , m_clock(this)
{
}

void GauntletLinks::open(const QHostAddress &host, quint16 port)
{
    GauntletPorts ports;
    for (const GauntletRow &row : m_settings.rows)
        for (std::size_t column = 0; column < m_settings.columns.size(); ++column) {
            const auto number = static_cast<int>(ports.size());
            auto link = std::make_unique<LoopbackLink>(
                number, m_settings.run.seed + static_cast<quint32>(number), m_clock);
            link->apply(linkSettings(m_settings.run));
            link->setMiddlebox(row.profile);
            const auto opened = link->open(host, port);
            if (!opened) {
                emit failed(opened.error());
                return;
            }
            ports.push_back(*opened);
            m_links.push_back(std::move(link));
        }
    emit opened(ports);
}
