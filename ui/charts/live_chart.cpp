#include "ui/charts/live_chart.h"

#include <QChart>
#include <QGraphicsItem>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QValueAxis>

/// Paints all of a picture that is neither grid nor series, over the charts.
class LiveChart::Overlay : public QGraphicsItem
{
public:
    void take(const ChartPicture *picture, const Theme &theme, const QRectF &rect)
    {
        if (rect != m_rect)
            prepareGeometryChange();
        m_rect = rect;
        m_picture = picture;
        m_theme = theme;
        update();
    }
    [[nodiscard]] QRectF boundingRect() const override { return m_rect; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *) override
    {
        if (!m_picture)
            return;
        painter->setRenderHint(QPainter::Antialiasing);
        ChartPainter chartPainter(*painter, m_theme, false);
        m_picture->paintOver(chartPainter);
    }

private:
    const ChartPicture *m_picture = nullptr;
    Theme m_theme;
    QRectF m_rect;
};

LiveChart::LiveChart(int rows, int seriesPerRow, QWidget *parent)
    : QGraphicsView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setViewportUpdateMode(FullViewportUpdate);
    setOptimizationFlag(DontSavePainterState);
    setAlignment(Qt::AlignLeft | Qt::AlignTop);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setFocusPolicy(Qt::NoFocus);
    setInteractive(false);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *graphics = new QGraphicsScene(this);
    graphics->setItemIndexMethod(QGraphicsScene::NoIndex);
    setScene(graphics);
    for (int i = 0; i < rows; ++i)
        addRow(seriesPerRow);
    m_overlay = new Overlay;
    graphics->addItem(m_overlay);
}

LiveChart::~LiveChart() = default;

void LiveChart::addRow(int series)
{
    Row row;
    row.chart = new QChart;
    row.chart->legend()->hide();
    row.chart->setBackgroundVisible(false);
    row.chart->setMargins({});
    row.chart->setAnimationOptions(QChart::NoAnimation);
    row.x = new QValueAxis;
    row.y = new QValueAxis;
    for (QValueAxis *axis : {row.x, row.y}) {
        axis->setLabelsVisible(false);
        axis->setLineVisible(false);
        axis->setGridLineVisible(false);
        axis->setTickType(QValueAxis::TicksDynamic);
        axis->setTickAnchor(0);
    }
    row.chart->addAxis(row.x, Qt::AlignBottom);
    row.chart->addAxis(row.y, Qt::AlignLeft);
    for (int i = 0; i < series; ++i) {
        auto *line = new QLineSeries;
        row.chart->addSeries(line);
        line->attachAxis(row.x);
        line->attachAxis(row.y);
        row.series.push_back(line);
    }
    row.chart->setZValue(-1);
    scene()->addItem(row.chart);
    m_rows.push_back(std::move(row));
}

void LiveChart::show(const ChartPicture *picture, const Theme &theme)
{
    const QRectF all(QPointF(0, 0), QSizeF(viewport()->size()));
    setBackgroundBrush(theme.tokens.surf);
    setSceneRect(all);
    const qsizetype shown = picture ? picture->rows().size() : 0;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const bool visible = static_cast<qsizetype>(i) < shown;
        m_rows[i].chart->setVisible(visible);
        if (visible) {
            m_rows[i].chart->setGeometry(all);
            showRow(m_rows[i], picture->rows().at(static_cast<qsizetype>(i)));
        }
    }
    m_overlay->take(picture, theme, all);
    m_picture = picture;
    m_theme = theme;
}

void LiveChart::showRow(Row &row, const PlotRow &plot)
{
    if (row.chart->plotArea() != plot.frame.area)
        row.chart->setPlotArea(plot.frame.area);
    row.x->setRange(plot.frame.x.min, plot.frame.x.max);
    // A smaller step over a larger range would make thousands of lines for a moment.
    if (plot.gridStep > row.y->tickInterval()) {
        row.y->setTickInterval(plot.gridStep);
        row.y->setRange(plot.frame.y.min, plot.frame.y.max);
    } else {
        row.y->setRange(plot.frame.y.min, plot.frame.y.max);
        row.y->setTickInterval(plot.gridStep);
    }
    row.x->setTickInterval(plot.frame.x.max - plot.frame.x.min);
    // The axes would take their place only in the next turn of the loop, a frame late.
    row.chart->layout()->activate();
    for (std::size_t i = 0; i < row.series.size(); ++i) {
        QLineSeries *line = row.series[i];
        if (static_cast<qsizetype>(i) >= plot.series.size()) {
            if (line->isVisible())
                line->setVisible(false);
            continue;
        }
        const PlotSeries &series = plot.series.at(static_cast<qsizetype>(i));
        line->setVisible(true);
        line->setPen(QPen(series.colour, series.width, series.style, Qt::FlatCap, Qt::RoundJoin));
        line->replace(series.points);
    }
}

void LiveChart::drawBackground(QPainter *painter, const QRectF &rect)
{
    QGraphicsView::drawBackground(painter, rect);
    if (!m_picture)
        return;
    // Not the axes' own grid: with a fixed plot area Qt Charts leaves it where it was before a resize.
    ChartPainter chartPainter(*painter, m_theme, false);
    m_picture->paintGrid(chartPainter);
}

void LiveChart::resizeEvent(QResizeEvent *event)
{
    QGraphicsView::resizeEvent(event);
    setSceneRect(QRectF(QPointF(0, 0), QSizeF(viewport()->size())));
}
