#include "core/teach/decision_sheet.h"

#include "core/experiment/scenario.h"
#include "core/teach/chooser_words.h"
#include "core/teach/figure_text.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;
using chooser_words::transportName;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("DecisionSheet", text);
}

QString heading(const QString &text)
{
    return u"\n## "_s + text + u"\n\n"_s;
}

QString bullets(const QStringList &items)
{
    QString text;
    for (const QString &item : items)
        text += u"- "_s + item + u'\n';
    return text;
}

QString cellText(QString text)
{
    return text.isEmpty() ? u"\u2013"_s : text.replace(u'|', u"\\|"_s);
}

QString tableRow(const QStringList &cells)
{
    QString row = u"|"_s;
    for (const QString &cell : cells)
        row += u' ' + cellText(cell) + u" |"_s;
    return row + u'\n';
}

QString tableHead(const QString &first)
{
    QStringList names{first};
    QString rule = u"|---|"_s;
    for (const TransportKind kind : allTransportKinds) {
        names += transportName(kind);
        rule += u"--:|"_s;
    }
    return tableRow(names) + rule + u'\n';
}

QString answersText(const ChooserAnswers &answers)
{
    QStringList items;
    for (const auto question : chooser_words::allQuestions)
        items += tr("%1 %2").arg(chooser_words::question(question), chooser_words::answer(question, answers));
    return heading(tr("Answers")) + bullets(items);
}

QString reasonText(const ChooserReason &reason)
{
    const Scenario *scenario = findScenario(reason.scenario);
    return tr("%1 (%2; scenario \u201c%3\u201d, `pushscope run %4`)")
        .arg(reason.text, reason.source, scenario ? scenario->title : reason.scenario, reason.scenario);
}

QString reasonList(const QString &title, const QList<ChooserReason> &reasons)
{
    QStringList items;
    for (const ChooserReason &reason : reasons)
        items += reasonText(reason);
    return items.isEmpty() ? QString() : u'\n' + title + u"\n\n"_s + bullets(items);
}

QString recommendationText(const ChooserAnswers &answers)
{
    const Recommendation recommendation = recommend(answers);
    QString text = heading(tr("Recommendation")) + u"**"_s + chooser_words::verdict(recommendation) + u"** "_s
        + chooser_words::condition(recommendation) + u'\n';
    text += reasonList(tr("For it:"), recommendation.best().pros());
    text += reasonList(tr("What it costs:"), recommendation.best().cons());
    for (auto other = recommendation.ranked.begin() + 1; other != recommendation.ranked.end(); ++other) {
        const QString name = transportName(other->transport);
        text += reasonList(tr("For %1:").arg(name), other->pros());
        text += reasonList(tr("Against %1:").arg(name), other->cons());
    }
    return text;
}

QString optionalBytes(const std::optional<double> &bytes)
{
    return bytes ? figure_text::byteCount(*bytes) : QString();
}

QString optionalBytes(const std::optional<ByteCost> &cost)
{
    return cost ? figure_text::byteCount(cost->both()) : QString();
}

QString measuredText(const DecisionSheetFacts &facts)
{
    struct Line
    {
        QString title;
        QString (*value)(const TransportCosts &);
    };
    const QList<Line> lines{
        {tr("messages, n"), [](const TransportCosts &c) { return QLocale().toString(c.messages); }},
        {tr("payload of a message"),
         [](const TransportCosts &c) { return figure_text::byteCount(c.payload); }},
        {tr("envelope of a message"),
         [](const TransportCosts &c) { return figure_text::byteCount(c.envelope); }},
        {tr("framing of a message"),
         [](const TransportCosts &c) { return figure_text::byteCount(c.framing); }},
        {tr("a poll with messages, without them"),
         [](const TransportCosts &c) { return optionalBytes(c.poll); }},
        {tr("an empty poll"), [](const TransportCosts &c) { return optionalBytes(c.emptyPoll); }},
        {tr("set-up of a connection"), [](const TransportCosts &c) { return optionalBytes(c.setup); }}};
    QString text = heading(tr("Measured here")) + costsInWords(facts.costs) + u"\n\n"_s
        + tableHead(tr("bytes on the wire"));
    for (const Line &line : lines) {
        QStringList cells{line.title};
        for (const TransportKind kind : allTransportKinds)
            cells += facts.costs.of(kind) ? line.value(*facts.costs.of(kind)) : QString();
        text += tableRow(cells);
    }
    QStringList missing;
    for (const TransportKind kind : allTransportKinds)
        if (!facts.costs.of(kind))
            missing += transportName(kind) + u": "_s + facts.costs.missing[indexOf(kind)];
    if (!missing.isEmpty())
        text += u'\n' + bullets(missing);
    return text + u'\n' + tr("Settings: `%1`").arg(toRunCommand(facts.settings)) + u'\n';
}

