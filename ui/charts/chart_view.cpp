#include "ui/charts/chart_view.h"

#include "ui/charts/chart_accessible.h"
#include "ui/charts/export_frame.h"
#include "ui/charts/live_chart.h"
#include "ui/charts/pointer_overlay.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <array>
#include <utility>

namespace {

constexpr std::array windowsS{10.0, 30.0, 60.0, 300.0, 0.0};
constexpr double defaultWindowS = 30;
/// Room for the focus ring around the chart.
constexpr int ring = 2;
/// Arrow keys move by this part of the window, with Shift by a tenth of it.
constexpr double panShare = 0.1;
constexpr double leastColumns = 100;
constexpr int leastWidth = 240;
constexpr int leastHeight = 210; ///< at 100 % text

} // namespace

ChartView::ChartView(int rows, int seriesPerRow, QWidget *parent)
    : LabView(parent)
    , m_chart(new LiveChart(rows, seriesPerRow, this))
    , m_pointer(new PointerOverlay(this))
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    installChartAccessibility();
}

ChartView::~ChartView()
{
    m_chart->show(nullptr, m_theme);
    m_pointer->show(nullptr, {}, m_theme);
}

QRectF ChartView::chartArea() const
{
    return QRectF(rect().adjusted(ring, ring, -ring, -ring));
}

std::pair<double, double> ChartView::timeRange(const LabState &state) const
{
    auto [from, to] = state.timeRange();
    const double back = state.frozen ? std::clamp(m_panS, 0.0, from) : 0;
    return {from - back, to - back};
}

int ChartView::plotColumns() const
{
    const bool known = m_picture && !m_picture->rows().isEmpty();
    const double plot = known ? m_picture->rows().first().frame.area.width() : 0.75 * width();
    return static_cast<int>(std::max(leastColumns, plot));
}

void ChartView::display(const LabState &state)
{
    m_options = state.view;
    if (state.frozen != m_frozen)
        m_panS = 0;
    m_frozen = state.frozen;
    const PointerMarks marks = pointerMarks(state, m_pointer->marks());
    m_picture = makePicture({state, timeRange(state), plotColumns(), false});
    settle(*m_picture);
    m_pointer->show(m_picture.get(), marks, m_theme);
    showPicture();
    resolveClick(state);
    describe(state);
}

void ChartView::applyTheme(const Theme &theme)
{
    m_theme = theme;
    setMinimumSize(leastWidth, theme.isProjector() ? leastHeight : theme.px(leastHeight));
    setAccessibleName(tr("%1 chart").arg(title()));
    showPicture();
    update();
}

void ChartView::showPicture()
{
    if (m_picture)
        m_picture->layOut(QRectF(QPointF(0, 0), chartArea().size()), m_theme);
    m_chart->show(m_picture.get(), m_theme);
    m_pointer->show(m_picture.get(), m_pointer->marks(), m_theme);
}

void ChartView::paintExport(QPainter &painter, const QSizeF &size, const LabState &state,
                            const Theme &theme) const
{
    ChartPainter chart(painter, theme, true);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = paintExportFrame(chart, size, state, exportTitle());
    const auto picture
        = makePicture({state, timeRange(state), static_cast<int>(std::max(100.0, area.width())), true});
    picture->layOut(area, theme);
    picture->paintAll(chart);
    // The crosshair follows the mouse; in an export it stands only if it was locked.
    PointerMarks marks = pointerMarks(state, {});
    if (!marks.selection.crosshairLocked)
        marks.selection.crosshairS.reset();
    paintPointerMarks(chart, *picture, marks);
}

void ChartView::describe(const LabState &state)
{
    if (m_described.isValid() && m_described.elapsed() < describeEveryMs)
        return;
    m_described.start();
    const QString text = summary(state);
    if (text == accessibleDescription())
        return;
    setAccessibleDescription(text);
}

