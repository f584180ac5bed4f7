#include "ui/wire/byte_dump.h"

#include "ui/charts/chart_painter.h"
#include "ui/wire/byte_parts.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double rowHeightPerSize = 1.85;
constexpr int gapCells = 2; ///< between the columns
constexpr qsizetype shortOffsets = 0x10000;

QChar shown(char byte)
{
    const auto code = static_cast<unsigned char>(byte);
    return code >= 0x20 && code < 0x7f ? QLatin1Char(byte) : QChar(u'\u00b7');
}

QString hexByte(char byte)
{
    return u"%1"_s.arg(static_cast<unsigned char>(byte), 2, 16, QLatin1Char('0'));
}

/// A line under bytes in the look of their part; hatched parts have gaps.
void underline(QPainter &painter, const QRectF &rect, const PartLook &look)
{
    if (look.fill == PartFill::Solid) {
        painter.fillRect(rect, look.colour);
        return;
    }
    const double on = look.fill == PartFill::DenseHatch ? 2 : 5;
    const double off = look.fill == PartFill::DenseHatch ? 1 : 2;
    for (double x = rect.left(); x < rect.right(); x += on + off)
        painter.fillRect(QRectF(x, rect.top(), std::min(on, rect.right() - x), rect.height()), look.colour);
}

} // namespace

ByteDump::ByteDump(const TraceRecord &record, TransportKind lane, const Theme &theme, double width)
    : m_record(record)
    , m_lane(lane)
    , m_theme(theme)
{
    m_cell = QFontMetricsF(theme.font(Theme::Text::Mono)).horizontalAdvance(u'0');
    m_rowHeight = std::round(theme.size(Theme::Text::Mono) * rowHeightPerSize);
    m_digits = record.bytes.size() > shortOffsets ? 8 : 4;
    const auto cells = [this](int bytes) { return m_digits + gapCells + 3 * bytes - 1 + gapCells + bytes; };
    while (m_bytesPerRow > 4 && cells(m_bytesPerRow) * m_cell > width)
        m_bytesPerRow /= 2;
}

qsizetype ByteDump::rows() const
{
    return (m_record.bytes.size() + m_bytesPerRow - 1) / m_bytesPerRow;
}

double ByteDump::hexX(int column) const
{
    return (m_digits + gapCells + 3 * column) * m_cell;
}

double ByteDump::textX(int column) const
{
    return (m_digits + 2 * gapCells + 3 * m_bytesPerRow - 1 + column) * m_cell;
}

qsizetype ByteDump::byteAt(const QPointF &point) const
{
    if (m_record.bytes.isEmpty())
        return 0;
    const auto row = static_cast<qsizetype>(std::floor(point.y() / m_rowHeight));
    const double column = point.x() >= textX(0) - m_cell ? (point.x() - textX(0)) / m_cell
                                                         : (point.x() - hexX(0) + m_cell / 2) / (3 * m_cell);
    const int inRow = std::clamp(static_cast<int>(std::floor(column)), 0, m_bytesPerRow - 1);
    return std::clamp<qsizetype>(row * m_bytesPerRow + inRow, 0, m_record.bytes.size() - 1);
}

void ByteDump::paint(QPainter &painter, const QPointF &origin, const QRectF &visible,
                     const std::optional<Span> &selected) const
{
    const auto rowAt
        = [&](double y) { return static_cast<qsizetype>(std::floor((y - origin.y()) / m_rowHeight)); };
    const qsizetype first = std::max<qsizetype>(0, rowAt(visible.top()));
    const qsizetype last = std::min(rows() - 1, rowAt(visible.bottom()));
    for (qsizetype row = first; row <= last; ++row) {
        const double top = origin.y() + static_cast<double>(row) * m_rowHeight;
        const double baseline
            = std::round(top + m_rowHeight / 2 + halfCapHeight(m_theme, Theme::Text::Mono) - 2);
        paintRow(painter, {origin.x(), baseline}, row * m_bytesPerRow, selected);
    }
}

