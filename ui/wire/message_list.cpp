#include "ui/wire/message_list.h"

#include "ui/charts/chart_painter.h"
#include "ui/wire/message_delegate.h"
#include "ui/wire/message_head.h"
#include "ui/wire/message_model.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QScrollBar>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

MessageList::MessageList(QWidget *parent)
    : QWidget(parent)
    , m_model(new MessageModel(this))
    , m_delegate(new MessageDelegate(this))
    , m_head(new MessageHead(this))
{
    setAccessibleName(tr("Messages"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    buildTable();
    layout->addWidget(m_head);
    layout->addWidget(m_table, 1);
    connect(m_head, &MessageHead::filterChosen, this, &MessageList::showFilter);
    connect(m_head, &MessageHead::idAsked, this, &MessageList::jumpTo);
    applyTheme(m_theme);
}

void MessageList::showFilter(MessageFilter filter)
{
    m_showing = true;
    m_model->setFilter(filter);
    m_table->scrollToBottom();
    m_showing = false;
    m_follow = true;
    m_shownMessage.reset();
    showSelection(m_selection);
}

void MessageList::buildTable()
{
    m_table = new QTableView(this);
    m_table->setAccessibleName(tr("Messages, latency in ms"));
    m_table->setModel(m_model);
    m_table->installEventFilter(this);
    m_table->setItemDelegate(m_delegate);
    m_table->setHorizontalHeader(new MessageHeader(m_table));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setSectionResizeMode(MessageModel::Data, QHeaderView::Stretch);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    auto *copy = new QAction(tr("Copy as CSV"), m_table);
    connect(copy, &QAction::triggered, this, &MessageList::copy);
    m_table->addAction(copy);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_empty = new QLabel(tr("No message yet."), m_table);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &MessageList::rowChosen);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        if (!m_showing)
            m_follow = isAtEnd();
    });
}

void MessageList::applyTheme(const Theme &theme)
{
    m_theme = theme;
    m_delegate->applyTheme(theme);
    static_cast<MessageHeader *>(m_table->horizontalHeader())->applyTheme(theme);
    m_table->setFont(theme.font(Theme::Text::Body));
    m_table->verticalHeader()->setMinimumSectionSize(theme.px(16));
    m_table->verticalHeader()->setDefaultSectionSize(theme.size(Theme::Text::Body) * 2);
    m_head->applyTheme(theme);
    m_empty->setFont(theme.font(Theme::Text::Body));
    QPalette dim = palette();
    dim.setColor(QPalette::WindowText, theme.tokens.dim);
    m_empty->setPalette(dim);
    QPalette surface = m_table->palette();
    surface.setColor(QPalette::Base, theme.tokens.surf);
    m_table->setPalette(surface);
    sizeColumns();
    update();
}

void MessageList::sizeColumns()
{
    const auto textWidth = [&](const QString &text, Theme::Text role) {
        return static_cast<int>(std::ceil(chartTextWidth(text, m_theme, role, QFont::DemiBold)));
    };
    int pad = m_theme.px(MessageDelegate::padding);
    const int id = textWidth(u"00000"_s, Theme::Text::Body);
    const int due = textWidth(u"000.000"_s, Theme::Text::Body);
    const int number = std::max(textWidth(u"00,000"_s, Theme::Text::Body), MessageHeader::laneWidth(m_theme));
    const int word = std::max(number, textWidth(tr("under way"), Theme::Text::Caption));
    const int dataRoom = textWidth(u"00000000"_s, Theme::Text::Body);
    constexpr int lanes = static_cast<int>(transportCount);
    constexpr int numbers = lanes + 2;
    // What gives way where there is little room: the data, the gaps, then "under way" becomes a dot.
    const int room = m_table->viewport()->width();
    const bool withData = id + due + lanes * word + dataRoom + 2 * pad * (numbers + 1) <= room;
    if (!withData && id + due + lanes * word + 2 * pad * numbers > room)
        pad = m_theme.px(MessageDelegate::padding) / 2;
    const bool words = id + due + lanes * word + 2 * pad * numbers <= room;
    m_delegate->setPadding(pad);
    static_cast<MessageHeader *>(m_table->horizontalHeader())->setPadding(pad);
    m_table->setColumnHidden(MessageModel::Data, !withData);
    const int lane = (words ? word : number) + 2 * pad;
    const int spare = withData ? 0 : std::max(0, room - id - due - 4 * pad - lanes * lane) / numbers;
    m_table->setColumnWidth(MessageModel::Id, id + 2 * pad + spare);
    m_table->setColumnWidth(MessageModel::Due, due + 2 * pad + spare);
    for (int i = 0; i < lanes; ++i)
        m_table->setColumnWidth(MessageModel::FirstLane + i, lane + spare);
}

