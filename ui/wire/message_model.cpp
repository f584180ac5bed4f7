#include "ui/wire/message_model.h"

#include "ui/transport_descriptor.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t bitOf(MessageFilter filter)
{
    return static_cast<std::size_t>(filter);
}

quint8 maskOf(const MessageRow &row)
{
    quint8 mask = 0;
    for (std::size_t i = 0; i < messageFilterCount; ++i)
        mask = static_cast<quint8>(mask | (row.matches(static_cast<MessageFilter>(i)) ? 1 << i : 0));
    return mask;
}

} // namespace

void MessageModel::update(const LabState &state)
{
    const MessageRows::Change change = m_rows.update(state);
    const bool overlaps = m_rows.size() > 0 && !m_masks.empty() && m_rows.firstId() >= m_first
        && m_rows.firstId() < m_first + m_masks.size();
    if (change.rebuilt || (!overlaps && (m_rows.size() > 0 || !m_masks.empty())))
        return rebuild();
    if (m_rows.size() == 0)
        return;
    dropBefore(m_rows.firstId());
    const quint64 lastBefore = m_first + m_masks.size() - 1;
    append(m_rows.lastId());
    if (change.firstTouched == 0 || change.firstTouched > lastBefore)
        return;
    const quint64 first = std::max(change.firstTouched, m_first);
    const quint64 last = std::min(change.lastTouched, lastBefore);
    refresh(first, last);
    emitChanged(first, last);
}

void MessageModel::rebuild()
{
    beginResetModel();
    m_first = m_rows.firstId();
    m_counts = {};
    m_ids.clear();
    m_masks.clear();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const quint8 mask = maskOf(*m_rows.find(m_first + i));
        m_masks.push_back(mask);
        for (std::size_t f = 0; f < messageFilterCount; ++f)
            m_counts[f] += (mask >> f) & 1;
        if (m_filter != MessageFilter::All && ((mask >> bitOf(m_filter)) & 1) != 0)
            m_ids.push_back(m_first + i);
    }
    endResetModel();
}

void MessageModel::setFilter(MessageFilter filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    rebuild();
}

void MessageModel::dropBefore(quint64 id)
{
    if (id <= m_first)
        return;
    const auto count = static_cast<std::ptrdiff_t>(id - m_first);
    const auto forget = [&] {
        for (auto mask = m_masks.begin(); mask != m_masks.begin() + count; ++mask)
            for (std::size_t f = 0; f < messageFilterCount; ++f)
                m_counts[f] -= (*mask >> f) & 1;
        m_masks.erase(m_masks.begin(), m_masks.begin() + count);
        m_first = id;
    };
    const auto end = std::lower_bound(m_ids.begin(), m_ids.end(), id);
    const int rows
        = m_filter == MessageFilter::All ? static_cast<int>(count) : static_cast<int>(end - m_ids.begin());
    if (rows == 0)
        return forget();
    beginRemoveRows({}, 0, rows - 1);
    forget();
    m_ids.erase(m_ids.begin(), end);
    endRemoveRows();
}

void MessageModel::append(quint64 last)
{
    const quint64 from = m_first + m_masks.size();
    if (last < from)
        return;
    const auto add = [&] { m_masks.insert(m_masks.end(), last - from + 1, quint8{0}); };
    if (m_filter == MessageFilter::All) {
        beginInsertRows({}, static_cast<int>(m_masks.size()), static_cast<int>(last - m_first));
        add();
        refresh(from, last);
        endInsertRows();
        return;
    }
    add();
    refresh(from, last);
}

void MessageModel::refresh(quint64 first, quint64 last)
{
    for (quint64 id = first; id <= last; ++id) {
        quint8 &known = m_masks[id - m_first];
        const quint8 mask = maskOf(*m_rows.find(id));
        if (mask == known)
            continue;
        for (std::size_t f = 0; f < messageFilterCount; ++f)
            m_counts[f] += ((mask >> f) & 1) - ((known >> f) & 1);
        const bool changes = ((mask ^ known) >> bitOf(m_filter)) & 1;
        known = mask;
        if (changes && m_filter != MessageFilter::All)
            showFiltered(id, ((mask >> bitOf(m_filter)) & 1) != 0);
    }
}

void MessageModel::showFiltered(quint64 id, bool shown)
{
    const auto at = std::lower_bound(m_ids.begin(), m_ids.end(), id);
    const int row = static_cast<int>(at - m_ids.begin());
    if (shown) {
        beginInsertRows({}, row, row);
        m_ids.insert(at, id);
        endInsertRows();
    } else if (at != m_ids.end() && *at == id) {
        beginRemoveRows({}, row, row);
        m_ids.erase(at);
        endRemoveRows();
    }
}

void MessageModel::emitChanged(quint64 first, quint64 last)
{
    int top = static_cast<int>(first - m_first);
    int bottom = static_cast<int>(last - m_first);
    if (m_filter != MessageFilter::All) {
        top = static_cast<int>(std::lower_bound(m_ids.begin(), m_ids.end(), first) - m_ids.begin());
        bottom = static_cast<int>(std::upper_bound(m_ids.begin(), m_ids.end(), last) - m_ids.begin()) - 1;
    }
    if (top <= bottom)
        emit dataChanged(index(top, 0), index(bottom, ColumnCount - 1));
}

quint64 MessageModel::idOf(int row) const
{
    return m_filter == MessageFilter::All ? m_first + static_cast<quint64>(row)
                                          : m_ids[static_cast<std::size_t>(row)];
}

int MessageModel::rowOf(quint64 id) const
{
    if (m_filter == MessageFilter::All)
        return id >= m_first && id - m_first < m_masks.size() ? static_cast<int>(id - m_first) : -1;
    const auto at = std::lower_bound(m_ids.begin(), m_ids.end(), id);
    return at != m_ids.end() && *at == id ? static_cast<int>(at - m_ids.begin()) : -1;
}

int MessageModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return static_cast<int>(m_filter == MessageFilter::All ? m_masks.size() : m_ids.size());
}

int MessageModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MessageModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const quint64 id = idOf(index.row());
    const MessageRow *row = m_rows.find(id);
    if (!row)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(id, *row, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (index.column() == Data ? Qt::AlignLeft : Qt::AlignRight)));
    case Qt::ToolTipRole:
        return tip(*row, index.column());
    case CellRole:
        return static_cast<int>(cell(*row, index.column()));
    case Qt::AccessibleTextRole:
        return u"%1 %2"_s.arg(headerData(index.column(), Qt::Horizontal, Qt::AccessibleTextRole).toString(),
                              text(id, *row, index.column()));
    default:
        return {};
    }
}

QVariant MessageModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const bool lane = section >= FirstLane && section < Data;
    if (role == Qt::AccessibleTextRole && lane)
        return descriptorOf(allTransportKinds[static_cast<std::size_t>(section - FirstLane)]).name;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (section == Data ? Qt::AlignLeft : Qt::AlignRight)));
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    if (section == Id)
        return tr("id");
    if (section == Due)
        return tr("due, s");
    if (section == Data)
        return tr("data");
    return descriptorOf(allTransportKinds[static_cast<std::size_t>(section - FirstLane)]).shortName;
}
