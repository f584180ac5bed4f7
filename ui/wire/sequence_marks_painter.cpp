#include "ui/wire/sequence_marks_painter.h"

#include "ui/wire/sequence_clip.h"
#include "ui/wire/sequence_labels.h"

#include <QCoreApplication>

#include <cmath>

namespace {

/// `share` of one colour over another, opaque: the same in every file format.
QColor mixed(const QColor &over, const QColor &under, double share)
{
    const auto channel
        = [share](float a, float b) { return static_cast<float>(share * a + (1 - share) * b); };
    return QColor::fromRgbF(channel(over.redF(), under.redF()), channel(over.greenF(), under.greenF()),
                            channel(over.blueF(), under.blueF()));
}

class LanePainting
{
public:
    LanePainting(ChartPainter &painter, const SequenceLane &lane)
        : m_chart(painter)
        , m_painter(painter.painter())
        , m_lane(lane)
        , m_tokens(painter.tokens())
        , m_width(painter.theme().lineWidth())
        , m_headLength(painter.theme().isProjector() ? 18 : 10)
        , m_headHalf(painter.theme().isProjector() ? 8 : 4)
    {
    }

    void bars()
    {
        for (const SequenceBar &bar : m_lane.bars) {
            const QColor colour = bar.pale ? grey() : m_tokens.of(m_lane.kind);
            m_painter.fillRect(bar.rect,
                               mixed(colour, m_tokens.surf, m_chart.theme().isProjector() ? 0.45 : 0.35));
            for (const double y : {bar.rect.top(), bar.rect.bottom()})
                m_chart.crispLine({bar.rect.left(), y, bar.rect.right(), y}, colour, m_width / 2);
        }
    }

    void lifelines(const QRectF &plot)
    {
        const double above = m_chart.theme().px(5);
        for (const double x : {m_lane.clientX, m_lane.serverX})
            m_chart.crispLine({x, plot.top() - above, x, plot.bottom()},
                              m_lane.facts.enabled ? m_tokens.edge : m_tokens.line, m_width);
    }

    void highlights(const QRectF &plot)
    {
        const double half = 4 * m_width;
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_tokens.youBack);
        for (const SequenceMark &mark : m_lane.marks) {
            if (!mark.highlighted || mark.outline.isEmpty())
                continue;
            if (mark.shape == SequenceMark::Shape::Cross)
                m_painter.drawEllipse(mark.outline.constFirst(), half, half);
            else
                m_painter.drawPolygon(
                    sequence_clip::polygon(around(mark.outline, half), plot.top(), plot.bottom()));
        }
    }

    void marks()
    {
        for (const SequenceMark &mark : m_lane.marks) {
            if (mark.outline.isEmpty())
                continue;
            switch (mark.shape) {
            case SequenceMark::Shape::Arrow:
                arrow(mark);
                break;
            case SequenceMark::Shape::Band:
                band(mark);
                break;
            case SequenceMark::Shape::Cross:
                cross(mark);
                break;
            }
        }
        for (const SequenceMark &mark : m_lane.marks)
            if (!mark.chip.isEmpty())
                chip(mark);
    }

    void labels()
    {
        const QFont plain = m_chart.theme().font(Theme::Text::Caption);
        const QFont strong = m_chart.theme().font(Theme::Text::Caption, QFont::DemiBold);
        for (const SequenceLabel &label : m_lane.labels) {
            m_painter.setFont(label.strong ? strong : plain);
            m_painter.setPen(label.dim ? m_tokens.dim : m_tokens.ink);
            m_painter.drawText(label.baseline, label.text);
        }
    }

    void droppedAbove()
    {
        if (!m_lane.keptFromY)
            return;
        const double y = *m_lane.keptFromY;
        m_chart.crispLine({m_lane.column.left(), y, m_lane.column.right(), y}, m_tokens.dim, m_width / 2,
                          Qt::DotLine);
        m_chart.text({(m_lane.clientX + m_lane.serverX) / 2, y - m_chart.theme().px(5)},
                     QCoreApplication::translate("SequenceView", "older ones dropped"),
                     {.colour = m_tokens.dim, .align = Qt::AlignHCenter});
    }

private:
    [[nodiscard]] QColor grey() const { return m_tokens.parts[1]; }
    [[nodiscard]] QColor colourOf(const SequenceMark &mark) const
    {
        if (mark.fault)
            return m_tokens.bad;
        if (mark.shape == SequenceMark::Shape::Cross)
            return m_tokens.ink;
        return mark.pale ? grey() : m_tokens.of(m_lane.kind);
    }

