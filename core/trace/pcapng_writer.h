#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <functional>
#include <utility>

/// One packet of a capture.
struct CapturePacket
{
    quint32 interface = 0; ///< in the order of addInterface()
    qint64 unixNs = 0;
    bool outbound = false; ///< sent by the side that captures
    QByteArray bytes; ///< from the IP header on
    QString comment; ///< empty: none
};

/// Writes pcapng (draft-ietf-opsawg-pcapng), little-endian: one section, interfaces of LINKTYPE_RAW with
/// nanosecond times, enhanced packet blocks.
class PcapngWriter
{
public:
    /// Gets the bytes, block by block.
    using Sink = std::function<void(const QByteArray &block)>;

    explicit PcapngWriter(Sink sink)
        : m_sink(std::move(sink))
    {
    }

    /// First of all.
    void beginSection(const QString &application, const QString &comment);
    void addInterface(const QString &name, const QString &description);
    /// REQUIRES: `packet.interface` was added.
    void write(const CapturePacket &packet);

private:
    void writeBlock(quint32 type, const QByteArray &body);

    Sink m_sink;
};
