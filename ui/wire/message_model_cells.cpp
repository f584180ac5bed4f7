#include "ui/wire/message_model.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

QString MessageModel::laneText(quint64 id, const MessageRow &row, std::size_t lane) const
{
    if (row.isLost(lane))
        return tr("lost");
    if (!row.isDelivered(lane))
        return m_rows.isUnderWay(id, lane) ? tr("under way") : u"-"_s;
    const double ms = row.latencyMs[lane];
    const QString latency = QLocale().toString(ms, 'f', ms < 10 ? 1 : 0);
    return row.again[lane] == 0 ? latency : tr("%1 \u00d7%2").arg(latency).arg(row.again[lane] + 1);
}

QString MessageModel::text(quint64 id, const MessageRow &row, int column) const
{
    if (column == Id)
        return QString::number(id);
    if (column == Due)
        return std::isnan(row.dueS) ? u"-"_s : QLocale().toString(row.dueS, 'f', 3);
    if (column == Data)
        return row.data;
    return laneText(id, row, static_cast<std::size_t>(column - FirstLane));
}

MessageModel::Cell MessageModel::cell(const MessageRow &row, int column) const
{
    if (column == Data)
        return Cell::Dim;
    if (column < FirstLane)
        return Cell::Plain;
    const auto lane = static_cast<std::size_t>(column - FirstLane);
    if (row.isLost(lane))
        return Cell::Bad;
    if (!row.isDelivered(lane))
        return Cell::Dim;
    return row.isSlow(lane) ? Cell::Strong : Cell::Plain;
}

QString MessageModel::tip(const MessageRow &row, int column) const
{
    if (column == Data)
        return row.data;
    if (column < FirstLane)
        return {};
    const auto lane = static_cast<std::size_t>(column - FirstLane);
    if (row.again[lane] > 0)
        return tr("received %1 times").arg(row.again[lane] + 1);
    return row.isLost(lane) ? tr("lost: passed over by a later message, or missing at the end") : QString();
}

QString MessageModel::csv(int first, int last) const
{
    QStringList head{u"id"_s, u"due_s"_s};
    for (const TransportKind kind : allTransportKinds)
        head.append(u"%1_ms"_s.arg(machineName(kind)));
    QString all = head.join(u',') + u",data\n"_s;
    for (int r = std::max(0, first); r <= std::min(last, rowCount() - 1); ++r) {
        const quint64 id = idOf(r);
        const MessageRow *row = m_rows.find(id);
        QStringList cells{QString::number(id),
                          std::isnan(row->dueS) ? QString() : QString::number(row->dueS, 'f', 6)};
        for (std::size_t lane = 0; lane < transportCount; ++lane)
            cells.append(row->isDelivered(lane)
                             ? QString::number(static_cast<double>(row->latencyMs[lane]), 'f', 3)
                             : row->isLost(lane)           ? u"lost"_s
                             : m_rows.isUnderWay(id, lane) ? u"under way"_s
                                                           : QString());
        QString data = row->data;
        cells.append(u"\"%1\""_s.arg(data.replace(u"\""_s, u"\"\""_s)));
        all += cells.join(u',') + u'\n';
    }
    return all;
}
