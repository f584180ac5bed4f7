#include "core/trace/har_json.h"

void HarJson::put(QByteArrayView bytes)
{
    constexpr qsizetype enough = 64LL * 1024;
    m_buffer.append(bytes.data(), bytes.size());
    if (m_buffer.size() >= enough)
        flush();
}

void HarJson::flush()
{
    m_sink(m_buffer);
    m_buffer.clear();
}

void HarJson::separate(QByteArrayView key)
{
    if (!m_levels.empty()) {
        if (!m_levels.back().empty)
            put(",");
        // One line an entry: long files stay readable with line tools.
        constexpr std::size_t insideEntries = 3;
        if (m_levels.size() == insideEntries && key.isEmpty())
            put("\n");
        m_levels.back().empty = false;
    }
    if (!key.isEmpty()) {
        put("\"");
        put(key);
        put("\":");
    }
}

void HarJson::beginObject(QByteArrayView key)
{
    separate(key);
    put("{");
    m_levels.push_back({'}', true});
}

void HarJson::beginArray(QByteArrayView key)
{
    separate(key);
    put("[");
    m_levels.push_back({']', true});
}

void HarJson::end()
{
    put(QByteArrayView(&m_levels.back().closing, 1));
    m_levels.pop_back();
}

void HarJson::add(QByteArrayView key, const QString &value)
{
    beginText(key);
    appendText(value.toUtf8());
    endText();
}

void HarJson::add(QByteArrayView key, qint64 value)
{
    separate(key);
    put(QByteArray::number(value));
}

void HarJson::add(QByteArrayView key, double value)
{
    constexpr int digits = 6;
    separate(key);
    put(QByteArray::number(value, 'f', digits));
}

void HarJson::beginText(QByteArrayView key)
{
    separate(key);
    put("\"");
}

void HarJson::appendText(QByteArrayView utf8)
{
    constexpr char firstPrintable = 0x20;
    // Most bytes stay as they are: runs of them go as a whole.
    qsizetype done = 0;
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const char c = utf8[i];
        const bool control = c >= 0 && c < firstPrintable;
        if (!control && c != '"' && c != '\\')
            continue;
        put(utf8.sliced(done, i - done));
        done = i + 1;
        if (c == '\n')
            put("\\n");
        else if (control)
            put("\\u" + QByteArray::number(c, 16).rightJustified(4, '0'));
        else
            put(c == '"' ? "\\\"" : "\\\\");
    }
    put(utf8.sliced(done));
}

void HarJson::endText()
{
    put("\"");
}
