#include "ui/teach/scale_model.h"

#include "ui/transport_descriptor.h"

using namespace Qt::Literals::StringLiterals;

namespace {

TransportKind kindOf(int column)
{
    return static_cast<TransportKind>(column - 1);
}

bool haveTheSameTitles(const QList<ScaleRow> &a, const QList<ScaleRow> &b)
{
    return std::ranges::equal(a, b, {}, &ScaleRow::name, &ScaleRow::name);
}

} // namespace

void ScaleModel::update(const QList<ScaleRow> &rows)
{
    if (!haveTheSameTitles(rows, m_rows)) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
        return;
    }
    if (rows == m_rows)
        return;
    m_rows = rows;
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int ScaleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ScaleModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1 + static_cast<int>(transportCount);
}

QVariant ScaleModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ScaleRow &row = m_rows.at(index.row());
    if (index.column() == 0)
        return role == Qt::DisplayRole || role == Qt::AccessibleTextRole ? row.title : QVariant();
    const ScaleCell &cell = row.of(kindOf(index.column()));
    switch (role) {
    case Qt::DisplayRole:
        return cell.value;
    case Qt::AccessibleTextRole:
        return tr("%1, %2: %3")
            .arg(row.title, descriptorOf(kindOf(index.column())).name,
                 cell.value.isEmpty() ? tr("not known") : cell.value);
    case Qt::AccessibleDescriptionRole:
        return cell.arithmetic;
    default:
        return {};
    }
}

QVariant ScaleModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? QString() : descriptorOf(kindOf(section)).name;
}

Qt::ItemFlags ScaleModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || index.column() == 0)
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}
