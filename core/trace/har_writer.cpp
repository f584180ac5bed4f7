#include "core/trace/har_writer.h"

#include "core/trace/capture_file.h"
#include "core/trace/capture_order.h"
#include "core/trace/har_entry.h"
#include "core/trace/har_exchanges.h"

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace {

class HarExport : public CaptureExport
{
public:
    HarExport(CaptureSpool &spool, CaptureContext context, QString file)
        : m_spool(spool)
        , m_context(std::move(context))
        , m_name(std::move(file))
        , m_json([this](const QByteArray &bytes) { m_target.write(bytes); })
    {
    }

    Result<bool> advance() override
    {
        if (!m_begun)
            return begin();
        constexpr std::size_t exchangesAtOnce = 8;
        const std::size_t last = std::min(m_next + exchangesAtOnce, m_exchanges.size());
        for (; m_next < last; ++m_next)
            HarEntry({m_spool, m_context, m_entries}, m_exchanges[m_next], m_json).write();
        return m_next < m_exchanges.size() ? Result<bool>(false) : end();
    }

private:
    Result<bool> begin();
    Result<bool> end();

    CaptureSpool &m_spool;
    CaptureContext m_context;
    QString m_name;
    CaptureFile m_target;
    HarJson m_json;
    std::vector<CaptureEntry> m_entries;
    std::vector<HarExchange> m_exchanges;
    std::size_t m_next = 0;
    bool m_begun = false;
};

Result<bool> HarExport::begin()
{
    m_begun = true;
    if (const auto opened = m_target.open(m_name); !opened)
        return opened.error();
    m_entries = byConversation(m_spool.entries());
    m_exchanges = harExchanges(m_entries);
    m_json.beginObject();
    m_json.beginObject("log");
    m_json.add("version", u"1.2"_s);
    m_json.beginObject("creator");
    m_json.add("name", u"pushscope"_s);
    m_json.add("version", m_context.version);
    m_json.end();
    m_json.beginArray("pages");
    m_json.end();
    m_json.beginArray("entries");
    return false;
}

Result<bool> HarExport::end()
{
    m_json.end();
    m_json.add("comment", capture_words::archive(m_context));
    m_json.end();
    m_json.end();
    m_json.flush();
    const Result<Done> read = m_spool.readError();
    const Result<Done> done = read ? m_target.commit() : read;
    return done ? Result<bool>(true) : done.error();
}

} // namespace

std::unique_ptr<CaptureExport> harExport(CaptureSpool &spool, CaptureContext context, QString file)
{
    return std::make_unique<HarExport>(spool, std::move(context), std::move(file));
}
