#pragma once

#include "core/base/result.h"
#include "core/metrics/run_metrics.h"

#include <QByteArray>
#include <QFile>
#include <QList>
#include <QString>

#include <optional>

/// One delivery as a line of the CSV of design section 4.3, line feed included.
[[nodiscard]] QByteArray csvLine(const DeliveryRow &row);
/// `t_s,transport,client,id,latency_ms,payload_bytes,duplicate` and a line feed.
[[nodiscard]] QByteArray csvHeader();

/// Streams deliveries to a file while they come; memory stays bounded. After the first error (a full disk)
/// it writes no more and keeps the error for finish().
class CsvWriter
{
public:
    /// Creates the file and writes the header.
    [[nodiscard]] Result<Done> open(const QString &file);
    void write(const DeliveryRow &row);
    /// Writes what is left. Says what went wrong at any time since open().
    [[nodiscard]] Result<Done> finish();

private:
    void flush();

    static constexpr qsizetype bufferBytes = 64LL * 1024;

    QFile m_file;
    QByteArray m_buffer;
    std::optional<Error> m_error;
};
