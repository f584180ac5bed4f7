#pragma once

#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QStyledItemDelegate>
#include <QTableView>

class TabsModel;
struct TabsSnapshot;

/// Paints a cell of the table of requests as exports paint it.
class TabsDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void applyTheme(const Theme &theme) { m_theme = theme; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    Theme m_theme;
};

/// Captions of the columns; over the last one the time axis.
class TabsHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit TabsHeader(QWidget *parent = nullptr);

    void applyTheme(const Theme &theme);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;

private:
    Theme m_theme;
};

/// The requests as rows: name, host, state in words, and the time it waited and was connected. Follows the
/// newest; the selected one is what Close closes.
class TabsTable : public QTableView
{
    Q_OBJECT

public:
    explicit TabsTable(QWidget *parent = nullptr);

    void display(const TabsSnapshot &tabs);
    void applyTheme(const Theme &theme);
    /// Of the selected row; 0: none is.
    [[nodiscard]] int selectedId() const;
    [[nodiscard]] TabsModel *requests() const { return m_model; }

signals:
    /// Delete was pressed on a row.
    void closeAsked();
    void selected();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void sizeColumns();

    Theme m_theme;
    TabsModel *m_model = nullptr;
    TabsDelegate *m_delegate = nullptr;
    TabsHeader *m_head = nullptr;
};

/// Widths of the columns in `width`, the last one getting the rest: for the table and for exports.
[[nodiscard]] std::array<double, 4> tabColumnWidths(const Theme &theme, double width);
[[nodiscard]] double tabRowHeight(const Theme &theme);
