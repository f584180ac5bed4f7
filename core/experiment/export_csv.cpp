#include "core/experiment/export_csv.h"

#include <QCoreApplication>

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Export)
};

}

QByteArray csvHeader()
{
    return "t_s,transport,client,id,latency_ms,payload_bytes,duplicate\n";
}

QByteArray csvLine(const DeliveryRow &row)
{
    QByteArray line = QByteArray::number(row.tS, 'f', 6);
    line += ',' + QByteArray(machineName(row.transport).data(), machineName(row.transport).size());
    line += ',' + QByteArray::number(row.client) + ',' + QByteArray::number(row.id);
    line += ',' + QByteArray::number(row.latencyMs, 'f', 3) + ',' + QByteArray::number(row.payloadBytes);
    line += row.duplicate ? ",1\n" : ",0\n";
    return line;
}

Result<Done> CsvWriter::open(const QString &file)
{
    m_file.setFileName(file);
    m_error.reset();
    m_buffer = csvHeader();
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered))
        return Error{Words::tr("cannot write %1: %2").arg(file, m_file.errorString())};
    flush();
    return m_error ? Result<Done>(*m_error) : Done{};
}

void CsvWriter::write(const DeliveryRow &row)
{
    m_buffer += csvLine(row);
    if (m_buffer.size() >= bufferBytes)
        flush();
}

Result<Done> CsvWriter::finish()
{
    flush();
    m_file.close();
    return m_error ? Result<Done>(*m_error) : Done{};
}

void CsvWriter::flush()
{
    // A disk that gets full takes a part first; only the next write says why.
    for (QByteArrayView rest = m_buffer; !m_error && m_file.isOpen() && !rest.isEmpty();) {
        const qint64 written = m_file.write(rest.data(), rest.size());
        if (written <= 0)
            m_error = Error{Words::tr("cannot write %1: %2").arg(m_file.fileName(), m_file.errorString())};
        else
            rest = rest.sliced(written);
    }
    m_buffer.clear();
}
