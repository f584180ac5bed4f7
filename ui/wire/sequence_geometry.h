#pragma once

#include "core/trace/trace_log.h"
#include "ui/lab_state.h"
#include "ui/theme/theme.h"

#include <QLineF>
#include <QList>
#include <QPolygonF>
#include <QRectF>
#include <QString>

/// What a lane of the sequence view shows that its records do not say.
struct SequenceLaneFacts
{
    bool enabled = true;
    std::optional<double> latencyMs; ///< of the selected message
};

/// What to lay out. Times in seconds on the snapshots' axis.
struct SequenceRequest
{
    const Trace *trace = nullptr; ///< nullptr: nothing recorded yet
    double fromS = 0;
    double toS = 1; ///< REQUIRES: above fromS
    double nowS = 0; ///< a request still held reaches to here
    QRectF area;
    std::optional<TransportKind> large; ///< this lane alone
    Selection selection;
    std::array<SequenceLaneFacts, transportCount> lanes;
    QString hovered; ///< the record under the mouse in words; empty: none
};

/// One thing drawn for one or several records of a lane: an arrow, a band of many arrows, a cross.
struct SequenceMark
{
    enum class Shape { Arrow, Band, Cross };

    Shape shape = Shape::Arrow;
    Direction direction = Direction::Up;
    int count = 1;
    quint64 first = 0, last = 0; ///< numbers of its first and last record
    TimePoint from{}, to{}; ///< of all of them
    /// Within the plot area. Arrow: sender, receiver. Band: a polygon. Cross: its centre.
    QPolygonF outline;
    bool head = true; ///< the receiver's end is within the plot area
    QPointF tip; ///< where the head points at (of a band: its middle)
    double senderY = 0; ///< where its label belongs; may lie outside
    bool sameKind = true; ///< all its records are of one kind
    bool pale = false; ///< carried no message
    bool dashed = false; ///< unfinished
    bool fault = false; ///< closed without a Close frame
    bool highlighted = false; ///< carries the selected message, or is selected
    QRectF chip; ///< of a band: where "x20" stands
};

/// A request that the server holds.
struct SequenceBar
{
    QRectF rect;
    quint64 request = 0;
    bool pale = false;
    bool open = false; ///< not answered yet
};

struct SequenceLabel
{
    QString text{};
    QRectF box{};
    QPointF baseline{}; ///< left end
    bool strong = false;
    bool dim = false;
};

struct SequenceLane
{
    TransportKind kind{};
    QRectF column; ///< of the plot area
    double clientX = 0, serverX = 0;
    SequenceLaneFacts facts;
    QList<SequenceMark> marks; ///< oldest first; highlighted ones last
    QList<SequenceBar> bars;
    QList<SequenceLabel> labels;
    qint64 kept = 0, dropped = 0; ///< of the whole lane
    std::optional<double> keptFromY; ///< above it records are missing that were dropped
};

struct SequenceTick
{
    double y = 0;
    QString text; ///< empty: a cursor stands there
};

/// Cursor A or B, or the crosshair.
struct SequenceCursor
{
    double y = 0;
    QString text; ///< "A 30.900"
    QRectF chip; ///< in the time axis
};

struct SequenceGeometry
{
    QRectF area;
    QRectF header, axis, plot, footer;
    double fromS = 0, toS = 1;
    QList<SequenceLane> lanes;
    QList<SequenceTick> ticks;
    std::optional<SequenceCursor> cursorA, cursorB, crosshair;
    bool crosshairLocked = false;
    /// Between the cursors: "590 ms", and the line along which it stands.
    QString betweenCursors;
    QLineF between;
    QRectF betweenBox;
    QString hovered; ///< stands in the footer
    quint64 selectedMessage = 0; ///< 0: none
    qint64 kept = 0, dropped = 0; ///< over the lanes shown
    bool empty = true; ///< no record at all in any lane

    [[nodiscard]] double yAt(double seconds) const;
    [[nodiscard]] double secondsAt(double y) const;
    /// The lane whose column, header included, is at `x`; nullptr: none.
    [[nodiscard]] const SequenceLane *laneAt(double x) const;
};

struct SequenceHit
{
    TransportKind lane{};
    int mark = 0; ///< index into its lane's marks
};

[[nodiscard]] SequenceGeometry layOutSequence(const SequenceRequest &request, const Theme &theme);
/// The mark at most `reach` pixels away from `point`, the nearest one.
[[nodiscard]] std::optional<SequenceHit> hitTest(const SequenceGeometry &geometry, const QPointF &point,
                                                 double reach);
/// The record is on the wire at some time from `from` to `to`.
[[nodiscard]] bool touches(const TraceRecord &record, TimePoint from, TimePoint to);
