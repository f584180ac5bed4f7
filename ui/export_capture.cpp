#include "ui/export_capture.h"

#include "core/trace/har_writer.h"
#include "core/trace/pcapng_export.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>

CaptureJob::CaptureJob(const LabState &state, CaptureFormat format, QString file, QObject *parent)
    : QObject(parent)
    , m_format(format)
    , m_file(std::move(file))
    , m_context({.anchor = UnixAnchor::takeNow(),
                 .version = QCoreApplication::applicationVersion(),
                 .command = toRunCommand(state.settings),
                 .ports = {},
                 .dropped = {}})
    , m_timer(this)
{
    takeRecords(state);
    connect(&m_timer, &QTimer::timeout, this, &CaptureJob::goOn);
    m_timer.start(0);
}

void CaptureJob::takeRecords(const LabState &state)
{
    for (const TransportKind kind : allTransportKinds) {
        m_context.ports[indexOf(kind)] = state.snapshot.lane(kind).linkPort;
        if (!state.trace)
            continue;
        const TraceLog &log = state.trace->lane(kind);
        std::vector<TraceRecord> records = log.forCapture();
        // The openings of old connections were dropped, too, but are here again.
        const auto again = static_cast<qint64>(records.size() - log.records().size());
        m_context.dropped[indexOf(kind)] = log.dropped() - again;
        for (TraceRecord &record : records)
            m_records.emplace_back(kind, std::move(record));
    }
}

void CaptureJob::goOn()
{
    constexpr qint64 atOnceMs = 8; // less than a frame
    QElapsedTimer elapsed;
    elapsed.start();
    Result<bool> done = false;
    while (done && !*done && elapsed.elapsed() < atOnceMs)
        done = advance();
    if (done && !*done)
        return;
    m_timer.stop();
    emit finished(done ? Result<Done>(Done{}) : done.error());
    deleteLater();
}

Result<bool> CaptureJob::advance()
{
    if (m_records.empty())
        return Error{tr("There is nothing to export yet: press F5 to run.")};
    return m_export ? m_export->advance() : spoolSome();
}

Result<bool> CaptureJob::spoolSome()
{
    if (m_spooled == 0)
        if (const auto opened = m_spool.open(); !opened)
            return opened.error();
    constexpr std::size_t recordsAtOnce = 64;
    const std::size_t last = std::min(m_spooled + recordsAtOnce, m_records.size());
    for (; m_spooled < last; ++m_spooled)
        m_spool.add(m_records[m_spooled].first, m_records[m_spooled].second);
    if (m_spooled < m_records.size())
        return false;
    if (const auto spooled = m_spool.finish(); !spooled)
        return spooled.error();
    m_export = m_format == CaptureFormat::Pcapng ? pcapngExport(m_spool, m_context, m_file)
                                                 : harExport(m_spool, m_context, m_file);
    return false;
}
