#include "core/link/middlebox.h"

#include <algorithm>
#include <utility>

using Kind = MiddleboxProfile::Kind;
using Step = HttpFollower::Step;

namespace {

/// More requests without an answer are not followed any more.
constexpr std::size_t maxUnanswered = 4096;

WireBody bodyOfRequest(const WireHead &head)
{
    return head.chunked && !head.otherCoding ? WireBody::chunked()
                                             : WireBody::ofLength(head.contentLength.value_or(0));
}

WireBody bodyOfResponse(const WireHead &head, bool headOnly)
{
    if (headOnly || head.status == 204 || head.status == 304)
        return WireBody::ofLength(0);
    return head.chunked && !head.otherCoding ? WireBody::chunked() : WireBody::ofLength(head.contentLength);
}

} // namespace

Middlebox::Middlebox(const MiddleboxProfile &profile)
    : m_profile(profile)
{
    m_profile.bytes = std::clamp<qint64>(m_profile.bytes, 1, maxHeldBytes);
    if (profile.kind == Kind::None || profile.kind == Kind::ClosesBusy || profile.kind == Kind::ClosesIdle)
        m_up = m_down = Way::Tunnel;
}

void Middlebox::open(TimePoint now)
{
    if (m_profile.kind == Kind::ClosesBusy || m_profile.kind == Kind::ClosesIdle)
        m_closesAt = now + m_profile.time;
}

Middlebox::Passed Middlebox::feed(Direction direction, QByteArrayView bytes, TimePoint now)
{
    if (m_profile.kind == Kind::ClosesIdle)
        m_closesAt = now + m_profile.time;
    if (direction == Direction::Up)
        return feedUp(bytes);
    Passed passed{feedDown(bytes), {}};
    if (m_refuses && m_unanswered.empty())
        refuse(passed);
    return passed;
}

QByteArray Middlebox::finish(Direction direction)
{
    return std::exchange(direction == Direction::Up ? m_request : m_response, {});
}

QByteArray Middlebox::refusal()
{
    return QByteArrayLiteral("HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nContent-Length: 45\r\n"
                             "Connection: close\r\n\r\nThis proxy lets nobody change the protocol.\r\n");
}

Middlebox::Passed Middlebox::feedUp(QByteArrayView bytes)
{
    Passed passed;
    while (!bytes.isEmpty() && m_up == Way::Http) {
        const HttpFollower::Taken taken = m_requests.next(bytes);
        m_request.append(bytes.first(taken.size));
        bytes = bytes.sliced(taken.size);
        if (taken.step == Step::Head) {
            takeRequestHead(passed);
        } else if (taken.step == Step::Fault) {
            passed.bytes += std::exchange(m_request, {});
            m_up = Way::Tunnel;
        } else if (m_inRequest) {
            passed.bytes += std::exchange(m_request, {});
            m_inRequest = taken.step != Step::End;
        }
    }
    if (m_up != Way::Deaf)
        passed.bytes.append(bytes);
    return passed;
}

void Middlebox::takeRequestHead(Passed &passed)
{
    const WireHead head = m_requests.head();
    if (head.webSocket && m_profile.kind == Kind::RefusesUpgrade) {
        m_refuses = true;
        m_request.clear();
        m_up = Way::Deaf;
        if (m_unanswered.empty())
            refuse(passed);
        return;
    }
    passed.bytes += std::exchange(m_request, {});
    m_unanswered.push_back({head.method == "HEAD", head.webSocket});
    m_inRequest = !m_requests.expectBody(bodyOfRequest(head));
    if (head.webSocket || m_unanswered.size() > maxUnanswered)
        m_up = Way::Raw;
}

QByteArray Middlebox::feedDown(QByteArrayView bytes)
{
    QByteArray out;
    while (!bytes.isEmpty() && m_down == Way::Http) {
        const HttpFollower::Taken taken = m_responses.next(bytes);
        m_response.append(bytes.first(taken.size));
        bytes = bytes.sliced(taken.size);
        if (m_response.size() > maxHeldBytes)
            closeNow();
        else if (taken.step == Step::Head)
            out += takeResponseHead();
        else if (taken.step == Step::Fault)
            out += tunnel();
        else if (taken.step == Step::End)
            out += endResponse();
        else if (m_inResponse)
            out += ripe();
    }
    if (m_down == Way::Tunnel)
        out.append(bytes);
    return out;
}

QByteArray Middlebox::takeResponseHead()
{
    const WireHead head = m_responses.head();
    if (head.status == 101) {
        if (m_profile.kind != Kind::SwallowsUpgrade)
            return tunnel();
        m_response.clear();
        m_down = Way::Deaf;
        return {};
    }
    if (head.status < 200) {
        m_responses.restart();
        return std::exchange(m_response, {});
    }
    m_inResponse = true;
    const bool headOnly = !m_unanswered.empty() && m_unanswered.front().headOnly;
    return m_responses.expectBody(bodyOfResponse(head, headOnly)) ? endResponse() : ripe();
}

QByteArray Middlebox::endResponse()
{
    m_inResponse = false;
    if (!m_unanswered.empty()) {
        // The upgrade was declined: HTTP goes on.
        if (m_unanswered.front().upgrade && m_up == Way::Raw)
            m_up = Way::Http;
        m_unanswered.pop_front();
    }
    return std::exchange(m_response, {});
}

/// What of a response that goes on need not be held any longer.
QByteArray Middlebox::ripe()
{
    if (m_profile.kind == Kind::BuffersToEnd)
        return {};
    if (m_profile.kind != Kind::BuffersBytes)
        return std::exchange(m_response, {});
    const qint64 whole = m_response.size() / m_profile.bytes * m_profile.bytes;
    QByteArray out = m_response.left(whole);
    m_response.remove(0, whole);
    return out;
}

QByteArray Middlebox::tunnel()
{
    m_up = m_up == Way::Deaf ? Way::Deaf : Way::Tunnel;
    m_down = Way::Tunnel;
    return std::exchange(m_response, {});
}

void Middlebox::refuse(Passed &passed)
{
    passed.answer = refusal();
    m_refuses = false;
    m_down = Way::Deaf;
    closeNow();
}

void Middlebox::closeNow()
{
    m_up = m_down = Way::Deaf;
    m_request.clear();
    m_response.clear();
    m_closesAt = TimePoint{};
}
