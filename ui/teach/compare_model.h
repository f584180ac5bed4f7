#pragma once

#include "core/teach/comparison_table.h"

#include <QAbstractTableModel>

/// The comparison table for a view and for screen readers: the names of the rows, then a column a transport.
class CompareModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void show(const ComparisonTable &table);
    [[nodiscard]] const ComparisonTable &table() const { return m_table; }
    /// Where a cell leads; nullopt: nowhere.
    [[nodiscard]] std::optional<ShownAt> shownAt(const QModelIndex &index) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    ComparisonTable m_table = comparisonTable({}, {});
};
