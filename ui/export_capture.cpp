#include "ui/export_capture.h"

#include "core/trace/capture_spool.h"
#include "core/trace/har_writer.h"
#include "core/trace/pcapng_export.h"

#include <QCoreApplication>

Result<Done> exportCapture(const LabState &state, CaptureFormat format, const QString &file)
{
    CaptureSpool spool;
    if (const auto opened = spool.open(); !opened)
        return opened.error();
    CaptureContext context{.anchor = UnixAnchor::takeNow(),
                           .version = QCoreApplication::applicationVersion(),
                           .command = toRunCommand(state.settings),
                           .ports = {},
                           .dropped = {}};
    for (const TransportKind kind : allTransportKinds) {
        context.ports[indexOf(kind)] = state.snapshot.lane(kind).linkPort;
        if (!state.trace)
            continue;
        const TraceLog &log = state.trace->lane(kind);
        const std::vector<TraceRecord> records = log.forCapture();
        // The openings of old connections were dropped, too, but are here again.
        const auto again = static_cast<qint64>(records.size() - log.records().size());
        context.dropped[indexOf(kind)] = log.dropped() - again;
        for (const TraceRecord &record : records)
            spool.add(kind, record);
    }
    if (const auto spooled = spool.finish(); !spooled)
        return spooled.error();
    if (spool.entries().empty())
        return Error{
            QCoreApplication::translate("Export", "There is nothing to export yet: press F5 to run.")};
    return format == CaptureFormat::Pcapng ? exportPcapng(spool, context, file)
                                           : exportHar(spool, context, file);
}
