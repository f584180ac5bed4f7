#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <functional>
#include <utility>
#include <vector>

/// Writes JSON as it comes, so that a long text never is in memory as a whole. An empty key: an element of an
/// array. The caller nests rightly.
class HarJson
{
public:
    /// Gets the bytes, many at a time.
    using Sink = std::function<void(const QByteArray &bytes)>;

    explicit HarJson(Sink sink)
        : m_sink(std::move(sink))
    {
    }

    void beginObject(QByteArrayView key = {});
    void beginArray(QByteArrayView key);
    /// Ends the innermost object or array.
    void end();
    void add(QByteArrayView key, const QString &value);
    void add(QByteArrayView key, qint64 value);
    /// With six digits after the point.
    void add(QByteArrayView key, double value);
    /// A text in pieces: UTF-8 as a whole, a piece may end anywhere.
    void beginText(QByteArrayView key);
    void appendText(QByteArrayView utf8);
    void endText();
    /// Of what is still held back; at the end.
    void flush();

private:
    void put(QByteArrayView bytes);
    void separate(QByteArrayView key);

    Sink m_sink;
    QByteArray m_buffer;
    struct Level
    {
        char closing = '}';
        bool empty = true;
    };
    std::vector<Level> m_levels;
};
