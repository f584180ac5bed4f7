#pragma once

#include "core/link/link_clock.h"
#include "core/link/loopback_link.h"
#include "tests/support/plain_peer.h"

#include <memory>

/// A server behind a link, and what was tapped there.
class LinkedServer
{
public:
    LinkedServer()
    {
        QObject::connect(&link, &LoopbackLink::tapped, &link, [this](const TapEvents &events) {
            taps.insert(taps.end(), events.begin(), events.end());
        });
        isOpen = link.open(QHostAddress::LocalHost, server.port()).has_value();
    }

    [[nodiscard]] quint16 port() const { return link.port(); }

    /// The connection that the server accepted last.
    [[nodiscard]] PlainPeer *accepted() const
    {
        return server.peers.empty() ? nullptr : server.peers.back().get();
    }

    [[nodiscard]] QByteArray tapped(Direction direction) const
    {
        QByteArray bytes;
        for (const TapEvent &event : taps) {
            if (event.kind == TapEvent::Kind::Bytes && event.direction == direction)
                bytes += event.bytes;
        }
        return bytes;
    }

    PlainServer server;
    LinkClock clock;
    LoopbackLink link{3, 1, clock};
    TapEvents taps;
    bool isOpen = false;
};
