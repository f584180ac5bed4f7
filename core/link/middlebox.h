#pragma once

#include "core/link/http_follower.h"
#include "core/link/middlebox_profile.h"
#include "core/protocol/wire_record.h"

#include <QByteArray>

#include <deque>
#include <optional>

/// What stands between client and server on one connection, sans I/O: bytes and the time in; what to pass on,
/// what to answer and when to close out. What comes out never depends on how the input was split.
///
/// Requests are followed to know which of them asks for an upgrade or has no body in its answer, responses to
/// know where they end. What is not HTTP, and all that follows a 101 that got through, passes as in a tunnel.
/// Bounded: a response of which more than maxHeldBytes would have to be held back closes the connection.
class Middlebox
{
public:
    struct Passed
    {
        QByteArray bytes; ///< go on in their direction
        QByteArray answer; ///< to the client, behind what was passed down before

        bool operator==(const Passed &) const = default;
    };
    static constexpr qint64 maxHeldBytes = qint64{8} * 1024 * 1024;

    explicit Middlebox(const MiddleboxProfile &profile);

    /// The connection is made. Once, before the first bytes.
    void open(TimePoint now);
    [[nodiscard]] Passed feed(Direction direction, QByteArrayView bytes, TimePoint now);
    /// A side sends no more: what was held of it goes on.
    [[nodiscard]] QByteArray finish(Direction direction);
    /// When it closes the connection, unless something moves before; nullopt: never.
    [[nodiscard]] std::optional<TimePoint> closesAt() const { return m_closesAt; }
    [[nodiscard]] qint64 heldBytes() const { return m_request.size() + m_response.size(); }

    /// What it answers to a request that it refuses.
    [[nodiscard]] static QByteArray refusal();

private:
    struct Exchange
    {
        bool headOnly = false; ///< the response has no body (RFC 9112 6.3)
        bool upgrade = false;
    };
    enum class Way {
        Http,
        Raw, ///< behind a request for an upgrade that is not answered yet
        Tunnel, ///< all passes
        Deaf ///< nothing does
    };

    [[nodiscard]] Passed feedUp(QByteArrayView bytes);
    [[nodiscard]] QByteArray feedDown(QByteArrayView bytes);
    void takeRequestHead(Passed &passed);
    [[nodiscard]] QByteArray takeResponseHead();
    [[nodiscard]] QByteArray endResponse();
    [[nodiscard]] QByteArray ripe();
    [[nodiscard]] QByteArray tunnel();
    void refuse(Passed &passed);
    void closeNow();

    MiddleboxProfile m_profile;
    HttpFollower m_requests{WireHeadReader::Kind::Request};
    HttpFollower m_responses{WireHeadReader::Kind::Response};
    std::deque<Exchange> m_unanswered;
    QByteArray m_request; ///< of a head that is not complete yet
    QByteArray m_response; ///< held back
    std::optional<TimePoint> m_closesAt;
    Way m_up = Way::Http;
    Way m_down = Way::Http;
    bool m_refuses = false; ///< as soon as what was asked before is answered
    bool m_inRequest = false; ///< its head is complete, its body is not
    bool m_inResponse = false;
};
