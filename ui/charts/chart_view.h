#pragma once

#include "ui/charts/chart_picture.h"
#include "ui/views/lab_view.h"

#include <QElapsedTimer>

#include <memory>

class LiveChart;
class PointerOverlay;

/// What all charts of the window share: a picture made of the state, shown by a LiveChart and painted again
/// for exports; keyboard (+ - 0: window; Left, Right: pan while frozen; 1, 2, L: cursors and crosshair); what
/// screen readers are told.
class ChartView : public LabView
{
    Q_OBJECT

public:
    /// Screen readers hear of a change at most this often.
    static constexpr qint64 describeEveryMs = 2000;

    ChartView(int rows, int seriesPerRow, QWidget *parent);
    ~ChartView() override;

    void display(const LabState &state) override;
    void applyTheme(const Theme &theme) override;
    void paintExport(QPainter &painter, const QSizeF &size, const LabState &state,
                     const Theme &theme) const override;

    [[nodiscard]] const ChartPicture *picture() const { return m_picture.get(); }

protected:
    struct Request
    {
        const LabState &state;
        std::pair<double, double> time;
        int columns = 600; ///< pixels for which dense data are reduced
        bool exporting = false;
    };
    [[nodiscard]] virtual std::unique_ptr<ChartPicture> makePicture(const Request &request) const = 0;
    /// "Latency of each message": over an export.
    [[nodiscard]] virtual QString exportTitle() const = 0;
    /// A last word on a live picture before it is laid out (axes that follow slowly).
    virtual void settle(ChartPicture &picture) { Q_UNUSED(picture) }
    /// Another lane was asked for: clicked (`kind`), or the next (+1) or previous one (-1).
    virtual void laneClicked(TransportKind kind) { Q_UNUSED(kind) }
    virtual void laneStepped(int step) { Q_UNUSED(step) }
    /// Makes and shows the picture again after a change of how to look at the same data.
    void askForRepaint() { emit viewOptionsChanged(m_options); }
    [[nodiscard]] const ViewOptions &viewOptions() const { return m_options; }
    /// The selection after a click at `point` of the picture; nullopt: nothing is there.
    [[nodiscard]] virtual std::optional<Selection> picked(const QPointF &point, const LabState &state) const;

    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] std::pair<double, double> timeRange(const LabState &state) const;
    /// Pixels between which nobody can tell two messages apart.
    [[nodiscard]] int plotColumns() const;
    void showPicture();
    void describe(const LabState &state);
    void resolveClick(const LabState &state);
    [[nodiscard]] const Selection &selection() const;
    bool handleMark(int key);
    void zoom(int steps);
    void pan(double windows);
    [[nodiscard]] QRectF chartArea() const;

    LiveChart *m_chart = nullptr;
    PointerOverlay *m_pointer = nullptr;
    std::optional<QPointF> m_click; ///< resolved with the next state, which knows what is there
    std::unique_ptr<ChartPicture> m_picture;
    Theme m_theme;
    ViewOptions m_options;
    bool m_frozen = false;
    double m_panS = 0; ///< how far back the window was moved while frozen
    QElapsedTimer m_described;
};
