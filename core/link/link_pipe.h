#pragma once

#include "core/link/link_clock.h"
#include "core/link/link_schedule.h"
#include "core/link/stream_socket.h"

#include <QByteArray>
#include <QObject>

#include <deque>
#include <functional>

/// One direction of one relayed connection: reads `from`, holds the bytes for as long as the schedule says,
/// writes `to`. The end of the stream and a reset travel behind the bytes like one more chunk.
///
/// Chunks wait in a backlog until the bandwidth limit lets them in and are scheduled only then, so that a
/// change of settings acts on what waits. All that is passed in outlives it.
class LinkPipe : public QObject
{
    Q_OBJECT

public:
    enum class End { None, Finished, Reset };
    struct Path
    {
        StreamSocket &from;
        StreamSocket &to;
        LinkSchedule &schedule;
        LinkClock &clock;
    };

    /// Somebody who sees the bytes at one end of the pipe and may hold back, change or drop them.
    struct Filter
    {
        std::function<QByteArray(QByteArrayView bytes)> pass;
        /// The end of the stream is next: what was held back.
        std::function<QByteArray()> finish;
    };

    /// Nothing is sent on before `openAt`; what arrives earlier waits as if it had arrived then.
    LinkPipe(const Path &path, TimePoint openAt, qint64 maxBufferedBytes);

    /// At the entry bytes have not been in the link yet, at the exit they have left it: sent() tells of them
    /// before the filter sees them. A filter may call inject() and end() of any pipe. REQUIRES: not started.
    void setEntry(Filter filter) { m_entry = std::move(filter); }
    void setExit(Filter filter) { m_exit = std::move(filter); }
    void setMaxBuffered(qint64 bytes) { m_maxBuffered = bytes; }

    /// Bytes that come from the entry itself.
    void inject(const QByteArray &bytes);
    /// Nothing more comes in, and behind what is in the pipe the end of the stream travels.
    void end() { close(End::Finished); }
    /// `from` has vanished: what is in the pipe still arrives, and no end follows it.
    void forsake();
    /// Lets what waits meet changed settings.
    void reconsider();
    /// The connection was found dead from the other side: a reset travels this way.
    void reset() { close(End::Reset); }
    /// No signal comes after it.
    void stop();
    [[nodiscard]] qint64 bufferedBytes() const { return m_buffered; }

signals:
    /// The kernel took `bytes` that had come in at `in`.
    void sent(TimePoint in, const QByteArray &bytes);
    /// `from` has sent its last byte.
    void ending();
    /// The end has reached `to`: with Reset it was aborted.
    void ended(LinkPipe::End end);
    /// `to` is gone: what was on its way is dropped.
    void broken();

private:
    struct Chunk
    {
        QByteArray bytes;
        TimePoint in{};
        TimePoint out{};
        End end = End::None;
        bool left = false; ///< has left the link and passed the filter at its exit
    };

    void onReadable();
    void take(const StreamSocket::Read &read);
    void proceed();
    void schedulePieces(TimePoint now);
    void deliver(TimePoint now);
    [[nodiscard]] bool deliverFront();
    void deliverEnd(End end);
    void passExit();
    void enqueue(const QByteArray &bytes);
    void close(End end);
    void rest();
    void dropAll();

    Path m_path;
    Filter m_entry;
    Filter m_exit;
    TimePoint m_openAt;
    qint64 m_maxBuffered;
    LinkClock::Timer m_turnTimer; ///< the bandwidth limit lets the backlog in
    LinkClock::Timer m_departureTimer;
    std::deque<Chunk> m_backlog; ///< in order of arrival; `out` not known yet
    std::deque<Chunk> m_onTheWay; ///< scheduled
    qint64 m_buffered = 0;
    bool m_blocked = false; ///< `to` takes no more at the moment
    bool m_inputOver = false;
    bool m_outputOver = false;
    bool m_hadTurn = false;
};
