#include "ui/charts/chart_painter.h"

#include "ui/theme/digit_text.h"
#include "ui/transport_descriptor.h"

#include <QFontMetricsF>
#include <QPixmap>
#include <QPixmapCache>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

/// Distance between the strokes of a hatch, and their width.
struct Hatch
{
    double distance;
    double width;
};
constexpr Hatch denseHatch{3, 1.5};
constexpr Hatch wideHatch{5, 1};

QPainterPath hatchPath(const QRectF &rect, const Hatch &hatch)
{
    QPainterPath path;
    const double apart = hatch.distance * std::sqrt(2);
    const int strokes = static_cast<int>((rect.width() + rect.height()) / apart);
    for (int i = 0; i <= strokes; ++i) {
        const double x = rect.left() + (i + 0.5) * apart;
        // A stroke from the lower left to the upper right, cut off at the sides of the bar.
        const double bottom = std::max(rect.left(), x - rect.height());
        const double top = std::min(rect.right(), x);
        if (bottom >= top)
            continue;
        path.moveTo(bottom, rect.top() + (x - bottom));
        path.lineTo(top, rect.top() + (x - top));
    }
    return path;
}

} // namespace

double ChartPainter::text(const QPointF &point, const QString &text, const TextLook &look)
{
    QFont font = m_theme.font(look.role, look.weight);
    // The shaped forms of "--", "+" and the like have no characters of their own: they could not be copied
    // out of a PDF.
    if (m_vector)
        font.setStyleStrategy(QFont::PreferNoShaping);
    const double width = m_vector ? QFontMetricsF(font).horizontalAdvance(text) : digitTextWidth(text, font);
    QPointF start = point;
    if (look.align & Qt::AlignRight)
        start.rx() -= width;
    else if (look.align & Qt::AlignHCenter)
        start.rx() -= width / 2;
    m_painter.setPen(look.colour);
    if (m_vector) {
        m_painter.setFont(font);
        m_painter.drawText(start, text);
    } else {
        paintDigitText(m_painter, start, text, font);
    }
    return width;
}

double ChartPainter::runs(const QPointF &point, const QList<TextRun> &runs, Theme::Text role)
{
    double x = point.x();
    for (const TextRun &run : runs)
        x += text(
            {x, point.y()}, run.text,
            {role, run.strong ? QFont::DemiBold : QFont::Normal, run.faint ? tokens().dim : tokens().ink});
    return x - point.x();
}

void ChartPainter::line(const QLineF &line, const QColor &colour, double width, Qt::PenStyle style)
{
    QPen pen(colour, width, style, Qt::FlatCap);
    if (style == Qt::CustomDashLine)
        pen.setDashPattern({4 / width, 3 / width});
    m_painter.setPen(pen);
    m_painter.drawLine(line);
}

void ChartPainter::crispLine(const QLineF &line, const QColor &colour, double width, Qt::PenStyle style)
{
    // An odd width is sharp in the middle of a pixel, an even one between two.
    const double shift = std::fmod(std::round(width), 2) == 0 ? 0 : 0.5;
    QLineF sharp = line;
    if (line.dy() == 0)
        sharp.translate(0, std::floor(line.y1()) + shift - line.y1());
    else
        sharp.translate(std::floor(line.x1()) + shift - line.x1(), 0);
    this->line(sharp, colour, width, style);
}

void ChartPainter::marker(TransportKind kind, const QPointF &centre, double size, bool hollow)
{
    paintMarker(m_painter, descriptorOf(kind).marker, centre, size, tokens().of(kind), hollow);
}