void MessageList::display(const LabState &state)
{
    m_trace = state.trace;
    m_showing = true;
    m_model->update(state);
    m_empty->setVisible(m_model->rowCount() == 0);
    if (m_follow && !state.selection.message)
        m_table->scrollToBottom();
    m_showing = false;
    m_head->showCounts(m_model->counts());
    showSelection(state.selection);
}

void MessageList::showSelection(const Selection &selection)
{
    m_selection = selection;
    if (selection.message == m_shownMessage)
        return;
    m_shownMessage = selection.message;
    m_showing = true;
    const int row = selection.message ? m_model->rowOf(*selection.message) : -1;
    if (row >= 0) {
        m_table->selectRow(row);
        m_table->scrollTo(m_model->index(row, 0));
    } else {
        m_table->clearSelection();
        m_table->setCurrentIndex({});
    }
    m_showing = false;
    m_follow = isAtEnd();
}

void MessageList::rowChosen()
{
    const QModelIndex current = m_table->currentIndex();
    if (m_showing || !current.isValid())
        return;
    const quint64 id = m_model->idOf(current.row());
    Selection selection = m_selection;
    selection.message = id;
    // The lane that is looked at first, then the others.
    const TransportKind first = selection.record ? selection.record->lane : TransportKind::WebSocket;
    selection.record.reset();
    const auto look = [&](TransportKind kind) {
        if (!m_trace || selection.record)
            return;
        if (const TraceRecord *carrier = m_trace->lane(kind).carrierOf(MessageId{id}, selection.client))
            selection.record = RecordRef{kind, carrier->number};
    };
    look(first);
    for (auto kind = allTransportKinds.rbegin(); kind != allTransportKinds.rend(); ++kind)
        look(*kind);
    m_shownMessage = id;
    m_selection = selection;
    emit selectionChanged(selection);
}

bool MessageList::isAtEnd() const
{
    const QScrollBar *bar = m_table->verticalScrollBar();
    return bar->value() >= bar->maximum() - m_table->verticalHeader()->defaultSectionSize();
}

void MessageList::jumpTo(quint64 id)
{
    const int row = m_model->rowOf(id);
    if (row < 0)
        return m_head->refuseJump();
    m_table->selectRow(row);
    m_table->scrollTo(m_model->index(row, 0), QAbstractItemView::PositionAtCenter);
    closeJump();
}

void MessageList::closeJump()
{
    m_head->showJump(false);
    m_table->setFocus();
}

void MessageList::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Find))
        m_head->showJump(true);
    else if (event->key() == Qt::Key_Escape && m_head->isJumpShown())
        closeJump();
    else
        QWidget::keyPressEvent(event);
}

bool MessageList::eventFilter(QObject *watched, QEvent *event)
{
    const bool press = event->type() == QEvent::KeyPress;
    if (!press && event->type() != QEvent::ShortcutOverride)
        return QWidget::eventFilter(watched, event);
    if (!static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy))
        return QWidget::eventFilter(watched, event);
    if (press)
        copy();
    event->accept();
    return true;
}

void MessageList::copy() const
{
    QGuiApplication::clipboard()->setText(csv());
}

QString MessageList::csv() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return m_model->csv(0, m_model->rowCount() - 1);
    const auto [first, last]
        = std::minmax_element(rows.begin(), rows.end(),
                              [](const QModelIndex &a, const QModelIndex &b) { return a.row() < b.row(); });
    return m_model->csv(first->row(), last->row());
}

QString MessageList::summary() const
{
    const auto &counts = m_model->counts();
    return tr("%1 messages, %2 lost, %3 duplicated, %4 slow")
        .arg(counts[0])
        .arg(counts[1])
        .arg(counts[2])
        .arg(counts[3]);
}

void MessageList::resizeEvent(QResizeEvent *)
{
    m_empty->setGeometry(m_table->rect());
    sizeColumns();
}

void MessageList::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.tokens.line, 1));
    painter.setBrush(m_theme.tokens.surf);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}
