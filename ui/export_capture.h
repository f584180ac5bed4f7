#pragma once

#include "core/base/result.h"
#include "core/trace/capture_export.h"
#include "core/trace/capture_spool.h"
#include "core/trace/capture_words.h"
#include "ui/lab_state.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>
#include <utility>
#include <vector>

enum class CaptureFormat { Pcapng, Har };

/// Writes the records that the window still has, of all lanes, as a capture; the file says how many are
/// missing. Message payloads are inside, nothing is redacted. Works a few milliseconds at a time, so that the
/// window goes on; ends with finished() and then deletes itself.
class CaptureJob : public QObject
{
    Q_OBJECT

public:
    /// Takes its own copy of what `state` holds now.
    CaptureJob(const LabState &state, CaptureFormat format, QString file, QObject *parent);

signals:
    void finished(const Result<Done> &result);

private:
    void takeRecords(const LabState &state);
    void goOn();
    /// True: that was all.
    [[nodiscard]] Result<bool> advance();
    [[nodiscard]] Result<bool> spoolSome();

    CaptureFormat m_format;
    QString m_file;
    CaptureContext m_context;
    std::vector<std::pair<TransportKind, TraceRecord>> m_records;
    std::size_t m_spooled = 0;
    CaptureSpool m_spool;
    std::unique_ptr<CaptureExport> m_export;
    QTimer m_timer;
};
