#include "ui/tabs/tabs_table.h"

#include "ui/tabs/tab_row_painter.h"
#include "ui/tabs/tabs_model.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double cellPad = 12;
/// The time axis gets at least so much, of 100.
constexpr double leastTimeShare = 28;

} // namespace

std::array<double, 4> tabColumnWidths(const Theme &theme, double width)
{
    const auto textWidth = [&theme](const QString &text, int weight) {
        return chartTextWidth(text, theme, Theme::Text::Body, weight) + theme.px(2 * cellPad);
    };
    const double name = textWidth(TabsModel::tr("WebSocket %1").arg(u"00"_s), QFont::DemiBold)
        + theme.markerSize() + theme.px(8);
    const double host = textWidth(u"127.0.0.0"_s, QFont::Normal);
    const double words = textWidth(TabsModel::tr("waiting for a free connection, 000 ms"), QFont::DemiBold);
    const double state = std::max(0.0, std::min(words, width * (100 - leastTimeShare) / 100 - name - host));
    return {name, host, state, std::max(0.0, width - name - host - state)};
}

double tabRowHeight(const Theme &theme)
{
    return std::round(theme.size(Theme::Text::Body) * 1.9);
}

void TabsDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const auto *model = static_cast<const TabsModel *>(index.model());
    const Tokens &t = m_theme.tokens;
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->fillRect(option.rect, selected ? t.youBack : t.surf);
    if (selected && index.column() == 0)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), m_theme.px(3), option.rect.height()),
                          t.you);
    ChartPainter chart(*painter, m_theme, false);
    const TabFacts &facts = model->factsAt(index.row());
    const double pad = m_theme.px(cellPad);
    const QRectF cell = QRectF(option.rect).adjusted(pad, 0, -pad, 0);
    switch (static_cast<TabsModel::Column>(index.column())) {
    case TabsModel::Name:
        paintTabName(chart, cell, facts);
        break;
    case TabsModel::Host:
        chart.text({cell.left(), cell.center().y() + halfCapHeight(m_theme, Theme::Text::Body)}, facts.host,
                   {Theme::Text::Body, QFont::Normal, t.dim});
        break;
    case TabsModel::State:
        paintTabState(chart, cell, facts, model->now());
        break;
    case TabsModel::Time:
        paintTabTime(chart, cell, facts, model->timeRange());
        break;
    case TabsModel::columnCountValue:
        break;
    }
    painter->restore();
}

TabsHeader::TabsHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(false);
    setHighlightSections(false);
}

void TabsHeader::applyTheme(const Theme &theme)
{
    m_theme = theme;
    updateGeometry();
    viewport()->update();
}

QSize TabsHeader::sizeHint() const
{
    return {0, static_cast<int>(lineHeight(m_theme, Theme::Text::Caption)) + m_theme.px(8)};
}

void TabsHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const Tokens &t = m_theme.tokens;
    painter->fillRect(rect, t.surf);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), t.line);
    ChartPainter chart(*painter, m_theme, false);
    const double pad = m_theme.px(cellPad);
    const QRectF cell = QRectF(rect).adjusted(pad, 0, -pad, 0);
    if (section == TabsModel::Time) {
        const auto *requests = static_cast<const TabsModel *>(model());
        if (requests->rowCount() > 0)
            paintTabAxis(chart, cell, requests->timeRange(), 0);
        return;
    }
    chart.text({cell.left(), cell.center().y() + halfCapHeight(m_theme, Theme::Text::Caption)},
               model()->headerData(section, Qt::Horizontal).toString(), {.colour = t.dim});
}

TabsTable::TabsTable(QWidget *parent)
    : QTableView(parent)
    , m_model(new TabsModel(this))
    , m_delegate(new TabsDelegate(this))
    , m_head(new TabsHeader(this))
{
    setAccessibleName(tr("Requests of this browser"));
    setAccessibleDescription(tr("Delete closes the selected one"));
    setModel(m_model);
    setItemDelegate(m_delegate);
    setHorizontalHeader(m_head);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_head->setSectionResizeMode(QHeaderView::Fixed);
    m_head->setStretchLastSection(true);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &QTableView::scrollToBottom,
            Qt::QueuedConnection);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &TabsTable::selected);
}

void TabsTable::display(const TabsSnapshot &tabs)
{
    m_model->update(tabs);
    m_head->viewport()->update();
}

void TabsTable::applyTheme(const Theme &theme)
{
    m_theme = theme;
    m_delegate->applyTheme(theme);
    m_head->applyTheme(theme);
    verticalHeader()->setMinimumSectionSize(theme.px(16));
    verticalHeader()->setDefaultSectionSize(static_cast<int>(tabRowHeight(theme)));
    QPalette surface = palette();
    surface.setColor(QPalette::Base, theme.tokens.surf);
    setPalette(surface);
    sizeColumns();
    viewport()->update();
}

int TabsTable::selectedId() const
{
    const QModelIndexList rows = selectionModel()->selectedRows();
    return rows.isEmpty() ? 0 : m_model->factsAt(rows.first().row()).id;
}

void TabsTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Delete && selectedId() != 0)
        emit closeAsked();
    else
        QTableView::keyPressEvent(event);
}

void TabsTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    sizeColumns();
}

void TabsTable::sizeColumns()
{
    const auto widths = tabColumnWidths(m_theme, viewport()->width());
    for (int i = 0; i < TabsModel::columnCountValue; ++i)
        setColumnWidth(i, static_cast<int>(widths.at(static_cast<std::size_t>(i))));
}