QPixmap ChartPainter::markerPixmap(TransportKind kind, double size) const
{
    const double ratio = m_painter.device() ? m_painter.device()->devicePixelRatioF() : 1;
    const int side = static_cast<int>(std::ceil(size * 1.3)) + 3;
    const QString key = u"chart-marker-%1-%2-%3-%4"_s.arg(indexOf(kind))
                            .arg(size)
                            .arg(ratio)
                            .arg(m_theme.tokens.of(kind).rgba(), 0, 16);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(static_cast<int>(side * ratio), static_cast<int>(side * ratio));
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintMarker(painter, descriptorOf(kind).marker, QPointF(side / 2.0, side / 2.0), size,
                m_theme.tokens.of(kind));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

void ChartPainter::markers(TransportKind kind, const QList<QPointF> &centres, double size, double opacity)
{
    if (centres.isEmpty())
        return;
    if (m_vector) {
        QPainterPath path;
        path.setFillRule(Qt::WindingFill);
        for (const QPointF &centre : centres)
            addMarker(path, kind, centre, size);
        QColor colour = tokens().of(kind);
        colour.setAlphaF(static_cast<float>(opacity));
        m_painter.fillPath(path, colour);
        return;
    }
    const QPixmap pixmap = markerPixmap(kind, size);
    const double scale = 1 / pixmap.devicePixelRatio();
    QList<QPainter::PixmapFragment> fragments;
    fragments.reserve(centres.size());
    const QRectF source(QPointF(0, 0), QSizeF(pixmap.size()));
    for (const QPointF &centre : centres)
        fragments.append(QPainter::PixmapFragment::create(centre, source, scale, scale, 0, opacity));
    m_painter.drawPixmapFragments(fragments.constData(), static_cast<int>(fragments.size()), pixmap);
}

void ChartPainter::part(const QRectF &rect, const PartLook &look)
{
    if (look.fill == PartFill::Solid) {
        m_painter.fillRect(rect, look.colour);
        return;
    }
    const Hatch &hatch = look.fill == PartFill::DenseHatch ? denseHatch : wideHatch;
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(look.colour, hatch.width, Qt::SolidLine, Qt::FlatCap));
    m_painter.drawPath(hatchPath(rect, hatch));
    m_painter.setPen(QPen(look.colour, 1, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    if (rect.width() > 1)
        m_painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5));
}

double chartTextWidth(const QString &text, const Theme &theme, Theme::Text role, int weight)
{
    return digitTextWidth(text, theme.font(role, weight));
}

double runsWidth(const QList<TextRun> &runs, const Theme &theme, Theme::Text role)
{
    double width = 0;
    for (const TextRun &run : runs)
        width += chartTextWidth(run.text, theme, role, run.strong ? QFont::DemiBold : QFont::Normal);
    return width;
}

double lineHeight(const Theme &theme, Theme::Text role)
{
    return std::round(theme.size(role) * 1.35);
}

double halfCapHeight(const Theme &theme, Theme::Text role)
{
    return theme.size(role) * 0.36;
}

void addMarker(QPainterPath &path, TransportKind kind, const QPointF &c, double size)
{
    const double r = size / 2;
    switch (descriptorOf(kind).marker) {
    case Marker::Circle:
        path.addEllipse(c, r, r);
        break;
    case Marker::Square:
        path.addRect(QRectF(c.x() - r * 0.9, c.y() - r * 0.9, r * 1.8, r * 1.8));
        break;
    case Marker::Triangle:
        path.addPolygon(QPolygonF(
            {{c.x(), c.y() - r}, {c.x() + r * 1.1, c.y() + r * 0.9}, {c.x() - r * 1.1, c.y() + r * 0.9}}));
        path.closeSubpath();
        break;
    case Marker::Diamond:
        path.addPolygon(QPolygonF({{c.x(), c.y() - r * 1.15},
                                   {c.x() + r * 1.15, c.y()},
                                   {c.x(), c.y() + r * 1.15},
                                   {c.x() - r * 1.15, c.y()}}));
        path.closeSubpath();
        break;
    }
}

QString withArrow(const QString &text)
{
    return QString(text).replace("->"_L1, u"\u2192"_s);
}