void ChartView::zoom(int steps)
{
    const auto now = std::ranges::find(windowsS, m_options.windowS);
    const auto index = now == windowsS.end() ? 1 : now - windowsS.begin();
    ViewOptions next = m_options;
    next.windowS = steps == 0 ? defaultWindowS
                              : windowsS.at(static_cast<std::size_t>(
                                  std::clamp<std::ptrdiff_t>(index + steps, 0, std::ssize(windowsS) - 1)));
    if (!(next == m_options))
        emit viewOptionsChanged(next);
}

void ChartView::pan(double windows)
{
    if (!m_frozen || !m_picture)
        return;
    const ChartFacts &facts = m_picture->facts();
    const double window = facts.toS - facts.fromS;
    // Not beyond the start of the run.
    m_panS = std::clamp(m_panS - windows * window, 0.0, m_panS + facts.fromS);
    askForRepaint();
}

void ChartView::keyPressEvent(QKeyEvent *event)
{
    if (handleMark(event->key()))
        return;
    const double far = event->modifiers() & Qt::ShiftModifier ? panShare / 10 : panShare;
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(-1);
    case Qt::Key_Minus:
        return zoom(1);
    case Qt::Key_0:
        return zoom(0);
    case Qt::Key_Left:
        return pan(-far);
    case Qt::Key_Right:
        return pan(far);
    case Qt::Key_Up:
        return laneStepped(-1);
    case Qt::Key_Down:
        return laneStepped(1);
    default:
        LabView::keyPressEvent(event);
    }
}

void ChartView::mousePressEvent(QMouseEvent *event)
{
    setFocus(Qt::MouseFocusReason);
    if (!m_picture || event->button() != Qt::LeftButton)
        return;
    const QPointF point = event->position() - chartArea().topLeft();
    if (const auto lane = m_picture->laneAt(point)) {
        laneClicked(*lane);
        return;
    }
    m_click = point;
    askForRepaint();
}

std::optional<Selection> ChartView::picked(const QPointF &, const LabState &) const
{
    return std::nullopt;
}

void ChartView::resolveClick(const LabState &state)
{
    if (!m_click)
        return;
    const auto next = picked(*std::exchange(m_click, std::nullopt), state);
    if (next && !(*next == state.selection))
        emit selectionChanged(*next);
}

const Selection &ChartView::selection() const
{
    return m_pointer->marks().selection;
}

void ChartView::mouseMoveEvent(QMouseEvent *event)
{
    LabView::mouseMoveEvent(event);
    if (!m_picture || selection().crosshairLocked)
        return;
    Selection next = selection();
    next.crosshairS = secondsAt(*m_picture, event->position().x() - chartArea().left());
    if (!(next == selection()))
        emit selectionChanged(next);
}

void ChartView::leaveEvent(QEvent *event)
{
    LabView::leaveEvent(event);
    if (selection().crosshairLocked || !selection().crosshairS)
        return;
    Selection next = selection();
    next.crosshairS.reset();
    emit selectionChanged(next);
}

bool ChartView::handleMark(int key)
{
    if (!m_picture || !m_picture->hasTimeAxis())
        return false;
    const auto next
        = selectionAfterKey(selection(), key, (m_picture->facts().fromS + m_picture->facts().toS) / 2);
    if (next)
        emit selectionChanged(*next);
    return next.has_value();
}

void ChartView::resizeEvent(QResizeEvent *event)
{
    LabView::resizeEvent(event);
    m_chart->setGeometry(chartArea().toRect());
    m_pointer->setGeometry(chartArea().toRect());
    showPicture();
}

void ChartView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens.surf);
    if (!hasFocus())
        return;
    painter.setPen(QPen(m_theme.tokens.you, ring));
    painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
}

void ChartView::focusInEvent(QFocusEvent *event)
{
    LabView::focusInEvent(event);
    update();
}

void ChartView::focusOutEvent(QFocusEvent *event)
{
    LabView::focusOutEvent(event);
    update();
}
