#pragma once

#include "core/base/result.h"
#include "core/trace/capture_spool.h"
#include "core/trace/capture_words.h"

/// Writes the spooled records as a pcapng file that Wireshark opens: an interface a transport, a packet a
/// record (more if it is larger than a packet can be), TCP synthesised around them, and in each packet's
/// comment the record and its messages. The sum of the TCP payloads is the wire bytes.
/// Bytes that belong to no complete record are in it too; what was open at the end stays open.
/// REQUIRES: spool.finish() succeeded.
[[nodiscard]] Result<Done> exportPcapng(CaptureSpool &spool, const CaptureContext &context,
                                        const QString &file);
