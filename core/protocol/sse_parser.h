#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <chrono>
#include <variant>
#include <vector>

/// A dispatched event. `lastEventId` is the stream's last event id after this event (not only if it had one).
struct SseEvent
{
    QByteArray type = "message";
    QByteArray data;
    QByteArray lastEventId;
    bool operator==(const SseEvent &) const = default;
};
/// `text`: all that follows the colon.
struct SseComment
{
    QByteArray text;
    bool operator==(const SseComment &) const = default;
};
/// From 0 to maxSseRetry; a longer one is cut to it.
struct SseRetry
{
    std::chrono::milliseconds delay{0};
    bool operator==(const SseRetry &) const = default;
};
/// An event grew beyond the limit; the parser is deaf from here on.
struct SseOverflow
{
    bool operator==(const SseOverflow &) const = default;
};

inline constexpr std::chrono::milliseconds maxSseRetry = std::chrono::hours(24);

using SseOutput = std::variant<SseEvent, SseComment, SseRetry, SseOverflow>;

/// Incremental parser for text/event-stream, HTML Living Standard section 9.2.6.
///
/// Bytes in, events out. What comes out never depends on how the input was split. An event left unfinished
/// when the stream ends is dropped, as the standard asks. Bytes that are not UTF-8 pass through as they are.
class SseParser
{
public:
    static constexpr qsizetype defaultMaxEventBytes = qsizetype{8} * 1024 * 1024;

    explicit SseParser(qsizetype maxEventBytes = defaultMaxEventBytes);

    [[nodiscard]] std::vector<SseOutput> feed(QByteArrayView bytes);

private:
    void endLine(std::vector<SseOutput> &out);
    void takeField(QByteArrayView name, QByteArrayView value, std::vector<SseOutput> &out);
    void dispatch(std::vector<SseOutput> &out);

    qsizetype m_maxEventBytes;
    QByteArray m_line;
    QByteArray m_data; ///< with an LF after each line
    QByteArray m_type;
    QByteArray m_idBuffer;
    QByteArray m_lastEventId;
    bool m_firstLine = true;
    bool m_lastWasCr = false;
    bool m_deaf = false;
};
