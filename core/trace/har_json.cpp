#include "core/trace/har_json.h"

void HarJson::separate(QByteArrayView key)
{
    if (!m_levels.empty()) {
        if (!m_levels.back().empty)
            m_out.write(",");
        // One line an entry: long files stay readable with line tools.
        constexpr std::size_t insideEntries = 3;
        if (m_levels.size() == insideEntries && key.isEmpty())
            m_out.write("\n");
        m_levels.back().empty = false;
    }
    if (!key.isEmpty())
        m_out.write('"' + key.toByteArray() + "\":");
}

void HarJson::beginObject(QByteArrayView key)
{
    separate(key);
    m_out.write("{");
    m_levels.push_back({'}', true});
}

void HarJson::beginArray(QByteArrayView key)
{
    separate(key);
    m_out.write("[");
    m_levels.push_back({']', true});
}

void HarJson::end()
{
    m_out.write(QByteArray(1, m_levels.back().closing));
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
    m_out.write(QByteArray::number(value));
}

void HarJson::add(QByteArrayView key, double value)
{
    constexpr int digits = 6;
    separate(key);
    m_out.write(QByteArray::number(value, 'f', digits));
}

void HarJson::beginText(QByteArrayView key)
{
    separate(key);
    m_out.write("\"");
}

void HarJson::appendText(QByteArrayView utf8)
{
    constexpr char firstPrintable = 0x20;
    QByteArray escaped;
    escaped.reserve(utf8.size() + utf8.size() / 8);
    for (const char c : utf8) {
        if (c == '"' || c == '\\')
            escaped += '\\';
        if (c == '\n')
            escaped += "\\n";
        else if (c >= 0 && c < firstPrintable)
            escaped += "\\u" + QByteArray::number(c, 16).rightJustified(4, '0');
        else
            escaped += c;
    }
    m_out.write(escaped);
}

void HarJson::endText()
{
    m_out.write("\"");
}
