#include "ui/theme/glyph.h"

#include <QPainter>
#include <QPixmap>

#include <cmath>

namespace {

constexpr int grid = 16;

void paintOnGrid(QPainter &painter, Glyph glyph, const QColor &colour)
{
    const QPen stroke(colour, 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    switch (glyph) {
    case Glyph::Run:
        painter.drawPolygon(QPolygonF({{4, 2.5}, {13.5, 8}, {4, 13.5}}));
        return;
    case Glyph::Stop:
        painter.drawRect(QRectF(3.5, 3.5, 9, 9));
        return;
    case Glyph::Hold:
        painter.drawRect(QRectF(4, 3, 3, 10));
        painter.drawRect(QRectF(9, 3, 3, 10));
        return;
    case Glyph::Freeze:
        painter.setPen(stroke);
        for (int arm = 0; arm < 3; ++arm) {
            const double angle = arm * 3.14159265 / 3 + 3.14159265 / 2;
            const QPointF tip(6 * std::cos(angle), 6 * std::sin(angle));
            painter.drawLine(QPointF(8, 8) - tip, QPointF(8, 8) + tip);
        }
        return;
    case Glyph::Check:
        painter.setPen(stroke);
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(QPolygonF({{3, 8.5}, {6.5, 12}, {13, 4.5}}));
        return;
    case Glyph::Warning:
        painter.setPen(stroke);
        painter.setBrush(Qt::NoBrush);
        painter.drawPolygon(QPolygonF({{8, 2}, {14.5, 13.5}, {1.5, 13.5}}));
        painter.drawLine(QPointF(8, 6.5), QPointF(8, 9.5));
        painter.drawPoint(QPointF(8, 11.6));
        return;
    case Glyph::Close:
        painter.setPen(stroke);
        painter.drawLine(QPointF(4, 4), QPointF(12, 12));
        painter.drawLine(QPointF(12, 4), QPointF(4, 12));
        return;
    }
}

QPixmap pixmap(Glyph glyph, const QColor &colour, int scale)
{
    QPixmap image(grid * scale, grid * scale);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(scale, scale);
    paintOnGrid(painter, glyph, colour);
    painter.end();
    return image;
}

} // namespace

void paintGlyph(QPainter &painter, Glyph glyph, const QRectF &rect, const QColor &colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.topLeft());
    painter.scale(rect.width() / grid, rect.height() / grid);
    paintOnGrid(painter, glyph, colour);
    painter.restore();
}

QIcon glyphIcon(Glyph glyph, const QColor &off, const QColor &on)
{
    QIcon icon;
    for (const int scale : {1, 2, 4}) {
        icon.addPixmap(pixmap(glyph, off, scale), QIcon::Normal, QIcon::Off);
        icon.addPixmap(pixmap(glyph, on, scale), QIcon::Normal, QIcon::On);
    }
    return icon;
}
