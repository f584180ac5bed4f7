#pragma once

#include "core/trace/capture_export.h"
#include "core/trace/capture_spool.h"
#include "core/trace/capture_words.h"

#include <memory>

/// Writes the spooled records as a pcapng file that Wireshark opens: an interface a transport, a packet a
/// record (more if it is larger than a packet can be), TCP synthesised around them, and in each packet's
/// comment the record and its messages. The sum of the TCP payloads is the wire bytes.
/// Bytes that belong to no complete record are in it too; what was open at the end stays open.
/// REQUIRES: spool.finish() succeeded; the spool outlives the export.
[[nodiscard]] std::unique_ptr<CaptureExport> pcapngExport(CaptureSpool &spool, CaptureContext context,
                                                          QString file);
