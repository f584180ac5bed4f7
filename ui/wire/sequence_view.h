#pragma once

#include "ui/lab_state.h"
#include "ui/theme/theme.h"
#include "ui/wire/sequence_geometry.h"
#include "ui/wire/time_window.h"

#include <QElapsedTimer>
#include <QWidget>

/// The sequence diagram of the wire: what crossed each link, and when. Time runs down.
///
/// Mouse: hover names a record, click selects it, drag and wheel pan, Ctrl and wheel zoom, cursors can be
/// dragged. Keys: arrows (Shift: fine), Page Up and Down, Home, End (follow), + - 0, 1 and 2 (cursors), L
/// (lock the crosshair), Delete and Escape; while it stands still Space, "." and "," step from record to
/// record. The trace that display() hands over must live until the next one, or until this is gone.
class SequenceView : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(double span READ span WRITE setSpan NOTIFY spanChanged)
    Q_PROPERTY(double end READ end WRITE setEnd NOTIFY endChanged)
    Q_PROPERTY(bool following READ isFollowing WRITE setFollowing NOTIFY followingChanged)

public:
    explicit SequenceView(QWidget *parent = nullptr);

    void display(const LabState &state);
    void applyTheme(const Theme &theme);
    /// Paints what is on show, anew for `area`, with vector operations only.
    void paintInto(QPainter &painter, const QRectF &area, const LabState &state, const Theme &theme) const;
    /// The selection and what is visible, in words.
    [[nodiscard]] QString summary() const;

    /// Seconds from top to bottom: TimeWindow::leastSpanS to mostSpanS.
    [[nodiscard]] double span() const { return m_window.span(); }
    /// Second at the bottom.
    [[nodiscard]] double end() const { return m_window.end(); }
    [[nodiscard]] bool isFollowing() const { return m_window.isFollowing(); }
    /// nullopt: four lanes side by side.
    [[nodiscard]] std::optional<TransportKind> large() const { return m_large; }
    [[nodiscard]] const SequenceGeometry &geometry() const { return m_geometry; }
    [[nodiscard]] const Selection &selection() const { return m_selection; }

public slots:
    void setSpan(double seconds);
    void setEnd(double seconds);
    void setFollowing(bool following);
    void setLarge(std::optional<TransportKind> lane);
    /// +1: one step longer; around the selected record, else around the middle.
    void zoom(int steps);
    /// Selects the next (+1) or previous record in time, of the lanes on show, and scrolls to it.
    void step(int by);

signals:
    void selectionChanged(const Selection &selection);
    void spanChanged(double seconds);
    void endChanged(double seconds);
    void followingChanged(bool following);
    /// The record under the mouse in words; empty: none.
    void hovered(const QString &words);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    enum class Drag { None, Press, Pan, CursorA, CursorB };

    [[nodiscard]] SequenceRequest request(const QRectF &area) const;
    [[nodiscard]] QList<TransportKind> visibleLanes() const;
    [[nodiscard]] QString wordsOf(const SequenceHit &hit) const;
    [[nodiscard]] const SequenceMark *markOf(const SequenceHit &hit) const;
    void layOut();
    void bringIntoView();
    void describe();
    /// Changes the window by `change`, tells who listens, lays out again.
    template<typename Change>
    void moveWindow(Change change);
    void choose(const Selection &selection);
    void click(const QPointF &point);
    void zoomInto(const SequenceHit &hit);
    void dragTo(const QPointF &point, bool snap);
    void hover(const QPointF &point);
    void placeCursor(bool second, bool snap);
    void toggleLock();
    bool clearSomething();
    bool handleMove(int key, bool fine);
    bool handleMark(int key, bool shift);
    [[nodiscard]] double cursorSeconds(const QPointF &point, bool snap) const;
    [[nodiscard]] Drag cursorUnder(const QPointF &point) const;

    const Trace *m_trace = nullptr;
    std::array<SequenceLaneFacts, transportCount> m_lanes;
    Selection m_selection;
    bool m_frozen = false;
    TimeWindow m_window;
    std::optional<TransportKind> m_large;
    Theme m_theme;
    SequenceGeometry m_geometry;
    Drag m_drag = Drag::None;
    QPointF m_pressed;
    double m_pressedEnd = 0;
    QString m_hovered;
    QElapsedTimer m_described;
};
