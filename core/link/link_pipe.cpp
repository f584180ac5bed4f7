#include "core/link/link_pipe.h"

#include <algorithm>
#include <utility>

LinkPipe::LinkPipe(const Path &path, TimePoint openAt, qint64 maxBufferedBytes)
    : m_path(path)
    , m_openAt(openAt)
    , m_maxBuffered(maxBufferedBytes)
    , m_turnTimer(path.clock, [this] { proceed(); })
    , m_departureTimer(path.clock, [this] { proceed(); })
{
    connect(&m_path.from, &StreamSocket::readable, this, &LinkPipe::onReadable);
    connect(&m_path.to, &StreamSocket::writable, this, [this] {
        m_blocked = false;
        proceed();
    });
}

void LinkPipe::reconsider()
{
    m_turnTimer.clear();
    proceed();
}

void LinkPipe::inject(const QByteArray &bytes)
{
    if (m_outputOver || bytes.isEmpty())
        return;
    enqueue(bytes);
    proceed();
}

void LinkPipe::close(End end)
{
    const auto endsWith = [](const std::deque<Chunk> &chunks, End kind) {
        return !chunks.empty() && chunks.back().end == kind;
    };
    if (m_outputOver || endsWith(m_backlog, End::Reset) || endsWith(m_onTheWay, End::Reset))
        return;
    if (end == End::Finished && m_inputOver)
        return;
    m_inputOver = true;
    m_path.from.setReading(false);
    m_backlog.push_back({{}, steadyNow(), {}, end});
    proceed();
}

void LinkPipe::forsake()
{
    m_inputOver = true;
    m_path.from.setReading(false);
}

void LinkPipe::stop()
{
    m_inputOver = true;
    m_outputOver = true;
    dropAll();
}

void LinkPipe::onReadable()
{
    // A few reads a turn, so that one busy connection does not starve the others of this thread.
    for (int i = 0; i < 4 && !m_inputOver && m_buffered < m_maxBuffered; ++i) {
        const StreamSocket::Read read = m_path.from.read(m_maxBuffered - m_buffered);
        if (read.status == StreamSocket::Status::WouldBlock)
            break;
        take(read);
    }
    proceed();
}

void LinkPipe::take(const StreamSocket::Read &read)
{
    const TimePoint now = steadyNow();
    if (read.status == StreamSocket::Status::Ok) {
        if (m_outputOver)
            return;
        enqueue(m_entry.pass ? m_entry.pass(read.bytes) : read.bytes);
        return;
    }
    const bool finished = read.status == StreamSocket::Status::Ended;
    if (finished && m_entry.finish)
        enqueue(m_entry.finish());
    m_backlog.push_back({{}, now, {}, finished ? End::Finished : End::Reset});
    m_inputOver = true;
    m_path.from.setReading(false);
    emit ending();
}

void LinkPipe::enqueue(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    m_backlog.push_back({bytes, steadyNow(), {}, End::None});
    m_buffered += bytes.size();
}

void LinkPipe::proceed()
{
    if (m_outputOver)
        return;
    const TimePoint now = steadyNow();
    // Who waits for its turn under the bandwidth limit is called by its timer.
    if (!m_turnTimer.isSet())
        schedulePieces(now);
    deliver(now);
    if (!m_inputOver)
        m_path.from.setReading(m_buffered < m_maxBuffered);
    if (!m_outputOver)
        rest();
}

void LinkPipe::schedulePieces(TimePoint now)
{
    while (!m_backlog.empty() && m_openAt <= now && m_path.schedule.freeAt() <= now) {
        Chunk &front = m_backlog.front();
        const qint64 size = std::min<qint64>(front.bytes.size(), m_path.schedule.maxChunk());
        Chunk piece{front.bytes.left(size), front.in, {}, front.end, false};
        if (size < front.bytes.size())
            front.bytes.remove(0, size);
        else
            m_backlog.pop_front();
        piece.out = m_path.schedule.departure(std::max(piece.in, m_openAt), size);
        m_hadTurn = true;
        m_onTheWay.push_back(std::move(piece));
    }
}

void LinkPipe::deliver(TimePoint now)
{
    while (!m_outputOver && !m_blocked && !m_onTheWay.empty() && m_onTheWay.front().out <= now) {
        if (!deliverFront())
            return;
    }
}

bool LinkPipe::deliverFront()
{
    if (m_exit.pass && !m_onTheWay.front().left) {
        passExit();
        return true;
    }
    Chunk &front = m_onTheWay.front();
    if (front.end != End::None) {
        deliverEnd(front.end);
        return true;
    }
    const qint64 count = m_path.to.write(front.bytes);
    if (count < 0) {
        m_outputOver = true;
        dropAll();
        emit broken();
        return false;
    }
    m_blocked = count < front.bytes.size();
    if (count == 0)
        return false;
    m_buffered -= count;
    const TimePoint in = front.in;
    const bool told = front.left;
    const QByteArray bytes = m_blocked ? front.bytes.left(count) : front.bytes;
    if (m_blocked)
        front.bytes.remove(0, count);
    else
        m_onTheWay.pop_front();
    if (!told)
        emit sent(in, bytes);
    return true;
}

void LinkPipe::deliverEnd(End end)
{
    m_onTheWay.pop_front();
    if (end == End::Reset) {
        m_path.to.abort();
        m_outputOver = true;
    } else {
        m_path.to.finishWriting();
    }
    emit ended(end);
}

void LinkPipe::passExit()
{
    Chunk chunk = std::move(m_onTheWay.front());
    m_onTheWay.pop_front();
    m_buffered -= chunk.bytes.size();
    QByteArray passed;
    if (chunk.end == End::None) {
        emit sent(chunk.in, chunk.bytes);
        if (m_outputOver)
            return;
        passed = m_exit.pass(chunk.bytes);
    } else if (chunk.end == End::Finished) {
        passed = m_exit.finish();
    }
    if (m_outputOver)
        return;
    chunk.left = true;
    if (chunk.end != End::None)
        m_onTheWay.push_front(chunk);
    if (passed.isEmpty())
        return;
    m_buffered += passed.size();
    chunk.bytes = passed;
    chunk.end = End::None;
    m_onTheWay.push_front(std::move(chunk));
}

void LinkPipe::rest()
{
    // After its turn a pipe lets the others of this link go first: they share the limit evenly.
    const Duration courtesy{std::exchange(m_hadTurn, false) ? 1 : 0};
    if (!m_backlog.empty() && !m_turnTimer.isSet())
        m_turnTimer.setFor(std::max(m_openAt, m_path.schedule.freeAt() + courtesy));
    if (!m_onTheWay.empty() && !m_blocked)
        m_departureTimer.setFor(m_onTheWay.front().out);
    else
        m_departureTimer.clear();
}

void LinkPipe::dropAll()
{
    m_turnTimer.clear();
    m_departureTimer.clear();
    m_backlog.clear();
    m_onTheWay.clear();
    m_buffered = 0;
}
