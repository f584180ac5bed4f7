#include "ui/comparison_pane.h"

#include "core/experiment/lane_words.h"
#include "ui/sentence.h"
#include "ui/theme/app_style.h"
#include "ui/theme/digit_text.h"
#include "ui/theme/number_text.h"

#include <QCheckBox>
#include <QContextMenuEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int padding = 12;
constexpr qint64 describeEveryMs = 2000;
} // namespace

ComparisonPane::ComparisonPane(TransportKind kind, QWidget *parent)
    : QWidget(parent)
    , m_transport(descriptorOf(kind))
    , m_toggle(new QCheckBox(this))
    , m_more(new QToolButton(this))
    , m_menu(new QMenu(this))
{
    setObjectName(m_transport.name + u" pane"_s);
    setAccessibleName(m_transport.name);
    m_toggle->setChecked(true);
    m_toggle->setAccessibleName(tr("%1 on").arg(m_transport.name));
    m_toggle->setToolTip(tr("Switch %1 on or off (Ctrl+%2)").arg(m_transport.name).arg(indexOf(kind) + 1));
    m_toggle->setObjectName(m_transport.name + u" toggle"_s);
    m_more->setText(u"\u2026"_s);
    m_more->setToolTip(tr("Copy as, solo, maximise"));
    m_more->setAccessibleName(tr("More about %1").arg(m_transport.name));
    m_more->setMenu(m_menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setProperty(buttonLookProperty, u"flat"_s);
    m_more->setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_toggle, &QCheckBox::clicked, this, &ComparisonPane::toggledByUser);
}

void ComparisonPane::display(const LabState &state, bool running)
{
    m_lane = state.snapshot.lane(m_transport.kind);
    m_lane.kind = m_transport.kind;
    m_on = state.settings.enabled(m_transport.kind);
    // What was measured; before anything was, what is asked for.
    const Sending now
        = m_lane.sending != Sending::Nothing ? m_lane.sending : sending(state.settings, m_transport.kind);
    if (std::exchange(m_sending, now) != now)
        updateGeometry();
    m_running = running;
    m_nowS = state.snapshot.elapsedS;
    m_baseline.reset();
    if (state.baseline)
        m_baseline = state.baseline->snapshot.lane(m_transport.kind);
    if (m_toggle->isChecked() != m_on)
        m_toggle->setChecked(m_on);
    describe();
    update();
}

QString ComparisonPane::sendingWords() const
{
    if (m_sending == Sending::NoEcho)
        return tr("No echo over %1: a POST is answered, not echoed.\nNothing is sent.").arg(m_transport.name);
    const LatencySummary &trip = m_lane.roundTrip;
    const QString what = m_sending == Sending::Echoed
        ? tr("Echo, returned to its sender alone over a second connection")
        : tr("Round trip of a message that is published to all, its sender among them");
    return tr("%1,\nfrom when it was due to be sent: p50 %2, mean %3, max %4, n = %5.\nSending costs %6 a "
              "message, payload not counted.")
        .arg(what, latencyText(trip.p50Ms).joined(), latencyText(trip.meanMs).joined(),
             latencyText(trip.maxMs).joined(), plainNumber(static_cast<double>(trip.count)),
             bytesText(m_lane.upstreamBytesPerMessage).joined());
}

/// For screen readers and who rests the mouse on it.
void ComparisonPane::describe()
{
    if (m_described.isValid() && m_described.elapsed() < describeEveryMs)
        return;
    m_described.start();
    setToolTip(m_on && m_sending != Sending::Nothing ? sendingWords() : QString());
    if (!m_on) {
        setAccessibleDescription(tr("switched off"));
        return;
    }
    const QString upstream
        = m_sending == Sending::Nothing ? QString() : u". "_s + sendingWords().replace(u'\n', u' ');
    setAccessibleDescription(
        tr("%1; median latency %2; overhead %3 per message; %4 delivered, %5 lost, %6 behind")
            .arg(stateWords(m_lane, m_nowS), latencyText(m_lane.latency.p50Ms).joined(),
                 bytesText(m_lane.protocolOverheadPerMessage).joined(),
                 plainNumber(static_cast<double>(m_lane.messages.delivered)),
                 plainNumber(static_cast<double>(m_lane.messages.lost)),
                 plainNumber(static_cast<double>(m_lane.behind)))
        + upstream);
}

void ComparisonPane::applyTheme(const Theme &theme)
{
    m_theme = theme;
    m_more->setFont(theme.font(Theme::Text::PaneName, QFont::Bold));
    m_toggle->setFixedSize(QSize(theme.px(24), theme.px(24)));
    m_more->resize(m_more->sizeHint().expandedTo(QSize(theme.px(28), theme.px(24))));
    updateGeometry();
    resizeEvent(nullptr);
    update();
}

void ComparisonPane::setDetail(Detail detail)
{
    if (detail == m_detail)
        return;
    m_detail = detail;
    m_more->setVisible(detail == Detail::Normal || detail == Detail::Roomy);
    m_toggle->setVisible(detail != Detail::Projector);
    updateGeometry();
    update();
}

int ComparisonPane::preferredHeight() const
{
    const int caption = m_theme.size(Theme::Text::Caption);
    const int row = caption + 6;
    const int number = m_theme.size(Theme::Text::Number);
    if (m_detail == Detail::Projector)
        return 10 + m_theme.size(Theme::Text::PaneName) * 2 + 2 * (number + caption + 14);
    const int head = headHeight();
    const int numbers = number + 6 + caption + 8;
    if (m_detail == Detail::Compact)
        return head + numbers + 4;
    const int upstream = m_sending != Sending::Nothing && m_detail != Detail::Narrow ? 1 : 0;
    const int rows = (m_detail == Detail::Narrow ? 1 : m_detail == Detail::Normal ? 3 : 4) + upstream;
    return head + numbers + rows * row + 8 + caption + 18;
}

int ComparisonPane::headHeight() const
{
    const int name = 12 + m_theme.size(Theme::Text::PaneName);
    return m_detail == Detail::Compact ? std::max(name, 8 + m_theme.px(24)) + 2
                                       : name + 6 + m_theme.size(Theme::Text::Caption) + 8;
}

QSize ComparisonPane::sizeHint() const
{
    return {240, preferredHeight()};
}

QSize ComparisonPane::minimumSizeHint() const
{
    return {120, preferredHeight()};
}

void ComparisonPane::resizeEvent(QResizeEvent *)
{
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int box = m_toggle->width();
    const int right = width() - 8;
    m_toggle->move(mirrored ? 8 : right - box, 8);
    m_more->move(mirrored ? 8 + box + 4 : right - box - 4 - m_more->width(), 8);
}

void ComparisonPane::contextMenuEvent(QContextMenuEvent *event)
{
    m_menu->popup(event->globalPos());
}

void ComparisonPane::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->position().y() < 44)
        emit maximiseRequested();
}
