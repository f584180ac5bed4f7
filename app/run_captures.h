#pragma once

#include "core/experiment/run_report.h"
#include "core/trace/capture_spool.h"

#include <QString>

/// The captures that `pushscope run` writes (--pcapng, --har): collects the records while it runs, writes the
/// files at its end. prepare() and write() in the thread of the run; add() in the client thread between them.
class RunCaptures
{
public:
    /// Empty: not wanted.
    RunCaptures(QString pcapng, QString har);

    [[nodiscard]] bool wanted() const { return !m_pcapng.isEmpty() || !m_har.isEmpty(); }
    /// An error: one of the files, or the temporary one, cannot be written.
    [[nodiscard]] Result<Done> prepare();
    void add(TransportKind lane, const TraceRecord &record) { m_spool.add(lane, record); }
    [[nodiscard]] Result<Done> write(const RunResult &result);

private:
    QString m_pcapng;
    QString m_har;
    UnixAnchor m_anchor;
    CaptureSpool m_spool;
};
