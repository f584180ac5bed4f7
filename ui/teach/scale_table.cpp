#include "ui/teach/scale_table.h"

#include "ui/teach/scale_model.h"
#include "ui/teach/scale_painter.h"

#include <QPainter>
#include <QScrollBar>

#include <cmath>

namespace {

TransportKind kindOf(int column)
{
    return static_cast<TransportKind>(column - 1);
}

QRectF inside(const QRect &rect, const Theme &theme)
{
    const double pad = scale_painter::padding(theme);
    return QRectF(rect).adjusted(pad, 0, -pad, 0);
}

} // namespace

void ScaleDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const Tokens &t = m_theme.tokens;
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->fillRect(option.rect, selected ? t.youBack : t.surf);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), t.grid);
    ChartPainter chart(*painter, m_theme, false);
    const QString text = index.data(Qt::DisplayRole).toString();
    if (index.column() == 0)
        scale_painter::paintTitle(chart, text, option.rect);
    else
        scale_painter::paintValue(chart, text, inside(option.rect, m_theme));
    const auto *view = qobject_cast<const QWidget *>(option.widget);
    if (selected && view && view->hasFocus()) {
        painter->setPen(QPen(t.you, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1));
    }
    painter->restore();
}

ScaleHeader::ScaleHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(false);
    setHighlightSections(false);
}

void ScaleHeader::applyTheme(const Theme &theme)
{
    m_theme = theme;
    updateGeometry();
    viewport()->update();
}

QSize ScaleHeader::sizeHint() const
{
    return {0, static_cast<int>(scale_painter::headHeight(m_theme))};
}

void ScaleHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const Tokens &t = m_theme.tokens;
    painter->fillRect(rect, t.surf);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), t.line);
    if (section == 0)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    ChartPainter chart(*painter, m_theme, false);
    scale_painter::paintHead(chart, kindOf(section), inside(rect, m_theme));
    painter->restore();
}

ScaleTable::ScaleTable(QWidget *parent)
    : QTableView(parent)
    , m_model(new ScaleModel(this))
    , m_delegate(new ScaleDelegate(this))
    , m_head(new ScaleHeader(this))
{
    setAccessibleName(tr("At your scale"));
    setModel(m_model);
    setItemDelegate(m_delegate);
    setHorizontalHeader(m_head);
    m_head->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setSelectionBehavior(QAbstractItemView::SelectItems);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, &ScaleTable::cellSelected);
}

void ScaleTable::display(const QList<ScaleRow> &rows)
{
    m_model->update(rows);
    arrange();
    if (!selectedRow() && !rows.isEmpty()) {
        // What most people come for.
        int row = 0;
        for (int i = 0; i < rows.size(); ++i)
            if (rows.at(i).name.startsWith(QLatin1StringView("bandwidth")) && rows.at(i).essential) {
                row = i;
                break;
            }
        select(row, TransportKind::ShortPoll);
    }
}

void ScaleTable::applyTheme(const Theme &theme)
{
    m_theme = theme;
    m_delegate->applyTheme(theme);
    m_head->applyTheme(theme);
    verticalHeader()->setMinimumSectionSize(theme.px(16));
    verticalHeader()->setDefaultSectionSize(static_cast<int>(scale_painter::rowHeight(theme)));
    QPalette surface = palette();
    surface.setColor(QPalette::Base, theme.tokens.surf);
    setPalette(surface);
    arrange();
    viewport()->update();
}

const ScaleRow *ScaleTable::selectedRow() const
{
    const QModelIndex current = currentIndex();
    return current.isValid() && current.column() > 0 && current.row() < m_model->rows().size()
        ? &m_model->rows().at(current.row())
        : nullptr;
}

TransportKind ScaleTable::selectedTransport() const
{
    return currentIndex().column() > 0 ? kindOf(currentIndex().column()) : TransportKind::ShortPoll;
}

void ScaleTable::select(int row, TransportKind kind)
{
    setCurrentIndex(m_model->index(row, 1 + static_cast<int>(indexOf(kind))));
}

QSize ScaleTable::minimumSizeHint() const
{
    return {m_theme.px(220), minimumHeight()};
}

void ScaleTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    arrange();
}

void ScaleTable::arrange()
{
    const auto widths = scale_painter::columnWidths(m_model->rows(), m_theme, viewport()->width());
    double sum = 0;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        setColumnWidth(static_cast<int>(i), static_cast<int>(widths[i]));
        sum += widths[i];
    }
    const int bar = sum > viewport()->width() ? horizontalScrollBar()->sizeHint().height() : 0;
    const int rows = m_model->rowCount() * static_cast<int>(scale_painter::rowHeight(m_theme));
    setFixedHeight(m_head->sizeHint().height() + rows + bar);
}
