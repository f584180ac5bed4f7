#pragma once

#include "core/trace/capture_spool.h"
#include "core/trace/capture_words.h"
#include "core/trace/har_body.h"
#include "core/trace/har_exchanges.h"
#include "core/trace/har_json.h"

#include <functional>
#include <optional>
#include <vector>

/// Where entries are written from: the spool, and its entries by conversation.
struct HarSource
{
    CaptureSpool &spool;
    const CaptureContext &context;
    const std::vector<CaptureEntry> &entries;
};

/// Which messages an entry carries, without keeping their ids.
struct CarriedMessages
{
    qint64 count = 0;
    quint64 first = 0, last = 0;

    void note(const std::vector<MessageId> &ids);
    /// Empty: none.
    [[nodiscard]] QString words() const;
};

/// Writes one exchange as an entry of an HTTP archive, reading its records again and again rather than
/// holding them.
class HarEntry
{
public:
    HarEntry(const HarSource &source, const HarExchange &exchange, HarJson &json);

    void write();

private:
    /// Gets each record of a response with its part of the body, chunk framing taken off.
    using TakeBody = std::function<void(const TraceRecord &record, const QByteArray &piece)>;

    HttpResponse readBody(const TakeBody &take);
    void writeResponse();
    void writeContent(const HttpResponse &head, const HarBody &measured);
    void writeTimings();
    void writeMessages();
    void writeComment(const QString &addition);
    [[nodiscard]] bool isWebSocket() const;
    [[nodiscard]] const CaptureConversation &conversation() const;
    /// When the last byte of the exchange was there.
    [[nodiscard]] TimePoint end() const;

    HarSource m_source;
    const HarExchange &m_exchange;
    HarJson &m_json;
    TraceRecord m_request;
    std::optional<TraceRecord> m_response;
    bool m_noBody = false; ///< HEAD
    CarriedMessages m_carried;
};
