#pragma once

#include "core/base/result.h"
#include "core/trace/trace_record.h"

#include <QTemporaryFile>

#include <map>
#include <tuple>
#include <vector>

/// Whose bytes: a TCP connection, by its place in CaptureSpool::conversations().
struct CaptureConversation
{
    TransportKind lane = TransportKind::ShortPoll;
    TapSource source;

    bool operator==(const CaptureConversation &) const = default;
};

/// What is known of a spooled record without reading it.
struct CaptureEntry
{
    qint64 offset = 0; ///< in the spool
    TimePoint stamp{}; ///< as seen at the client: when it sent the first byte, or got the last one
    qint64 begin = 0;
    quint64 number = 0;
    quint32 conversation = 0;
    int exchange = -1; ///< -1: none
    TraceKind kind = TraceKind::Wire;
    WireRecordKind record = WireRecordKind::Unclassified;
    Direction direction = Direction::Up;

    bool operator==(const CaptureEntry &) const = default;
};

/// Keeps the records of a run in a temporary file until the captures are written: in memory stays an index of
/// 56 bytes a record. The ranges of a record and its partner are not kept. After the first error (a full
/// disk) it takes no more and keeps the error for finish().
class CaptureSpool
{
public:
    [[nodiscard]] Result<Done> open();
    void add(TransportKind lane, const TraceRecord &record);
    /// All has been added. Says what went wrong at any time since open().
    [[nodiscard]] Result<Done> finish();

    [[nodiscard]] const std::vector<CaptureEntry> &entries() const { return m_entries; }
    [[nodiscard]] const std::vector<CaptureConversation> &conversations() const { return m_conversations; }
    /// REQUIRES: finish() succeeded. Bytes that cannot be read come as an empty record, with the error in
    /// readError().
    [[nodiscard]] TraceRecord read(const CaptureEntry &entry);
    [[nodiscard]] Result<Done> readError() const;

private:
    using Key = std::tuple<TransportKind, int, int>; ///< lane, client, connection

    void flush();
    [[nodiscard]] Error cannotReadBack() const;
    [[nodiscard]] quint32 conversationOf(TransportKind lane, const TapSource &source);

    static constexpr qsizetype bufferBytes = 64LL * 1024;

    QTemporaryFile m_file;
    QByteArray m_buffer; ///< to be written at m_bufferAt
    qint64 m_bufferAt = 0;
    const uchar *m_mapped = nullptr; ///< the file, from finish() on
    std::vector<CaptureEntry> m_entries;
    std::vector<CaptureConversation> m_conversations;
    std::map<Key, quint32> m_known;
    std::optional<Error> m_error;
};
