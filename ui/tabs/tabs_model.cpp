#include "ui/tabs/tabs_model.h"

#include "core/experiment/tab_story.h"
#include "core/experiment/tab_words.h"
#include "ui/tabs/connection_slots.h"

void TabsModel::update(const TabsSnapshot &tabs)
{
    for (int row = rowCount() - 1; row >= 0; --row)
        if (const TabFacts *next = tabWithId(tabs.tabs, factsAt(row).id);
            !next || next->askedAt != factsAt(row).askedAt) {
            beginRemoveRows({}, row, row);
            m_tabs.tabs.removeAt(row);
            endRemoveRows();
        }
    const auto had = m_tabs.tabs.size();
    m_tabs.now = tabs.now;
    m_range = tabTimeRange(tabs);
    if (had > 0) {
        for (qsizetype row = 0; row < had; ++row)
            m_tabs.tabs[row] = tabs.tabs.at(row);
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCountValue - 1));
    }
    if (tabs.tabs.size() > had) {
        beginInsertRows({}, static_cast<int>(had), static_cast<int>(tabs.tabs.size()) - 1);
        m_tabs.tabs += tabs.tabs.mid(had);
        endInsertRows();
    }
}

int TabsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_tabs.tabs.size());
}

int TabsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountValue;
}

QVariant TabsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)
        || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    const TabFacts &facts = factsAt(index.row());
    switch (static_cast<Column>(index.column())) {
    case Name:
        return tabName(facts);
    case Host:
        return facts.host;
    case State:
        return tabStateWords(facts, m_tabs.now);
    case Time:
        return timeWords(facts);
    case columnCountValue:
        break;
    }
    return {};
}

QString TabsModel::timeWords(const TabFacts &facts) const
{
    QString text = tr("asked for at %1").arg(shortTime(facts.askedAt - m_range.first));
    if (facts.kind != TabKind::WebSocket && facts.sentAt)
        text += tr(", waited %1").arg(shortTime(facts.waited(m_tabs.now)));
    if (facts.endedAt)
        text += tr(", over at %1").arg(shortTime(*facts.endedAt - m_range.first));
    return text;
}

QVariant TabsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Name:
        return tr("request");
    case Host:
        return tr("host");
    case State:
        return tr("state");
    case Time:
        return tr("since the first was asked for");
    case columnCountValue:
        break;
    }
    return {};
}
