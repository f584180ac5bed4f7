#include "ui/wire/frame_bits.h"

#include "ui/charts/chart_painter.h"
#include "ui/wire/record_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <limits>
#include <variant>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double leastCellPerCaption = 1.4; ///< of 32 columns: below that their labels would touch
constexpr double widestCellPerCaption = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("FrameBits", text);
}

/// Heights of a row of bits, from top to bottom.
struct RowHeights
{
    double numbers = 0, box = 0, names = 0, values = 0, gap = 0;
    explicit RowHeights(const Theme &theme)
        : numbers(lineHeight(theme, Theme::Text::Caption))
        , box(std::round(theme.size(Theme::Text::Body) * 2.1))
        , names(lineHeight(theme, Theme::Text::Caption) + 2)
        , values(lineHeight(theme, Theme::Text::Caption))
        , gap(theme.px(10))
    {
    }
    [[nodiscard]] double all(bool withValues) const
    {
        return numbers + box + names + (withValues ? values : 0);
    }
};

QString rsvText(int rsv)
{
    return rsv == 0 ? tr("none") : u"%1"_s.arg(rsv, 3, 2, QLatin1Char('0'));
}

QString bytesWord(quint64 bytes)
{
    return bytes == 1 ? tr("1 byte") : tr("%1 bytes").arg(QLocale().toString(bytes));
}

QList<HeaderField> fieldsOf(const WebSocketFrameHeader &header)
{
    const int extended = header.headerBytes - 2 - (header.masked ? 4 : 0);
    const QString inShort = extended == 0 ? bytesWord(header.payloadBytes)
        : extended == 2                   ? tr("126: 16 bits follow")
                                          : tr("127: 64 bits follow");
    QList<HeaderField> fields{
        {0, 1, u"FIN"_s, header.fin ? tr("last") : tr("more")},
        {1, 3, u"RSV"_s, rsvText(header.rsv)},
        {4, 4, tr("opcode"), u"%1 = %2"_s.arg(header.opcode).arg(opcodeName(header.opcode))},
        {8, 1, u"MASK"_s, header.masked ? tr("yes") : tr("no")},
        {9, 7, tr("payload length"), inShort}};
    if (extended > 0)
        fields.append({16, extended * 8, tr("extended payload length"), bytesWord(header.payloadBytes)});
    if (header.masked) {
        const QByteArray key(reinterpret_cast<const char *>(header.mask.data()), 4);
        fields.append({16 + extended * 8, 32, tr("masking key"), QString::fromLatin1(key.toHex(' '))});
    }
    return fields;
}

} // namespace

std::optional<FrameBits> FrameBits::of(const QByteArray &frame)
{
    const auto read = readWebSocketHeader(frame, std::numeric_limits<qint64>::max());
    const auto *header = read ? std::get_if<WebSocketFrameHeader>(&*read) : nullptr;
    if (header == nullptr)
        return std::nullopt;
    FrameBits bits;
    bits.m_header = frame.first(header->headerBytes);
    bits.m_fields = fieldsOf(*header);
    return bits;
}

bool FrameBits::bit(int index) const
{
    return (static_cast<quint8>(m_header[index / 8]) >> (7 - index % 8)) & 1;
}

int FrameBits::bitsPerRow(double width, const Theme &theme) const
{
    const bool wide = width / 32 >= leastCellPerCaption * theme.size(Theme::Text::Caption);
    return bits() > 16 && wide ? 32 : 16;
}

bool FrameBits::hasValues(int first, int last) const
{
    return std::ranges::any_of(m_fields,
                               [&](const HeaderField &f) { return f.first >= first && f.first < last; });
}

double FrameBits::height(double width, const Theme &theme) const
{
    const int perRow = bitsPerRow(width, theme);
    const RowHeights heights(theme);
    double height = -heights.gap;
    for (int first = 0; first < bits(); first += perRow)
        height += heights.all(hasValues(first, first + perRow)) + heights.gap;
    return height;
}

void FrameBits::paint(QPainter &painter, const QRectF &rect, const Theme &theme) const
{
    const int perRow = bitsPerRow(rect.width(), theme);
    const RowHeights heights(theme);
    double y = rect.top();
    for (int first = 0; first < bits(); first += perRow) {
        const double high = heights.all(hasValues(first, first + perRow));
        paintRow(painter, {rect.left(), y, rect.width(), high}, theme, first, perRow);
        y += high + heights.gap;
    }
}

void FrameBits::paintRow(QPainter &painter, const QRectF &row, const Theme &theme, int first,
                         int perRow) const
{
    const Tokens &t = theme.tokens;
    const RowHeights heights(theme);
    ChartPainter chart(painter, theme, false);
    const double widest = widestCellPerCaption * theme.size(Theme::Text::Caption);
    const double cell = std::floor(std::min(row.width() / perRow, widest));
    const int last = std::min(first + perRow, bits());
    const double boxTop = std::round(row.top() + heights.numbers);
    const double boxMiddle = boxTop + heights.box / 2;
    const auto middle
        = [&](double from, double to) { return row.left() + (from + to - 2 * first) / 2 * cell; };
    for (int i = first; i < last; ++i) {
        const double x = middle(i, i + 1);
        chart.text({x, row.top() + heights.numbers - theme.px(4)}, QString::number(i),
                   {Theme::Text::Caption, QFont::Normal, t.dim, Qt::AlignHCenter});
        chart.text({x, boxMiddle + halfCapHeight(theme, Theme::Text::Mono)}, bit(i) ? u"1"_s : u"0"_s,
                   {Theme::Text::Mono, QFont::Bold, t.ink, Qt::AlignHCenter});
    }
    for (const HeaderField &field : m_fields) {
        const int from = std::max(field.first, first);
        const int to = std::min(field.first + field.count, last);
        if (from >= to)
            continue;
        const QRectF box(row.left() + (from - first) * cell, boxTop, (to - from) * cell, heights.box);
        painter.setPen(QPen(t.edge, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(box.adjusted(0.5, 0.5, 0.5, -0.5));
        const double x = middle(from, to);
        const double y = boxTop + heights.box + heights.names - theme.px(3);
        const bool begins = from == field.first;
        chart.text({x, y}, begins ? field.name : tr("%1, continued").arg(field.name),
                   {Theme::Text::Caption, QFont::DemiBold, t.ink, Qt::AlignHCenter});
        if (begins)
            chart.text({x, y + heights.values}, field.value,
                       {Theme::Text::Caption, QFont::Normal, t.dim, Qt::AlignHCenter});
    }
}

QString FrameBits::sentence() const
{
    QStringList all;
    for (const HeaderField &field : m_fields)
        all.append(u"%1 %2"_s.arg(field.name, field.value));
    return all.join(u", "_s);
}
