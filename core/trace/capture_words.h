#pragma once

#include "core/trace/trace_record.h"

#include <QString>

#include <array>
#include <optional>
#include <vector>

/// What the captures need to know beside the records.
struct CaptureContext
{
    UnixAnchor anchor;
    QString version; ///< of the program
    QString command; ///< `pushscope run ...`: the settings as a command
    std::array<quint16, transportCount> ports{}; ///< of the lanes' links; 0: unknown
    std::array<qint64, transportCount> dropped{}; ///< records that are missing, per lane
};

/// What a reader of a capture needs to know of it: what was made up, what is inside, what is missing.
namespace capture_words {

/// "message 141", "messages 121 to 140", "messages 3, 5 and 9"; empty without messages.
[[nodiscard]] QString messages(const std::vector<MessageId> &ids);
/// For a packet: "record 17: response 200, messages 121 to 140, held 740 ms".
/// `held`: how long the server took, of a response.
[[nodiscard]] QString packet(const TraceRecord &record, std::optional<Duration> held);
/// For the pcapng section.
[[nodiscard]] QString section(const CaptureContext &context);
/// For the HTTP archive.
[[nodiscard]] QString archive(const CaptureContext &context);
/// "short-poll: 120 records before these were dropped"; empty: none is missing.
[[nodiscard]] QString dropped(const CaptureContext &context);

} // namespace capture_words
