#pragma once

#include "core/base/steady_time.h"

#include <QMetaType>
#include <QtGlobal>

/// What stands between client and server and means well: proxies, load balancers, antivirus. One link has
/// one.
struct MiddleboxProfile
{
    enum class Kind {
        None,
        RefusesUpgrade, ///< answers a request that asks for an Upgrade with 403 (RFC 9110 15.5.4)
        SwallowsUpgrade, ///< lets the handshake through and throws the 101 away, and what follows it
        BuffersBytes, ///< holds a response back until `bytes` of it are there, then that much more (nginx as
                      ///< it comes, with HTTP/1.0 to its server)
        BuffersToEnd, ///< holds a response back until it is whole (gzip middleware, antivirus)
        ClosesBusy, ///< closes every connection after `time`, busy or not
        ClosesIdle ///< closes a connection on which nothing has moved for `time` (load balancers)
    };

    Kind kind = Kind::None;
    qint64 bytes = 0; ///< BuffersBytes
    Duration time{0}; ///< ClosesBusy, ClosesIdle

    bool operator==(const MiddleboxProfile &) const = default;
};

Q_DECLARE_METATYPE(MiddleboxProfile)
