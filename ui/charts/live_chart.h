#pragma once

#include "ui/charts/chart_picture.h"

#include <QGraphicsView>

#include <functional>
#include <memory>
#include <vector>

class QChart;
class QLineSeries;
class QValueAxis;

/// Shows the rows of a picture with Qt Charts (grid and series), and the rest of it with one overlay item.
///
/// Made for live data: charts, axes and series are created once; data come by replace() alone; no OpenGL, no
/// themes, no scatter series, no animation. Mouse and keys go to the parent.
class LiveChart : public QGraphicsView
{
    Q_OBJECT

public:
    LiveChart(int rows, int seriesPerRow, QWidget *parent);
    ~LiveChart() override;

    /// Shows `picture` until the next call; the caller keeps it alive. nullptr: nothing.
    void show(const ChartPicture *picture, const Theme &theme);
    using QGraphicsView::show;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;

private:
    class Overlay;
    struct Row
    {
        QChart *chart = nullptr;
        QValueAxis *x = nullptr;
        QValueAxis *y = nullptr;
        std::vector<QLineSeries *> series;
    };

    void addRow(int series);
    void showRow(Row &row, const PlotRow &plot);

    std::vector<Row> m_rows;
    const ChartPicture *m_picture = nullptr; ///< does not own; null when there is none
    Theme m_theme;
    Overlay *m_overlay = nullptr;
};
