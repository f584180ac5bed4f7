#include "ui/teach/compare_model.h"

#include "ui/teach/compare_words.h"
#include "ui/transport_descriptor.h"

void CompareModel::show(const ComparisonTable &table)
{
    if (table == m_table)
        return;
    m_table = table;
    emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

std::optional<ShownAt> CompareModel::shownAt(const QModelIndex &index) const
{
    if (!index.isValid())
        return std::nullopt;
    const ComparisonRow &row = m_table.rows[static_cast<std::size_t>(index.row())];
    return index.column() == 0 ? row.shownAt
                               : row.cells[static_cast<std::size_t>(index.column() - 1)].shownAt;
}

int CompareModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(comparisonRowCount);
}

int CompareModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1 + static_cast<int>(transportCount);
}

QVariant CompareModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto leadsTo = shownAt(index);
    const ComparisonRow &row = m_table.rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return index.column() == 0
            ? row.title
            : compare_words::spoken(row.cells[static_cast<std::size_t>(index.column() - 1)]);
    case Qt::AccessibleDescriptionRole:
    case Qt::ToolTipRole:
        if (leadsTo && leadsTo->scenario.isEmpty())
            return tr("Show %1 (Return)").arg(leadsTo->words);
        return leadsTo ? tr("Run the scenario %1 (Return)").arg(leadsTo->words) : QString();
    default:
        return {};
    }
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return m_table.rows[static_cast<std::size_t>(section)].title;
    return section == 0 ? tr("Feature")
                        : descriptorOf(allTransportKinds[static_cast<std::size_t>(section - 1)]).name;
}
