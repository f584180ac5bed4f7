#include "ui/wire/wire_view.h"

#include "ui/charts/chart_painter.h"
#include "ui/charts/export_frame.h"
#include "ui/theme/number_text.h"
#include "ui/transport_descriptor.h"
#include "ui/wire/byte_view.h"
#include "ui/wire/message_list.h"
#include "ui/wire/sequence_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSplitter>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace {

/// The diagram's share of the width, of 100.
constexpr int sequenceShare = 64;
/// Below it (at 100 % text) the diagram stands alone.
constexpr double leastWidthForDetails = 760;

QToolButton *makeButton(const QString &text, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setAccessibleName(name);
    button->setToolTip(name);
    return button;
}

} // namespace

WireView::WireView(QWidget *parent)
    : LabView(parent)
    , m_sequence(new SequenceView)
    , m_messages(new MessageList)
    , m_bytes(new ByteView)
    , m_columns(new QSplitter(Qt::Horizontal, this))
    , m_details(new QSplitter(Qt::Vertical))
{
    m_details->addWidget(m_messages);
    m_details->addWidget(m_bytes);
    m_columns->addWidget(m_sequence);
    m_columns->addWidget(m_details);
    for (QSplitter *splitter : {m_columns, m_details}) {
        splitter->setChildrenCollapsible(false);
        splitter->setHandleWidth(9);
    }
    m_columns->setStretchFactor(0, sequenceShare);
    m_columns->setStretchFactor(1, 100 - sequenceShare);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(m_columns);
    setFocusProxy(m_sequence);
    connect(m_sequence, &SequenceView::selectionChanged, this, &LabView::selectionChanged);
    connect(m_messages, &MessageList::selectionChanged, this, &LabView::selectionChanged);
}

QString WireView::title() const
{
    return tr("Wire");
}

QString WireView::machineName() const
{
    return u"wire"_s;
}

QWidget *WireView::options()
{
    if (!m_optionsBar)
        buildOptions();
    return m_optionsBar;
}

void WireView::buildOptions()
{
    m_optionsBar = new QWidget(this);
    m_lanes = new QComboBox(m_optionsBar);
    m_lanes->setAccessibleName(tr("Lanes"));
    m_lanes->setToolTip(tr("Four lanes side by side, or one large"));
    m_lanes->addItem(tr("four lanes"));
    for (const TransportKind kind : allTransportKinds)
        m_lanes->addItem(descriptorOf(kind).name);
    m_client = new QComboBox(m_optionsBar);
    m_client->setAccessibleName(tr("Client"));
    m_client->setToolTip(tr("Whose connections are on show"));
    m_client->setObjectName(u"client"_s);
    m_client->hide();
    m_wider = makeButton(u"\u2212"_s, tr("Show more time (-)"), m_optionsBar);
    m_narrower = makeButton(u"+"_s, tr("Show less time (+)"), m_optionsBar);
    m_span = new QLabel(m_optionsBar);
    m_span->setAlignment(Qt::AlignCenter);
    m_follow = makeButton(tr("Follow"), tr("Follow the newest moment (End)"), m_optionsBar);
    m_follow->setCheckable(true);
    m_follow->setChecked(m_sequence->isFollowing());
    auto *layout = new QHBoxLayout(m_optionsBar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_client, m_lanes, m_wider, m_span, m_narrower, m_follow})
        layout->addWidget(widget);
    connect(m_lanes, &QComboBox::activated, this, [this](int index) {
        m_sequence->setLarge(index == 0
                                 ? std::nullopt
                                 : std::optional(allTransportKinds[static_cast<std::size_t>(index - 1)]));
    });
    connect(m_client, &QComboBox::activated, this, [this](int index) {
        Selection next = m_selection;
        next.client = index;
        next.record.reset();
        emit selectionChanged(next);
    });
    connect(m_wider, &QToolButton::clicked, this, [this] { m_sequence->zoom(1); });
    connect(m_narrower, &QToolButton::clicked, this, [this] { m_sequence->zoom(-1); });
    connect(m_follow, &QToolButton::clicked, m_sequence, &SequenceView::setFollowing);
    connect(m_sequence, &SequenceView::followingChanged, m_follow, &QToolButton::setChecked);
    connect(m_sequence, &SequenceView::spanChanged, this, &WireView::showSpan);
    showSpan(m_sequence->span());
}

void WireView::showSpan(double seconds)
{
    m_span->setText(intervalText(seconds * 1000).joined());
    m_span->setMinimumWidth(m_span->fontMetrics().horizontalAdvance(u"500 ms"_s));
}

void WireView::showClients(int clients, int chosen)
{
    if (!m_client)
        return;
    const QSignalBlocker blocker(m_client);
    while (m_client->count() < clients)
        m_client->addItem(tr("client %1").arg(m_client->count() + 1));
    while (m_client->count() > clients)
        m_client->removeItem(m_client->count() - 1);
    m_client->setCurrentIndex(chosen);
    m_client->setVisible(clients > 1);
}

void WireView::display(const LabState &state)
{
    m_selection = state.selection;
    int clients = 1;
    for (const LaneSnapshot &lane : state.snapshot.lanes)
        clients = std::max(clients, lane.clients);
    showClients(clients, state.selection.client);
    m_sequence->display(state);
    shareWidth();
    if (m_details->isHidden())
        return;
    m_messages->display(state);
    m_bytes->display(state);
}

void WireView::applyTheme(const Theme &theme)
{
    m_theme = theme;
    m_sequence->applyTheme(theme);
    m_messages->applyTheme(theme);
    m_bytes->applyTheme(theme);
    shareWidth();
}

// The projector shows less, not the same larger: the diagram alone, unless bytes were asked for.
void WireView::shareWidth()
{
    const double scale = std::max(1.0, m_theme.zoom);
    m_details->setVisible(!m_theme.isProjector() && width() >= leastWidthForDetails * scale);
    if (m_shared || !isVisible())
        return;
    // Once, when the size is known: after that the columns are the user's.
    m_shared = true;
    m_columns->setSizes({width() * sequenceShare / 100, width() * (100 - sequenceShare) / 100});
    m_details->setSizes({height() * 2 / 5, height() * 3 / 5});
}

void WireView::resizeEvent(QResizeEvent *event)
{
    LabView::resizeEvent(event);
    shareWidth();
}

bool WireView::step(int by)
{
    m_sequence->step(by);
    return true;
}

void WireView::paintExport(QPainter &painter, const QSizeF &size, const LabState &state,
                           const Theme &theme) const
{
    ChartPainter chart(painter, theme, true);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = paintExportFrame(chart, size, state, tr("What crossed the wire"));
    m_sequence->paintInto(painter, area, state, theme);
}

QString WireView::summary(const LabState &) const
{
    const QString bytes = m_bytes->summary();
    return bytes.isEmpty() ? m_sequence->summary() : m_sequence->summary() + u' ' + bytes;
}

QString WireView::asTable(const LabState &) const
{
    return m_messages->csv();
}
