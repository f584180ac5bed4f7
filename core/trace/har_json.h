#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QIODevice>
#include <QString>

#include <vector>

/// Writes JSON as it comes, so that a long text never is in memory as a whole. An empty key: an element of an
/// array. The caller nests rightly, and looks at the device for errors of writing.
class HarJson
{
public:
    explicit HarJson(QIODevice &out)
        : m_out(out)
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

private:
    void separate(QByteArrayView key);

    QIODevice &m_out;
    struct Level
    {
        char closing = '}';
        bool empty = true;
    };
    std::vector<Level> m_levels;
};
