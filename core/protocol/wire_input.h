#pragma once

#include "core/base/steady_time.h"

#include <QByteArrayView>

/// Bytes of one direction that are still to be read, and where and when they crossed.
struct WireInput
{
    QByteArrayView bytes;
    qint64 position = 0; ///< of bytes[0] in its direction
    TimePoint in{};
    TimePoint out{};

    [[nodiscard]] bool isEmpty() const { return bytes.isEmpty(); }
    QByteArrayView take(qsizetype size)
    {
        const QByteArrayView taken = bytes.first(size);
        bytes = bytes.sliced(size);
        position += size;
        return taken;
    }
};

/// Where and when something that is being read began.
struct WireOrigin
{
    qint64 position = 0;
    TimePoint in{};
};

/// Limits of the wire parser: more is Unclassified.
inline constexpr qint64 maxWireHeadBytes = qint64{64} * 1024;
inline constexpr qint64 maxWireRecordBytes = qint64{16} * 1024 * 1024;
