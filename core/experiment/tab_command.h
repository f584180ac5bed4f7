#pragma once

#include "core/base/steady_time.h"

#include <QLatin1StringView>
#include <QMetaType>
#include <QString>

/// The two names of the server: to a connection pool they are two hosts.
inline constexpr QLatin1StringView firstHost("127.0.0.1");
inline constexpr QLatin1StringView secondHost("127.0.0.2");
/// Connections a host that browsers open over HTTP/1.1, and QNetworkAccessManager too; RFC 9112 9.4 sets no
/// number. For words and pictures: what holds a request back is Qt's pool itself.
inline constexpr int connectionsPerHost = 6;

/// The story stays so long at each step in the window, to be watched.
inline constexpr std::chrono::milliseconds storyPause{1500};

/// What the user, or the story, asks the tabs to do.
struct TabCommand
{
    enum class Kind {
        OpenTab,
        Poll,
        OpenWebSocket,
        Close, ///< the one with `id`
        Clear, ///< all of them
        Play, ///< tells the story, from no tab on; stays `pause` at each step, to be watched
        Cancel ///< stops the story where it is
    };
    Kind kind = Kind::OpenTab;
    QString host = firstHost;
    int id = 0;
    Duration pause{0};

    bool operator==(const TabCommand &) const = default;
};

Q_DECLARE_METATYPE(TabCommand)
