#include "app/run_captures.h"

#include "core/experiment/export_json.h"
#include "core/trace/har_writer.h"
#include "core/trace/pcapng_export.h"

#include <QCoreApplication>

#include <utility>

RunCaptures::RunCaptures(QString pcapng, QString har)
    : m_pcapng(std::move(pcapng))
    , m_har(std::move(har))
    , m_anchor(UnixAnchor::takeNow())
{
}

Result<Done> RunCaptures::prepare()
{
    if (!wanted())
        return Done{};
    for (const QString &file : {m_pcapng, m_har})
        if (!file.isEmpty())
            if (const auto writable = checkWritable(file); !writable)
                return writable.error();
    return m_spool.open();
}

Result<Done> RunCaptures::write(const RunResult &result)
{
    if (!wanted())
        return Done{};
    if (const auto spooled = m_spool.finish(); !spooled)
        return spooled.error();
    CaptureContext context{.anchor = m_anchor,
                           .version = QCoreApplication::applicationVersion(),
                           .command = toRunCommand(result.settings),
                           .ports = {},
                           .dropped = {}};
    for (const LaneSnapshot &lane : result.snapshot.lanes)
        context.ports[indexOf(lane.kind)] = lane.linkPort;
    // If one of them cannot be written, the other still is.
    const Result<Done> pcapng
        = m_pcapng.isEmpty() ? Done{} : pcapngExport(m_spool, context, m_pcapng)->finish();
    const Result<Done> har = m_har.isEmpty() ? Done{} : harExport(m_spool, context, m_har)->finish();
    return pcapng ? har : pcapng;
}