/// A line for each that is known; those that are the same are said once.
QStringList arithmeticOf(const ScaleRow &row)
{
    QStringList lines;
    QStringList names;
    for (const TransportKind kind : allTransportKinds) {
        const ScaleCell &cell = row.of(kind);
        if (!cell.value.isEmpty())
            names += transportName(kind);
        const std::size_t next = indexOf(kind) + 1;
        const bool goesOn = next < transportCount && row.cells[next] == cell;
        if (names.isEmpty() || goesOn)
            continue;
        lines += tr("%1, %2: %3").arg(row.title, names.join(u", "_s), cell.arithmetic);
        names.clear();
    }
    return lines;
}

QString scaleText(const DecisionSheetFacts &facts)
{
    const Scale &scale = facts.scale;
    const ScaleSheet sheet = scaleSheet(scale, facts.costs);
    QString text = heading(tr("At your scale"));
    text += scaleInWords(scale) + u"\n\n"_s + tableHead(tr("figure"));
    for (const ScaleRow &row : sheet.rows) {
        QStringList cells{row.title};
        for (const ScaleCell &cell : row.cells)
            cells += cell.value;
        text += tableRow(cells);
    }
    text += u'\n' + tr("The arithmetic:") + u"\n\n"_s;
    for (const ScaleRow &row : sheet.rows)
        text += bullets(arithmeticOf(row));
    return text + (sheet.notes.isEmpty() ? QString() : u'\n' + bullets(sheet.notes));
}

QString gauntletText(const std::optional<GauntletReport> &report)
{
    QString text = heading(tr("The gauntlet"));
    if (!report)
        return text + tr("No gauntlet was run in this session.") + u'\n';
    QStringList head{tr("in the way")};
    QString rule = u"|---|"_s;
    for (const GauntletColumn column : report->settings.columns) {
        head += machineName(column);
        rule += u"---|"_s;
    }
    text += (report->interrupted ? tr("Cancelled before its end.") + u"\n\n"_s : QString()) + tableRow(head)
        + rule + u'\n';
    for (std::size_t row = 0; row < report->settings.rows.size(); ++row) {
        QStringList cells{report->settings.rows[row].title};
        for (std::size_t column = 0; column < report->settings.columns.size(); ++column)
            cells += verdictText(report->at(row, column));
        text += tableRow(cells);
    }
    return text + u'\n' + noiseText(*report) + u'\n';
}

QString assumptionsText(const Scale &scale)
{
    QStringList items{
        tr("Messages come at random moments (Poisson), the same ones for each client; each gets them all."),
        tr("A client's polls are evenly spaced; long polls ask again at once, and a round trip is twice the "
           "delay "
           "set in the run, without processing."),
        tr("Heads, framing and envelope are as large as measured; the length field of a frame or chunk "
           "follows the payload."),
        tr("A stream sends a heartbeat at its interval whatever else it carries."),
        tr("Connections are kept open (HTTP/1.1 persistent); a month has 30 days; Mbit and GB are SI.")};
    items += scale.networkEstimate ? tr("TCP/IP and TLS are an estimate and are in the figures: 40 B a "
                                        "segment, 22 B a TLS 1.3 record, no acknowledgements without data.")
                                   : tr("TCP/IP and TLS are not in the figures.");
    return heading(tr("Assumptions")) + bullets(items);
}

QString notMeasuredText()
{
    return heading(tr("Not measured here"))
        + bullets({tr("TLS: handshakes, certificates, resumption, CPU."),
                   tr("A real network: loss, retransmission, head-of-line blocking, slow start over a "
                      "distance."),
                   tr("Mobile radios: energy, wake-ups, sleeping phones."),
                   tr("HTTP/2 and HTTP/3, where requests share a connection and heads are compressed."),
                   tr("Compression of messages."),
                   tr("Any other server than this one, and its CPU and memory under load."),
                   tr("More than one server: brokers, fan-out, affinity, deployments."),
                   tr("What clients send up, in the figures at your scale.")});
}

} // namespace

QString decisionSheet(const DecisionSheetFacts &facts)
{
    return u"# "_s + tr("Decision sheet: getting messages to clients") + u"\n\n"_s
        + tr("%1, %2").arg(facts.version, facts.writtenAt.toString(Qt::ISODate)) + u'\n'
        + answersText(facts.answers) + recommendationText(facts.answers) + measuredText(facts)
        + scaleText(facts) + gauntletText(facts.gauntlet) + assumptionsText(facts.scale) + notMeasuredText();
}
