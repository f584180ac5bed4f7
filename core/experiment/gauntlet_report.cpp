#include "core/experiment/gauntlet_report.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Gauntlet)
};

constexpr qsizetype rowWidth = 24;
constexpr qsizetype cellWidth = 16;

double milliseconds(Duration duration)
{
    return std::round(toMilliseconds(duration) * 1000) / 1000;
}

QJsonValue orNull(const std::optional<Duration> &duration)
{
    return duration ? QJsonValue(milliseconds(*duration)) : QJsonValue(QJsonValue::Null);
}

QJsonObject profileJson(const GauntletRow &row)
{
    QJsonObject json{{u"name"_s, row.name}, {u"title"_s, row.title}};
    if (row.profile.bytes > 0)
        json[u"bytes"_s] = row.profile.bytes;
    if (row.profile.time > Duration{0})
        json[u"time_ms"_s] = milliseconds(row.profile.time);
    return json;
}

QJsonObject cellJson(const GauntletRow &row, GauntletColumn column, const GauntletResult &result)
{
    const QString verdict = verdictText(result);
    return {{u"profile"_s, row.name},
            {u"transport"_s, machineName(column)},
            {u"verdict"_s, verdict.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(verdict)},
            {u"first_message_ms"_s, orNull(result.firstMessage)},
            {u"worst_latency_ms"_s, orNull(result.worstLatency)},
            {u"noticed_ms"_s, orNull(result.noticed)},
            {u"losses_noticed"_s, result.losses},
            {u"messages"_s,
             QJsonObject{
                 {u"due"_s, result.due}, {u"delivered"_s, result.delivered}, {u"lost"_s, result.missing()}}}};
}

using Line = QString (*)(const GauntletResult &);

QString orDash(const std::optional<Duration> &duration)
{
    return duration ? gauntletSeconds(*duration) : u"-"_s;
}

std::vector<std::pair<QString, Line>> lines()
{
    using R = const GauntletResult &;
    return {
        {Words::tr("first message"), [](R r) { return orDash(r.firstMessage); }},
        {Words::tr("worst latency"), [](R r) { return r.firstMessage ? orDash(r.worstLatency) : u"-"_s; }},
        {Words::tr("client noticed"),
         [](R r) { return r.noticed ? gauntletSeconds(*r.noticed) : Words::tr("nothing"); }},
        {Words::tr("lost"),
         [](R r) { return r.missing() == 0 ? u"0"_s : Words::tr("%1 of %2").arg(r.missing()).arg(r.due); }},
    };
}

template<typename Cell>
QString tableLine(const QString &head, std::size_t columns, Cell cell)
{
    QString line = head.leftJustified(rowWidth);
    for (std::size_t column = 0; column < columns; ++column)
        line += QString(cell(column)).leftJustified(cellWidth);
    while (line.endsWith(u' '))
        line.chop(1);
    return line + u'\n';
}

} // namespace

QString verdictText(const GauntletResult &result)
{
    if (!result.verdict)
        return {};
    switch (*result.verdict) {
    case GauntletVerdict::Works:
        return u"works"_s;
    case GauntletVerdict::Late:
        return u"late"_s;
    case GauntletVerdict::Dead:
        break;
    }
    return u"dead"_s;
}

QString gauntletSeconds(Duration duration)
{
    const double seconds = toSeconds(duration);
    return u"%1 s"_s.arg(seconds, 0, 'f', seconds < 0.0995 ? 3 : seconds < 0.995 ? 2 : 1);
}

QString noiseText(const GauntletReport &report)
{
    constexpr double limitMs = 5; // design section 3, noise floor
    const double ms = toMilliseconds(report.loopLag);
    const QString text = QString::number(ms, 'f', ms < 10 ? 1 : 0);
    return ms > limitMs
        ? Words::tr("This machine is a limit itself: its threads were up to %1 ms late.").arg(text)
        : Words::tr("Noise floor of this machine: %1 ms.").arg(text);
}

QJsonObject toJson(const GauntletReport &report)
{
    const GauntletSettings &settings = report.settings;
    QJsonArray profiles, transports, cells;
    for (const GauntletRow &row : settings.rows)
        profiles += profileJson(row);
    for (const GauntletColumn column : settings.columns)
        transports += machineName(column);
    for (std::size_t row = 0; row < settings.rows.size(); ++row)
        for (std::size_t column = 0; column < settings.columns.size(); ++column)
            cells += cellJson(settings.rows[row], settings.columns[column], report.at(row, column));
    QJsonObject run = toJson(settings.run);
    run.remove(u"transports"_s);
    run.remove(u"clients"_s);
    return {{u"schema"_s, u"pushscope.gauntlet/1"_s},
            {u"version"_s, QCoreApplication::applicationVersion()},
            {u"started_at"_s,
             report.startedAt.isValid() ? QJsonValue(report.startedAt.toUTC().toString(Qt::ISODateWithMs))
                                        : QJsonValue::Null},
            {u"interrupted"_s, report.interrupted},
            {u"elapsed_ms"_s, milliseconds(report.elapsed)},
            {u"settings"_s, run},
            {u"connect_timeout_ms"_s, milliseconds(settings.connectTimeout)},
            {u"loop_lag_max_ms"_s, milliseconds(report.loopLag)},
            {u"late_after_ms"_s, milliseconds(settings.lateAfter)},
            {u"profiles"_s, profiles},
            {u"transports"_s, transports},
            {u"cells"_s, cells}};
}

QJsonObject figuresOf(const GauntletReport &report)
{
    const GauntletSettings &settings = report.settings;
    QJsonObject figures;
    for (std::size_t row = 0; row < settings.rows.size(); ++row) {
        QJsonObject cells;
        for (std::size_t column = 0; column < settings.columns.size(); ++column) {
            QJsonObject cell = cellJson(settings.rows[row], settings.columns[column], report.at(row, column));
            for (const QLatin1StringView word : {"profile"_L1, "transport"_L1, "verdict"_L1})
                cell.remove(word);
            cells[machineName(settings.columns[column])] = cell;
        }
        figures[settings.rows[row].name] = cells;
    }
    figures[u"loop_lag_max_ms"_s] = milliseconds(report.loopLag);
    return figures;
}

QString gauntletTable(const GauntletReport &report)
{
    const GauntletSettings &settings = report.settings;
    const std::size_t columns = settings.columns.size();
    QString table
        = Words::tr("%1 messages a second for %2, each client behind a middlebox of its own.\n"
                    "works: every message within %3; late: later than that, or missing; dead: nothing "
                    "of the second half arrived.\n")
              .arg(settings.run.messagesPerSecond)
              .arg(durationText(settings.run.duration), durationText(settings.lateAfter));
    table += noiseText(report) + u"\n\n"_s;
    table += tableLine({}, columns, [&](std::size_t c) { return machineName(settings.columns[c]); });
    for (std::size_t row = 0; row < settings.rows.size(); ++row) {
        table += u'\n' + tableLine(settings.rows[row].title, columns, [&](std::size_t c) {
                     const QString verdict = verdictText(report.at(row, c));
                     return verdict.isEmpty() ? u"?"_s : verdict;
                 });
        for (const auto &[name, line] : lines())
            table += tableLine(u"  "_s + name, columns,
                               [&, line = line](std::size_t c) { return line(report.at(row, c)); });
    }
    return table;
}
