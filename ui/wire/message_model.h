#pragma once

#include "ui/theme/theme.h"
#include "ui/wire/message_rows.h"

#include <QAbstractTableModel>

#include <vector>

/// One row a message of the run, the newest last: id, when it was due, its latency on each transport, its
/// data. Grows row by row; reset only by another run, another client or another filter.
class MessageModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Id, Due, FirstLane, Data = FirstLane + static_cast<int>(transportCount), ColumnCount };
    /// What the delegate asks for besides the text.
    enum Role { CellRole = Qt::UserRole };
    /// How a cell is to look.
    enum class Cell { Plain, Dim, Bad, Strong };

    using QAbstractTableModel::QAbstractTableModel;

    void update(const LabState &state);
    void setFilter(MessageFilter filter);
    [[nodiscard]] MessageFilter filter() const { return m_filter; }
    /// How many rows each filter would show.
    [[nodiscard]] const std::array<qint64, messageFilterCount> &counts() const { return m_counts; }

    [[nodiscard]] quint64 idOf(int row) const;
    /// -1: not in the list.
    [[nodiscard]] int rowOf(quint64 id) const;
    /// A header line and the rows [first, last].
    [[nodiscard]] QString csv(int first, int last) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    void rebuild();
    void dropBefore(quint64 id);
    void append(quint64 last);
    /// Takes the rows [first, last] into the counts, and into or out of the filtered list.
    void refresh(quint64 first, quint64 last);
    void showFiltered(quint64 id, bool shown);
    void emitChanged(quint64 first, quint64 last);
    [[nodiscard]] QString text(quint64 id, const MessageRow &row, int column) const;
    [[nodiscard]] QString laneText(quint64 id, const MessageRow &row, std::size_t lane) const;
    [[nodiscard]] QString tip(const MessageRow &row, int column) const;
    [[nodiscard]] Cell cell(const MessageRow &row, int column) const;

    MessageRows m_rows;
    MessageFilter m_filter = MessageFilter::All;
    quint64 m_first = 1; ///< id of the first row known to the view
    std::deque<quint8> m_masks; ///< of the rows known to the view: bit per filter that it matches
    std::vector<quint64> m_ids; ///< other filters: ids shown, ascending
    std::array<qint64, messageFilterCount> m_counts{};
};
