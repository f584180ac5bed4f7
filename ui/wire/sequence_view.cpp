#include "ui/wire/sequence_view.h"

#include "ui/transport_descriptor.h"
#include "ui/wire/arrow_words.h"
#include "ui/wire/sequence_accessible.h"
#include "ui/wire/sequence_painter.h"
#include "ui/wire/sequence_view_window.h"
#include "ui/wire/sequence_walk.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

/// Room for the focus frame.
constexpr int ring = 2;
/// Screen readers hear of a change at most this often.
constexpr qint64 describeEveryMs = 2000;

std::optional<double> latencyOf(const std::deque<DeliveryPoint> &deliveries, const Selection &selection)
{
    if (!selection.message)
        return std::nullopt;
    const auto found = std::find_if(deliveries.rbegin(), deliveries.rend(), [&](const DeliveryPoint &point) {
        return point.id == *selection.message && point.client == selection.client;
    });
    return found == deliveries.rend() ? std::nullopt : std::optional(found->latencyMs);
}

std::array<SequenceLaneFacts, transportCount> factsOf(const LabState &state)
{
    std::array<SequenceLaneFacts, transportCount> facts;
    const bool known = state.snapshot.phase != RunSnapshot::Phase::Idle;
    for (std::size_t i = 0; i < transportCount; ++i)
        facts[i]
            = {!known || state.snapshot.lanes[i].enabled, latencyOf(state.deliveries[i], state.selection)};
    return facts;
}

} // namespace

SequenceView::SequenceView(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(320, 180);
    setAccessibleName(tr("Sequence diagram of the wire"));
    installSequenceAccessibility();
}

void SequenceView::display(const LabState &state)
{
    m_trace = state.trace;
    const bool chosenElsewhere = state.selection.record != m_selection.record;
    m_selection = state.selection;
    m_frozen = state.frozen;
    m_lanes = factsOf(state);
    moveWindow([&](TimeWindow &window) { window.setNow(std::max(0.0, state.snapshot.elapsedS)); });
    if (chosenElsewhere)
        bringIntoView();
    describe();
}

// What is on show already stays where it is: a click in the list must not stop what follows the run.
void SequenceView::bringIntoView()
{
    const auto &chosen = m_selection.record;
    const TraceRecord *record
        = chosen && m_trace ? m_trace->lane(chosen->lane).find(chosen->number) : nullptr;
    if (!record || touches(*record, m_trace->at(m_window.begin()), m_trace->at(m_window.end())))
        return;
    moveWindow([&](TimeWindow &window) {
        window.reveal(m_trace->seconds(record->wire.firstIn), m_trace->seconds(record->wire.lastOut));
    });
}

void SequenceView::applyTheme(const Theme &theme)
{
    m_theme = theme;
    layOut();
}

SequenceRequest SequenceView::request(const QRectF &area) const
{
    SequenceRequest request;
    request.trace = m_trace;
    request.fromS = m_window.begin();
    request.toS = m_window.end();
    request.nowS = m_window.now();
    request.area = area;
    request.large = m_large;
    request.selection = m_selection;
    request.lanes = m_lanes;
    request.hovered = m_hovered;
    return request;
}

void SequenceView::layOut()
{
    m_geometry = layOutSequence(request(QRectF(rect()).adjusted(ring, ring, -ring, -ring)), m_theme);
    update();
}

void SequenceView::paintInto(QPainter &painter, const QRectF &area, const LabState &state,
                             const Theme &theme) const
{
    ChartPainter chart(painter, theme, true);
    SequenceRequest what = request(area);
    what.trace = state.trace;
    what.lanes = factsOf(state);
    // What is under the mouse is no part of a picture.
    what.hovered.clear();
    if (!what.selection.crosshairLocked)
        what.selection.crosshairS.reset();
    paintSequence(chart, layOutSequence(what, theme));
}

