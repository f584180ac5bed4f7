#pragma once

#include "core/base/result.h"
#include "core/link/link_fault.h"
#include "core/link/link_settings.h"
#include "core/link/middlebox_profile.h"
#include "core/link/tap.h"

#include <QHostAddress>
#include <QObject>

#include <memory>

class LinkClock;

/// A TCP relay on loopback that delays, throttles and is tapped: one client's way to the server.
///
/// Every connection to port() is carried on to the target through two schedules, one a direction, shared by
/// all connections of this link. Connecting is delayed as well: no byte reaches the server, and none comes
/// back, before one round trip has passed. A change of settings while bytes are under way loses and reorders
/// none. Bytes are tapped when they leave the link. Back-pressure: it stops reading a side while more than
/// maxBufferedBytes wait for the other. Half-close, close and reset travel as bytes do.
class LoopbackLink : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 maxBufferedBytes = 8LL * 1024 * 1024;

    /// `clock` is shared by all links of a thread and outlives them.
    LoopbackLink(int client, quint32 seed, LinkClock &clock, QObject *parent = nullptr);
    ~LoopbackLink() override;

    /// Listens on a free port of 127.0.0.1 and forwards to `host`:`port`.
    [[nodiscard]] Result<quint16> open(const QHostAddress &host, quint16 port);
    [[nodiscard]] quint16 port() const;
    void apply(const LinkSettings &settings);
    /// A fault begins now and ends by itself. One that throttles or stalls replaces an earlier one that does.
    void strike(const LinkFault &fault);
    /// Holds for connections that are made from now on.
    void setMiddlebox(const MiddleboxProfile &profile);
    /// Closes all connections at once (tapped as closed) and stops listening.
    void close();
    /// Bytes that wait in the link at the moment.
    [[nodiscard]] qint64 bufferedBytes() const;

signals:
    /// What left the link, in order; one emission may carry many events (at most 5 ms old).
    void tapped(const TapEvents &events);

private:
    class Private;
    std::unique_ptr<Private> m_private;
};
