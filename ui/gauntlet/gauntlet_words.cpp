#include "ui/gauntlet/gauntlet_words.h"

#include "ui/transport_descriptor.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(GauntletView)
};

qsizetype count(const GauntletReport &report, GauntletVerdict verdict)
{
    return std::count_if(report.cells.begin(), report.cells.end(),
                         [verdict](const GauntletResult &cell) { return cell.verdict == verdict; });
}

} // namespace

QString gauntlet_words::columnName(GauntletColumn column)
{
    switch (column) {
    case GauntletColumn::ShortPoll:
        return descriptorOf(TransportKind::ShortPoll).name;
    case GauntletColumn::LongPoll:
        return descriptorOf(TransportKind::LongPoll).name;
    case GauntletColumn::Sse:
        return descriptorOf(TransportKind::Sse).name;
    case GauntletColumn::WebSocket:
        return descriptorOf(TransportKind::WebSocket).name;
    case GauntletColumn::AutoWebSocket:
        return Words::tr("Auto, WebSocket first");
    case GauntletColumn::AutoLongPoll:
        break;
    }
    return Words::tr("Auto, long poll first");
}

QStringList gauntlet_words::columnHead(GauntletColumn column)
{
    switch (column) {
    case GauntletColumn::AutoWebSocket:
        return {Words::tr("Auto, first"), Words::tr("WebSocket")};
    case GauntletColumn::AutoLongPoll:
        return {Words::tr("Auto, first"), Words::tr("long poll")};
    default:
        return columnName(column).split(u' ');
    }
}

QString gauntlet_words::verdict(const GauntletResult &result)
{
    if (!result.verdict)
        return u"\u2013"_s;
    switch (*result.verdict) {
    case GauntletVerdict::Works:
        return Words::tr("works");
    case GauntletVerdict::Late:
        return Words::tr("late");
    case GauntletVerdict::Dead:
        break;
    }
    return Words::tr("dead");
}

QStringList gauntlet_words::details(const GauntletResult &result)
{
    if (!result.verdict)
        return {};
    QStringList lines;
    lines << (result.firstMessage && result.worstLatency
                  ? Words::tr("first %1, worst %2")
                        .arg(gauntletSeconds(*result.firstMessage), gauntletSeconds(*result.worstLatency))
                  : Words::tr("no message"));
    lines << (result.noticed ? Words::tr("noticed %1").arg(gauntletSeconds(*result.noticed))
                             : Words::tr("noticed nothing"));
    if (result.delivered > 0 && result.missing() > 0)
        lines << Words::tr("lost %1 of %2").arg(result.missing()).arg(result.due);
    return lines;
}

QString gauntlet_words::rowInWords(const GauntletReport &report, std::size_t row)
{
    QStringList cells;
    for (std::size_t column = 0; column < report.settings.columns.size(); ++column) {
        const GauntletResult &result = report.at(row, column);
        QStringList words{columnName(report.settings.columns[column]) + u' ' + verdict(result)};
        words += details(result);
        cells << words.join(u", "_s);
    }
    return report.settings.rows[row].title + u": "_s + cells.join(u"; "_s) + u'.';
}

QString gauntlet_words::summary(const GauntletReport &report)
{
    return Words::tr("%1 of %2 get through, %3 late, %4 dead.")
        .arg(count(report, GauntletVerdict::Works))
        .arg(report.cells.size())
        .arg(count(report, GauntletVerdict::Late))
        .arg(count(report, GauntletVerdict::Dead));
}