void SequenceView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens.surf);
    ChartPainter chart(painter, m_theme, false);
    paintSequence(chart, m_geometry);
    if (!hasFocus())
        return;
    painter.setPen(QPen(m_theme.tokens.you, ring));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
}

QList<TransportKind> SequenceView::visibleLanes() const
{
    if (m_large)
        return {*m_large};
    return {allTransportKinds.begin(), allTransportKinds.end()};
}

QString SequenceView::summary() const
{
    if (m_geometry.empty)
        return tr("Nothing has crossed the wire yet.");
    QStringList lanes;
    for (const SequenceLane &lane : m_geometry.lanes) {
        int records = 0;
        for (const SequenceMark &mark : lane.marks)
            records += mark.count;
        lanes << tr("%1 %2 records").arg(descriptorOf(lane.kind).name).arg(records);
    }
    QString text = tr("%1 s to %2 s: %3.")
                       .arg(arrow_words::moment(m_geometry.fromS, 3), arrow_words::moment(m_geometry.toS, 3),
                            lanes.join(u", "_s));
    if (m_selection.record && m_trace) {
        const TraceLog &log = m_trace->lane(m_selection.record->lane);
        if (const TraceRecord *record = log.find(m_selection.record->number))
            text += u' ' + tr("Selected: %1.").arg(arrow_words::sentence(*record, log));
    } else if (m_selection.message) {
        text += u' ' + tr("Message %1 is selected.").arg(*m_selection.message);
    }
    if (!m_geometry.betweenCursors.isEmpty())
        text += u' ' + tr("Between the cursors: %1.").arg(m_geometry.betweenCursors);
    return text;
}

void SequenceView::describe()
{
    if (m_described.isValid() && m_described.elapsed() < describeEveryMs)
        return;
    m_described.start();
    const QString text = summary();
    if (text != accessibleDescription())
        setAccessibleDescription(text);
}

void SequenceView::setSpan(double seconds)
{
    moveWindow([&](TimeWindow &window) { window.setSpan(seconds); });
}

void SequenceView::setEnd(double seconds)
{
    moveWindow([&](TimeWindow &window) { window.setEnd(seconds); });
}

void SequenceView::setFollowing(bool following)
{
    moveWindow([&](TimeWindow &window) { following ? window.follow() : window.setEnd(window.end()); });
}

void SequenceView::setLarge(std::optional<TransportKind> lane)
{
    m_large = lane;
    layOut();
}

void SequenceView::zoom(int steps)
{
    double anchor = (m_window.begin() + m_window.end()) / 2;
    if (m_selection.record && m_trace)
        if (const TraceRecord *record
            = m_trace->lane(m_selection.record->lane).find(m_selection.record->number)) {
            const double at = m_trace->seconds(record->wire.firstIn);
            if (at >= m_window.begin() && at <= m_window.end())
                anchor = at;
        }
    moveWindow([&](TimeWindow &window) { window.zoomStep(steps, anchor); });
}

void SequenceView::step(int by)
{
    for (int i = 0; m_trace && i < std::abs(by); ++i) {
        const auto next = sequence_walk::next(*m_trace, visibleLanes(), m_selection, by > 0,
                                              {m_window.begin(), m_window.end()});
        if (!next)
            return;
        choose(sequence_walk::select(m_selection, *next, *m_trace));
        if (const TraceRecord *record = m_trace->lane(next->lane).find(next->number))
            moveWindow([&](TimeWindow &window) {
                window.reveal(m_trace->seconds(record->wire.firstIn), m_trace->seconds(record->wire.lastOut));
            });
    }
}

void SequenceView::choose(const Selection &selection)
{
    if (selection == m_selection)
        return;
    const bool pointed = selection.record != m_selection.record || selection.message != m_selection.message;
    m_selection = selection;
    layOut();
    if (pointed) {
        m_described.invalidate();
        describe();
    }
    emit selectionChanged(m_selection);
}

void SequenceView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layOut();
}

void SequenceView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange || event->type() == QEvent::LocaleChange)
        layOut();
}
