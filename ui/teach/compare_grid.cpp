#include "ui/teach/compare_grid.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include <cmath>

namespace {

class CompareDelegate : public QStyledItemDelegate
{
public:
    explicit CompareDelegate(CompareGrid *grid)
        : QStyledItemDelegate(grid)
        , m_grid(grid)
    {
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const ComparePicture &picture = m_grid->picture();
        const Theme &theme = picture.look().theme;
        const auto row = static_cast<std::size_t>(index.row());
        const QRectF rect(option.rect);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        ChartPainter chart(*painter, theme, false);
        const bool leads = m_grid->compareModel().shownAt(index).has_value();
        if (leads && (option.state & QStyle::State_MouseOver))
            painter->fillRect(option.rect, theme.tokens.hot);
        if (index.column() == 0)
            picture.paintTitle(chart, rect, row);
        else
            picture.paintCell(chart, rect, row, static_cast<std::size_t>(index.column() - 1));
        painter->setRenderHint(QPainter::Antialiasing, false);
        chart.crispLine({rect.left(), rect.bottom() - 1, rect.right(), rect.bottom() - 1}, theme.tokens.line);
        if (index.column() > 0)
            chart.crispLine({rect.left(), rect.top(), rect.left(), rect.bottom() - 1}, theme.tokens.grid);
        if (m_grid->isMarked(index)) {
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(QPen(theme.tokens.you, 2));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(rect.adjusted(2, 1, -1, -2), 4, 4);
        }
        painter->restore();
    }

private:
    CompareGrid *m_grid;
};

class CompareHeader : public QHeaderView
{
public:
    explicit CompareHeader(CompareGrid *grid)
        : QHeaderView(Qt::Horizontal, grid)
        , m_grid(grid)
    {
        setSectionsClickable(false);
        setHighlightSections(false);
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        return {QHeaderView::sizeHint().width(), static_cast<int>(std::ceil(m_grid->picture().headHeight()))};
    }

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override
    {
        const ComparePicture &picture = m_grid->picture();
        const Tokens &tokens = picture.look().theme.tokens;
        painter->fillRect(rect, tokens.surf);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        ChartPainter chart(*painter, picture.look().theme, false);
        if (section > 0)
            picture.paintHead(chart, rect, allTransportKinds[static_cast<std::size_t>(section - 1)]);
        painter->restore();
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), tokens.edge);
    }

private:
    CompareGrid *m_grid;
};

} // namespace

CompareGrid::CompareGrid(QWidget *parent)
    : QTableView(parent)
    , m_model(new CompareModel(this))
    , m_picture(m_model->table(), m_theme)
{
    setModel(m_model);
    setItemDelegate(new CompareDelegate(this));
    setHorizontalHeader(new CompareHeader(this));
    for (QHeaderView *header : {horizontalHeader(), verticalHeader()}) {
        header->setMinimumSectionSize(1);
        header->setSectionResizeMode(QHeaderView::Fixed);
    }
    verticalHeader()->hide();
    setCornerButtonEnabled(false);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::NoSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setAccessibleName(tr("The textbook's comparison table beside this run"));
    connect(this, &QAbstractItemView::clicked, this, &CompareGrid::follow);
}

void CompareGrid::display(const ComparisonTable &table)
{
    if (table == m_model->table() && !m_stale)
        return;
    m_model->show(table);
    layOut();
}

void CompareGrid::applyTheme(const Theme &theme)
{
    m_theme = theme;
    QPalette colours = palette();
    colours.setColor(QPalette::Base, theme.tokens.surf);
    colours.setColor(QPalette::Window, theme.tokens.surf);
    setPalette(colours);
    forgetHeights();
    layOut();
}

void CompareGrid::forgetHeights()
{
    m_fit = {};
    m_stale = true;
}

bool CompareGrid::isMarked(const QModelIndex &index) const
{
    return hasFocus() && index == currentIndex() && (m_keys || !m_theme.isProjector());
}

void CompareGrid::layOut()
{
    m_stale = false;
    m_picture = ComparePicture(m_model->table(), m_theme);
    QSizeF room(width(), height());
    m_picture.layOut(room, m_fit);
    if (m_picture.size().height() > room.height()) {
        room.rwidth() -= verticalScrollBar()->sizeHint().width();
        m_picture.layOut(room, m_fit);
    }
    m_fit = m_picture.fit();
    const auto whole = [](double size) { return static_cast<int>(std::lround(size)); };
    for (int column = 1; column < m_model->columnCount(); ++column)
        setColumnWidth(column, whole(m_picture.cellWidth()));
    // What the cells' whole pixels leave over.
    const int over = whole(room.width() - m_picture.size().width());
    setColumnWidth(0, whole(m_picture.titleWidth()) + std::max(0, over));
    for (int row = 0; row < m_model->rowCount(); ++row)
        setRowHeight(row, whole(m_picture.rowHeight(static_cast<std::size_t>(row))));
    horizontalHeader()->setFixedHeight(whole(m_picture.headHeight()));
    viewport()->update();
}

void CompareGrid::follow(const QModelIndex &index)
{
    if (const auto target = m_model->shownAt(index))
        emit followed(*target);
}

void CompareGrid::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex before = currentIndex();
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        follow(currentIndex());
        event->accept();
        return;
    default:
        QTableView::keyPressEvent(event);
        m_keys = m_keys || currentIndex() != before;
        viewport()->update();
    }
}

void CompareGrid::mouseMoveEvent(QMouseEvent *event)
{
    QTableView::mouseMoveEvent(event);
    const bool leads = m_model->shownAt(indexAt(event->position().toPoint())).has_value();
    viewport()->setCursor(leads ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void CompareGrid::focusInEvent(QFocusEvent *event)
{
    m_keys = false;
    // The first cell that the page is about; the table is seen from its top all the same.
    if (!currentIndex().isValid()) {
        setAutoScroll(false);
        setCurrentIndex(m_model->index(static_cast<int>(ComparisonFeature::Latency), 1));
        setAutoScroll(true);
    }
    QTableView::focusInEvent(event);
}

void CompareGrid::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (event->size() != event->oldSize()) {
        forgetHeights();
        layOut();
    }
}
