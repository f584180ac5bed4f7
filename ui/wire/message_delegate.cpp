#include "ui/wire/message_delegate.h"

#include "ui/charts/chart_painter.h"
#include "ui/transport_descriptor.h"
#include "ui/wire/message_model.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace {

QColor inkOf(MessageModel::Cell cell, const Tokens &tokens)
{
    switch (cell) {
    case MessageModel::Cell::Dim:
        return tokens.dim;
    case MessageModel::Cell::Bad:
        return tokens.bad;
    case MessageModel::Cell::Plain:
    case MessageModel::Cell::Strong:
        break;
    }
    return tokens.ink;
}

} // namespace

void MessageDelegate::applyTheme(const Theme &theme)
{
    m_theme = theme;
    const auto measured = [&theme](int weight) {
        NumberFont font;
        font.font = theme.font(Theme::Text::Body, weight);
        const QFontMetricsF metrics(font.font);
        for (char16_t c = u' '; c < font.advance.size(); ++c)
            font.advance[c] = metrics.horizontalAdvance(QChar(c));
        font.digit = *std::max_element(font.advance.begin() + '0', font.advance.begin() + '9' + 1);
        return font;
    };
    m_normal = measured(QFont::Normal);
    m_strong = measured(QFont::DemiBold);
}

bool MessageDelegate::paintNumber(QPainter &painter, const QPointF &end, const QString &text,
                                  const NumberFont &font)
{
    const auto isPlain
        = [](QChar c) { return (c >= u'0' && c <= u'9') || c == u'.' || c == u',' || c == u'-'; };
    if (!std::all_of(text.begin(), text.end(), isPlain))
        return false;
    painter.setFont(font.font);
    double x = end.x();
    for (auto c = text.rbegin(); c != text.rend(); ++c) {
        const char16_t code = c->unicode();
        const double wide = code >= u'0' ? font.digit : font.advance[code];
        x -= wide;
        painter.drawText(QPointF(x + (wide - font.advance[code]) / 2, end.y()), QString(*c));
    }
    return true;
}

void MessageDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const Tokens &t = m_theme.tokens;
    const bool selected = option.state & QStyle::State_Selected;
    painter->fillRect(option.rect, selected ? t.youBack : t.surf);
    if (selected && index.column() == 0)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), m_theme.px(3), option.rect.height()),
                          t.you);
    const auto cell = static_cast<MessageModel::Cell>(index.data(MessageModel::CellRole).toInt());
    const bool strong = selected || cell == MessageModel::Cell::Strong || cell == MessageModel::Cell::Bad;
    const bool right = index.column() != MessageModel::Data;
    const int pad = m_padding;
    const QRectF room = QRectF(option.rect).adjusted(right ? 0 : pad, 0, -pad, 0);
    QString text = index.data().toString();
    if (text.isEmpty())
        return;
    const int weight = strong ? QFont::DemiBold : QFont::Normal;
    if (!right)
        text = QFontMetricsF(m_theme.font(Theme::Text::Body, weight))
                   .elidedText(text, Qt::ElideRight, room.width());
    ChartPainter chart(*painter, m_theme, false);
    const bool word = cell == MessageModel::Cell::Dim && right && text.size() > 1;
    if (word && chartTextWidth(text, m_theme, Theme::Text::Caption, weight) > room.width() + pad)
        text = QChar(u'\u2026');
    const QColor ink = selected && cell == MessageModel::Cell::Dim ? t.ink : inkOf(cell, t);
    const QPointF at(right ? room.right() : room.left(),
                     room.center().y() + halfCapHeight(m_theme, Theme::Text::Body));
    painter->setPen(ink);
    if (right && paintNumber(*painter, at, text, strong ? m_strong : m_normal))
        return;
    chart.text(at, text,
               {word ? Theme::Text::Caption : Theme::Text::Body, weight, ink,
                right ? Qt::AlignRight : Qt::AlignLeft});
}

QSize MessageDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(option)
    const double wide = chartTextWidth(index.data().toString(), m_theme, Theme::Text::Body, QFont::DemiBold);
    return {static_cast<int>(wide) + 2 * m_padding, m_theme.size(Theme::Text::Body) * 2};
}

MessageHeader::MessageHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(false);
    setHighlightSections(false);
}

void MessageHeader::applyTheme(const Theme &theme)
{
    m_theme = theme;
    setFixedHeight(sizeHint().height());
    viewport()->update();
}

int MessageHeader::laneWidth(const Theme &theme)
{
    double widest = 0;
    for (const TransportKind kind : allTransportKinds)
        widest = std::max(widest, chartTextWidth(descriptorOf(kind).shortName, theme, Theme::Text::Caption));
    return static_cast<int>(std::ceil(widest + theme.markerSize() + 1)) + theme.px(5);
}

QSize MessageHeader::sizeHint() const
{
    return {0, static_cast<int>(lineHeight(m_theme, Theme::Text::Caption)) + m_theme.px(10)};
}

void MessageHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const Tokens &t = m_theme.tokens;
    painter->fillRect(rect, t.surf);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), t.line);
    ChartPainter chart(*painter, m_theme, false);
    const QString text = model()->headerData(section, Qt::Horizontal).toString();
    const bool right = section != MessageModel::Data;
    const double pad = m_padding;
    const double y = rect.center().y() + 0.5 + halfCapHeight(m_theme, Theme::Text::Caption);
    const double x = right ? rect.right() + 1 - pad : rect.left() + pad;
    const double wide = chart.text(
        {x, y}, text, {Theme::Text::Caption, QFont::Normal, t.dim, right ? Qt::AlignRight : Qt::AlignLeft});
    if (section < MessageModel::FirstLane || section >= MessageModel::Data)
        return;
    const double size = m_theme.markerSize() + 1;
    chart.marker(allTransportKinds[static_cast<std::size_t>(section - MessageModel::FirstLane)],
                 {x - wide - m_theme.px(5) - size / 2, rect.center().y() + 0.5}, size);
}