    void arrow(const SequenceMark &mark)
    {
        const double width = (mark.highlighted ? 1.4 : mark.pale ? 0.6 : 0.75) * m_width;
        const QColor colour = colourOf(mark);
        QPointF end = mark.outline.constLast();
        // The line ends inside of the head, so that the tip stays sharp.
        const QPointF along = unit(mark.outline.constFirst(), end);
        if (mark.head)
            end -= along * m_headLength * 0.6;
        m_painter.setPen(QPen(colour, width, mark.dashed ? Qt::DashLine : Qt::SolidLine, Qt::FlatCap));
        m_painter.drawLine(mark.outline.constFirst(), end);
        if (mark.head)
            head(mark.outline.constLast(), along, colour, mark.highlighted ? 1.25 : 1);
    }

    void band(const SequenceMark &mark)
    {
        const QColor colour = colourOf(mark);
        m_painter.setPen(QPen(colour, m_width / 2, mark.dashed ? Qt::DashLine : Qt::SolidLine));
        m_painter.setBrush(mixed(colour, m_tokens.surf, 0.25));
        m_painter.drawPolygon(mark.outline);
        if (!mark.head)
            return;
        const double sender = mark.direction == Direction::Up ? m_lane.clientX : m_lane.serverX;
        head(mark.tip, unit({sender, mark.senderY}, mark.tip), colour, 1.25);
    }

    void head(const QPointF &tip, const QPointF &along, const QColor &colour, double scale)
    {
        const QPointF across(-along.y(), along.x());
        const QPointF back = tip - along * m_headLength * scale;
        const std::array<QPointF, 3> points{tip, back + across * m_headHalf * scale,
                                            back - across * m_headHalf * scale};
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(colour);
        m_painter.drawConvexPolygon(points.data(), static_cast<int>(points.size()));
    }

    void cross(const SequenceMark &mark)
    {
        const QPointF c = mark.outline.constFirst();
        const double r = m_chart.theme().markerSize() / 2;
        for (const double way : {-1.0, 1.0})
            m_chart.line({c.x() - r, c.y() - way * r, c.x() + r, c.y() + way * r}, colourOf(mark), m_width);
    }

    void chip(const SequenceMark &mark)
    {
        const QColor colour = colourOf(mark);
        QPainterPath path;
        path.addRoundedRect(mark.chip, 4, 4);
        m_painter.fillPath(path, colour);
        const double baseline = mark.chip.center().y() + halfCapHeight(m_chart.theme(), Theme::Text::Caption);
        m_painter.setFont(m_chart.theme().font(Theme::Text::Caption, QFont::DemiBold));
        const bool onDark = contrastRatio(colour, m_tokens.surf) >= 4.5;
        m_painter.setPen(onDark ? m_tokens.surf : m_tokens.ink);
        m_painter.drawText(QPointF(mark.chip.left() + m_chart.theme().px(5), baseline), chipText(mark.count));
    }

    /// An arrow's or a band's outline and `half` more above and below.
    [[nodiscard]] static QPolygonF around(const QPolygonF &outline, double half)
    {
        if (outline.size() == 2)
            return {outline.at(0) - QPointF(0, half), outline.at(1) - QPointF(0, half),
                    outline.at(1) + QPointF(0, half), outline.at(0) + QPointF(0, half)};
        const double middle = outline.boundingRect().center().y();
        QPolygonF wider = outline;
        for (QPointF &point : wider)
            point.ry() += point.y() < middle ? -half : half;
        return wider;
    }
    [[nodiscard]] static QPointF unit(const QPointF &from, const QPointF &to)
    {
        const QPointF way = to - from;
        const double length = std::hypot(way.x(), way.y());
        return length > 0 ? way / length : QPointF(1, 0);
    }

    ChartPainter &m_chart;
    QPainter &m_painter;
    const SequenceLane &m_lane;
    const Tokens &m_tokens;
    double m_width, m_headLength, m_headHalf;
};

} // namespace

void paintSequenceLane(ChartPainter &painter, const SequenceLane &lane, const QRectF &plot)
{
    LanePainting painting(painter, lane);
    painting.highlights(plot);
    painting.bars();
    painting.lifelines(plot);
    painting.droppedAbove();
    painting.marks();
    painting.labels();
}