void ByteDump::paintRow(QPainter &painter, const QPointF &baseline, qsizetype first,
                        const std::optional<Span> &selected) const
{
    const Tokens &t = m_theme.tokens;
    painter.setFont(m_theme.font(Theme::Text::Mono));
    painter.setPen(t.dim);
    painter.drawText(baseline, u"%1"_s.arg(first, m_digits, 16, QLatin1Char('0')));
    const qsizetype size = std::min<qsizetype>(m_bytesPerRow, m_record.bytes.size() - first);
    if (selected) {
        const qsizetype from = std::max(first, selected->first) - first;
        const qsizetype to = std::min(first + size - 1, selected->second) - first;
        const double top = baseline.y() - m_theme.size(Theme::Text::Mono) - 1;
        const double height = m_theme.size(Theme::Text::Mono) * 1.5;
        if (from <= to) {
            const auto box = [&](double left, double right) {
                painter.fillRect(QRectF(baseline.x() + left, top, right - left, height), t.youBack);
            };
            box(hexX(static_cast<int>(from)) - m_cell / 2, hexX(static_cast<int>(to)) + 2.5 * m_cell);
            box(textX(static_cast<int>(from)), textX(static_cast<int>(to)) + m_cell);
        }
    }
    for (qsizetype at = first; at < first + size;) {
        const qsizetype run = partRun(m_record, at, first + size - at);
        paintRun(painter, baseline, at, run);
        at += run;
    }
}

void ByteDump::paintRun(QPainter &painter, const QPointF &baseline, qsizetype first, qsizetype size) const
{
    const Tokens &t = m_theme.tokens;
    const BytePart part = partAt(m_record, first);
    const bool payload = part == BytePart::Payload;
    const int column = static_cast<int>(first % m_bytesPerRow);
    const int last = column + static_cast<int>(size) - 1;
    painter.setFont(m_theme.font(Theme::Text::Mono, payload ? QFont::Bold : QFont::Normal));
    painter.setPen(payload ? t.ink : t.dim);
    for (int i = 0; i < size; ++i) {
        const char byte = m_record.bytes[first + i];
        painter.drawText(QPointF(baseline.x() + hexX(column + i), baseline.y()), hexByte(byte));
        painter.drawText(QPointF(baseline.x() + textX(column + i), baseline.y()), QString(shown(byte)));
    }
    const PartLook look = partLook(part, m_lane, t);
    const double thick = payload ? m_theme.px(3) : m_theme.px(2);
    const double y = std::round(baseline.y() + m_theme.size(Theme::Text::Mono) * 0.38);
    const bool ends = first + size == m_record.bytes.size() || last == m_bytesPerRow - 1
        || partAt(m_record, first + size) != part;
    const double right = hexX(last) + (ends ? 2.2 : 3) * m_cell;
    underline(painter, {baseline.x() + hexX(column) - 0.2 * m_cell, y, right - hexX(column), thick}, look);
    if (payload)
        underline(painter, {baseline.x() + textX(column), y, static_cast<double>(size) * m_cell, thick},
                  look);
}

QString hexText(QByteArrayView bytes, qsizetype firstOffset)
{
    constexpr qsizetype perRow = 16;
    QString text;
    for (qsizetype begin = 0; begin < bytes.size(); begin += perRow) {
        const QByteArrayView row = bytes.sliced(begin, std::min(perRow, bytes.size() - begin));
        QString hex;
        QString characters;
        for (const char byte : row) {
            hex += hexByte(byte) + u' ';
            characters += shown(byte) == QChar(u'\u00b7') ? QChar(u'.') : shown(byte);
        }
        text += u"%1  %2 %3\n"_s.arg(firstOffset + begin, 4, 16, QLatin1Char('0'))
                    .arg(hex.leftJustified(perRow * 3, u' '), characters);
    }
    return text;
}
