#pragma once

#include "core/protocol/wire_body.h"
#include "core/protocol/wire_head.h"

/// Follows the requests or the responses of one direction: tells where a head ends and where a message does.
class HttpFollower
{
public:
    enum class Step {
        Part, ///< of a head or a body that goes on
        Head, ///< the head is complete: expectBody() or restart() follows
        End, ///< the message is complete
        Fault ///< not HTTP: nothing more can be told
    };
    struct Taken
    {
        Step step = Step::Fault;
        qsizetype size = 0; ///< of the bytes given
    };

    explicit HttpFollower(WireHeadReader::Kind kind)
        : m_head(kind)
    {
    }

    /// REQUIRES: bytes are not empty.
    [[nodiscard]] Taken next(QByteArrayView bytes);
    /// After Head.
    [[nodiscard]] const WireHead &head() const { return m_head.head(); }
    /// True: there is none, and the message is over.
    [[nodiscard]] bool expectBody(const WireBody &body);
    /// Another head is next.
    void restart();

private:
    WireHeadReader m_head;
    WireBody m_body;
    bool m_inBody = false;
};
