#include "core/trace/pcapng_writer.h"

#include <QtEndian>

#include <limits>

namespace {

constexpr quint32 sectionHeader = 0x0A0D0D0A, interfaceDescription = 1, enhancedPacket = 6;
constexpr quint32 byteOrderMagic = 0x1A2B3C4D;
constexpr quint16 linkTypeRaw = 101;

enum Option : quint16 {
    EndOfOptions = 0,
    Comment = 1,
    PacketFlags = 2, // epb_flags
    InterfaceName = 2, // if_name
    InterfaceDescription = 3, // if_description
    Application = 4, // shb_userappl
    TimeResolution = 9 // if_tsresol
};

template<typename Number>
void append(QByteArray &bytes, Number number)
{
    const Number little = qToLittleEndian(number);
    bytes.append(reinterpret_cast<const char *>(&little), sizeof little); // NOLINT(*-reinterpret-cast)
}

void pad(QByteArray &bytes)
{
    constexpr qsizetype word = 4;
    bytes.append((word - bytes.size() % word) % word, '\0');
}

/// An option's length has 16 bits: what is longer is cut.
void appendOption(QByteArray &bytes, Option option, QByteArrayView value)
{
    value = value.first(std::min<qsizetype>(value.size(), std::numeric_limits<quint16>::max()));
    append(bytes, static_cast<quint16>(option));
    append(bytes, static_cast<quint16>(value.size()));
    bytes.append(value.data(), value.size());
    pad(bytes);
}

void appendOption(QByteArray &bytes, Option option, const QString &text)
{
    if (!text.isEmpty())
        appendOption(bytes, option, QByteArrayView(text.toUtf8()));
}

void endOptions(QByteArray &bytes)
{
    append(bytes, static_cast<quint16>(EndOfOptions));
    append(bytes, quint16{0});
}

} // namespace

void PcapngWriter::beginSection(const QString &application, const QString &comment)
{
    QByteArray body;
    append(body, byteOrderMagic);
    append(body, quint16{1}); // version 1.0
    append(body, quint16{0});
    append(body, qint64{-1}); // the length of the section is not known
    appendOption(body, Comment, comment);
    appendOption(body, Application, application);
    endOptions(body);
    writeBlock(sectionHeader, body);
}

void PcapngWriter::addInterface(const QString &name, const QString &description)
{
    QByteArray body;
    append(body, linkTypeRaw);
    append(body, quint16{0});
    append(body, quint32{0}); // no packet is cut off
    appendOption(body, InterfaceName, name);
    appendOption(body, InterfaceDescription, description);
    appendOption(body, TimeResolution, QByteArrayView("\x09", 1)); // 10^-9 s
    endOptions(body);
    writeBlock(interfaceDescription, body);
}

void PcapngWriter::write(const CapturePacket &packet)
{
    constexpr quint32 inbound = 1, outbound = 2;
    const auto time = static_cast<quint64>(packet.unixNs);
    const auto size = static_cast<quint32>(packet.bytes.size());
    QByteArray body;
    constexpr qsizetype roomForTheRest = 200;
    body.reserve(packet.bytes.size() + packet.comment.size() + roomForTheRest);
    append(body, packet.interface);
    append(body, static_cast<quint32>(time >> 32U));
    append(body, static_cast<quint32>(time));
    append(body, size);
    append(body, size);
    body += packet.bytes;
    pad(body);
    appendOption(body, Comment, packet.comment);
    QByteArray flags;
    append(flags, packet.outbound ? outbound : inbound);
    appendOption(body, PacketFlags, QByteArrayView(flags));
    endOptions(body);
    writeBlock(enhancedPacket, body);
}

void PcapngWriter::writeBlock(quint32 type, const QByteArray &body)
{
    constexpr quint32 around = 12; // type, length, length again
    const auto length = static_cast<quint32>(body.size()) + around;
    QByteArray block;
    block.reserve(length);
    append(block, type);
    append(block, length);
    block += body;
    append(block, length);
    m_sink(block);
}
