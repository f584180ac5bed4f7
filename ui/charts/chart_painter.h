#pragma once

#include "core/protocol/transport_kind.h"
#include "ui/theme/theme.h"

#include <QList>
#include <QPainter>
#include <QPainterPath>
#include <QString>

/// How a piece of text in a chart looks.
struct TextLook
{
    Theme::Text role = Theme::Text::Caption;
    int weight = QFont::Normal;
    QColor colour;
    Qt::Alignment align = Qt::AlignLeft; ///< of the text to the point it is painted at
};

/// A part of a line of text with a look of its own.
struct TextRun
{
    QString text;
    bool strong = false; ///< semibold and in ink, else plain
    bool faint = false; ///< dim
};

/// What paints charts: a painter with a theme. On the screen digits have a fixed advance and markers come
/// from a cache; in a vector picture text stays text and each series is one path.
class ChartPainter
{
public:
    ChartPainter(QPainter &painter, const Theme &theme, bool vector)
        : m_painter(painter)
        , m_theme(theme)
        , m_vector(vector)
    {
    }

    [[nodiscard]] QPainter &painter() { return m_painter; }
    [[nodiscard]] const Theme &theme() const { return m_theme; }
    [[nodiscard]] const Tokens &tokens() const { return m_theme.tokens; }
    [[nodiscard]] bool isVector() const { return m_vector; }

    /// Paints with the base line at `point`; returns the width.
    double text(const QPointF &point, const QString &text, const TextLook &look);
    /// Runs one after the other from `point` on; returns the width.
    double runs(const QPointF &point, const QList<TextRun> &runs, Theme::Text role);
    void line(const QLineF &line, const QColor &colour, double width = 1, Qt::PenStyle style = Qt::SolidLine);
    /// Horizontal or vertical, without blur.
    void crispLine(const QLineF &line, const QColor &colour, double width = 1,
                   Qt::PenStyle style = Qt::SolidLine);
    void marker(TransportKind kind, const QPointF &centre, double size, bool hollow = false);
    /// All filled markers of one lane; `opacity` 0 to 1.
    void markers(TransportKind kind, const QList<QPointF> &centres, double size, double opacity = 1);
    /// A bar filled with the look of an overhead part.
    void part(const QRectF &rect, const PartLook &look);

private:
    [[nodiscard]] QPixmap markerPixmap(TransportKind kind, double size) const;

    QPainter &m_painter;
    const Theme &m_theme;
    bool m_vector;
};

[[nodiscard]] double chartTextWidth(const QString &text, const Theme &theme, Theme::Text role,
                                    int weight = QFont::Normal);
[[nodiscard]] double runsWidth(const QList<TextRun> &runs, const Theme &theme, Theme::Text role);
/// Distance of base lines.
[[nodiscard]] double lineHeight(const Theme &theme, Theme::Text role);
/// From the middle of a line of text to its base line.
[[nodiscard]] double halfCapHeight(const Theme &theme, Theme::Text role);
/// Outline of a marker, added to `path`: as paintMarker() paints it, for pictures with one path a series.
void addMarker(QPainterPath &path, TransportKind kind, const QPointF &centre, double size);
/// Text of settings and marks as the charts set it: "->" becomes an arrow.
[[nodiscard]] QString withArrow(const QString &text);
