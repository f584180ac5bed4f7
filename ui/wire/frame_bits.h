#pragma once

#include "core/protocol/websocket_frame.h"
#include "ui/theme/theme.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

class QPainter;

/// One field of a frame's header, RFC 6455 5.2: bits [first, first + count).
struct HeaderField
{
    int first = 0;
    int count = 1;
    QString name; ///< "opcode"
    QString value; ///< "1 = text"

    bool operator==(const HeaderField &) const = default;
};

/// The header bits of one frame, laid out as in RFC 6455 5.2: 16 bits a row, or 32 where they fit and there
/// are more than 16. Pure; painted where it is asked to.
class FrameBits
{
public:
    /// nullopt: `frame` does not begin with a sound header.
    [[nodiscard]] static std::optional<FrameBits> of(const QByteArray &frame);

    [[nodiscard]] const QList<HeaderField> &fields() const { return m_fields; }
    [[nodiscard]] int bits() const { return static_cast<int>(m_header.size()) * 8; }
    [[nodiscard]] bool bit(int index) const;
    [[nodiscard]] int bitsPerRow(double width, const Theme &theme) const;
    [[nodiscard]] double height(double width, const Theme &theme) const;
    void paint(QPainter &painter, const QRectF &rect, const Theme &theme) const;
    /// "FIN last, RSV none, opcode 1 = text ...", for screen readers.
    [[nodiscard]] QString sentence() const;

private:
    /// A field begins among the bits [first, last): its value stands below.
    [[nodiscard]] bool hasValues(int first, int last) const;
    void paintRow(QPainter &painter, const QRectF &row, const Theme &theme, int first, int perRow) const;

    QByteArray m_header;
    QList<HeaderField> m_fields;
};
