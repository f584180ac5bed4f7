#pragma once

#include <QByteArray>
#include <QMetaType>

#include <utility>
#include <vector>

/// How much header a request and a response carry, both directions.
///
/// Minimal: only what the protocol needs. Browser: what Chromium sends to its own origin. SignedIn: Browser
/// with a 1.2 KB cookie. Custom: request head + response head together are padded to `pairBytes` (871 is the
/// pair of Lubbers and Greco, "Quantum Leap", 2010), half and half, never below Minimal.
struct HeaderProfile
{
    enum class Kind { Minimal, Browser, SignedIn, Custom };
    static constexpr int maxPairBytes = 8192;
    static constexpr int quantumLeapPairBytes = 871;

    Kind kind = Kind::Browser;
    /// Only for Custom: 0 to maxPairBytes.
    int pairBytes = 0;

    bool operator==(const HeaderProfile &) const = default;
};

using HttpHeader = std::pair<QByteArray, QByteArray>;
using HttpHeaders = std::vector<HttpHeader>;

Q_DECLARE_METATYPE(HeaderProfile)
