#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QIODevice>
#include <QString>

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
/// nanosecond times, enhanced packet blocks. The caller looks at the device for errors of writing.
class PcapngWriter
{
public:
    explicit PcapngWriter(QIODevice &out)
        : m_out(out)
    {
    }

    /// First of all.
    void beginSection(const QString &application, const QString &comment);
    void addInterface(const QString &name, const QString &description);
    /// REQUIRES: `packet.interface` was added.
    void write(const CapturePacket &packet);

private:
    void writeBlock(quint32 type, QByteArray body);

    QIODevice &m_out;
};
