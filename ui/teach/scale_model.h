#pragma once

#include "core/teach/scale.h"

#include <QAbstractTableModel>

/// An estimate as a table: a row a quantity, a column a transport after the one with the titles.
class ScaleModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void update(const QList<ScaleRow> &rows);
    [[nodiscard]] const QList<ScaleRow> &rows() const { return m_rows; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Titles cannot be selected.
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    QList<ScaleRow> m_rows;
};
