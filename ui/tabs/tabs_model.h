#pragma once

#include "core/experiment/tabs_snapshot.h"

#include <QAbstractTableModel>

#include <utility>

/// The requests of the browser as a table, one row each, oldest first. The texts are what screen readers
/// hear; the delegate paints the facts.
class TabsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Host, State, Time, columnCountValue };

    using QAbstractTableModel::QAbstractTableModel;

    /// Rows that go are removed and new ones added at the end, so that a selection stays.
    void update(const TabsSnapshot &tabs);
    /// REQUIRES: 0 <= row < rowCount()
    [[nodiscard]] const TabFacts &factsAt(int row) const { return m_tabs.tabs.at(row); }
    [[nodiscard]] TimePoint now() const { return m_tabs.now; }
    [[nodiscard]] const std::pair<TimePoint, TimePoint> &timeRange() const { return m_range; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString timeWords(const TabFacts &facts) const;

    TabsSnapshot m_tabs;
    std::pair<TimePoint, TimePoint> m_range;
};
