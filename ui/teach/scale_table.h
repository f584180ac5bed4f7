#pragma once

#include "core/teach/scale.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QStyledItemDelegate>
#include <QTableView>

class ScaleModel;

/// Paints a cell of an estimate as exports paint it.
class ScaleDelegate : public QStyledItemDelegate
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

/// The transports over the columns.
class ScaleHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit ScaleHeader(QWidget *parent = nullptr);

    void applyTheme(const Theme &theme);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;

private:
    Theme m_theme;
};

/// An estimate as a table, as high as its rows. One cell is selected at any time.
class ScaleTable : public QTableView
{
    Q_OBJECT

public:
    explicit ScaleTable(QWidget *parent = nullptr);

    void display(const QList<ScaleRow> &rows);
    void applyTheme(const Theme &theme);
    /// Of the selected cell; nullptr before there are rows.
    [[nodiscard]] const ScaleRow *selectedRow() const;
    [[nodiscard]] TransportKind selectedTransport() const;
    void select(int row, TransportKind kind);
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void cellSelected();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();

    Theme m_theme;
    ScaleModel *m_model;
    ScaleDelegate *m_delegate;
    ScaleHeader *m_head;
};
