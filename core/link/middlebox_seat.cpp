#include "core/link/middlebox_seat.h"

MiddleboxSeat::MiddleboxSeat(const MiddleboxProfile &profile, LinkPipe &up, LinkPipe &down, LinkClock &clock)
    : m_down(down)
    , m_timer(clock, [this] { ring(); })
{
    if (profile.kind == MiddleboxProfile::Kind::None)
        return;
    m_box.emplace(profile);
    up.setExit({[this](QByteArrayView bytes) { return pass(Direction::Up, bytes); },
                [this] { return finish(Direction::Up); }});
    down.setEntry({[this](QByteArrayView bytes) { return pass(Direction::Down, bytes); },
                   [this] { return finish(Direction::Down); }});
}

void MiddleboxSeat::enter(TimePoint now)
{
    if (!m_box)
        return;
    m_box->open(now);
    rearm();
}

void MiddleboxSeat::leave()
{
    m_timer.clear();
    m_box.reset();
}

QByteArray MiddleboxSeat::pass(Direction direction, QByteArrayView bytes)
{
    if (!m_box)
        return bytes.toByteArray();
    const Middlebox::Passed passed = m_box->feed(direction, bytes, steadyNow());
    rearm();
    // Its answer enters the way down as if the server had sent it.
    if (direction == Direction::Down)
        return passed.bytes + passed.answer;
    m_down.inject(passed.answer);
    return passed.bytes;
}

QByteArray MiddleboxSeat::finish(Direction direction)
{
    return m_box ? m_box->finish(direction) : QByteArray();
}

void MiddleboxSeat::rearm()
{
    if (const auto closes = m_box->closesAt())
        m_timer.setFor(*closes);
    else
        m_timer.clear();
}

void MiddleboxSeat::ring()
{
    if (m_box && m_box->closesAt() && *m_box->closesAt() <= steadyNow())
        emit closing();
}
