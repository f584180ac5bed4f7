#include "ui/teach/compare_words.h"

#include "core/experiment/run_report.h"
#include "core/teach/comparison_contradictions.h"
#include "ui/charts/export_frame.h"
#include "ui/transport_descriptor.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

using namespace Qt::Literals::StringLiterals;
using State = ComparisonCell::State;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Comparison)
};

constexpr std::array machineNames{QLatin1StringView("direction"),      QLatin1StringView("protocol"),
                                  QLatin1StringView("latency"),        QLatin1StringView("overhead"),
                                  QLatin1StringView("binary_support"), QLatin1StringView("browser_support"),
                                  QLatin1StringView("use_case")};

QString withSource(const ComparisonCell &cell)
{
    if (cell.source.isEmpty())
        return cell.claim;
    const QString source = u'(' + cell.source + u')';
    return cell.claim.isEmpty() ? source : cell.claim + u' ' + source;
}

/// Figure and further figures, or why there are none.
QString measured(const ComparisonCell &cell)
{
    QStringList parts;
    if (cell.value)
        parts << cell.figure.joined();
    else if (cell.state == State::NotEnough || cell.state == State::SwitchedOff)
        parts << compare_words::state(cell.state);
    if (!cell.measured.isEmpty())
        parts << cell.measured;
    return parts.join(u", "_s);
}

/// From the figure to the mark, what is empty left out.
QStringList parts(const ComparisonCell &cell)
{
    QStringList all{measured(cell), compare_words::textbook(cell.textbook)};
    if (cell.contradiction)
        all << compare_words::contradicted() + u": "_s + cell.contradiction->sentence;
    all << withSource(cell);
    if (!cell.http1Only.isEmpty())
        all << compare_words::http1Only() + u": "_s + cell.http1Only;
    all.removeAll(QString());
    return all;
}

/// RFC 4180: in quotes, quotes doubled.
QString quoted(QString text)
{
    return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
}

QString markdownCell(const ComparisonCell &cell)
{
    QStringList all = parts(cell);
    if (cell.value)
        all.first().replace(0, cell.figure.joined().size(), u"**%1**"_s.arg(cell.figure.joined()));
    for (QString &part : all)
        if (part.startsWith(compare_words::contradicted()))
            part.replace(0, compare_words::contradicted().size(),
                         u"**%1**"_s.arg(compare_words::contradicted()));
    if (cell.shownAt && !cell.value)
        all << compare_words::link(*cell.shownAt);
    return all.join(u"<br>"_s).replace(u'|', u"\\|"_s);
}

int contradictions(const ComparisonTable &table)
{
    int count = 0;
    for (const ComparisonRow &row : table.rows)
        for (const ComparisonCell &cell : row.cells)
            count += cell.contradiction ? 1 : 0;
    return count;
}

QString figures(const ComparisonTable &table, ComparisonFeature feature)
{
    QStringList each;
    for (const TransportKind kind : allTransportKinds)
        if (const ComparisonCell &cell = table.cell(feature, kind); cell.value)
            each << descriptorOf(kind).name + u' ' + cell.figure.joined();
    return each.join(u", "_s);
}

} // namespace

QString compare_words::textbook(const TextbookWords &words)
{
    switch (words.from) {
    case TextbookWords::From::Table:
        return Words::tr("textbook: %1").arg(words.words);
    case TextbookWords::From::Text:
        return Words::tr("textbook: \u201C%1\u201D").arg(words.words);
    case TextbookWords::From::Nowhere:
        break;
    }
    return Words::tr("not in the textbook's table");
}

QString compare_words::textbookBrief(const TextbookWords &words)
{
    return words.from == TextbookWords::From::Nowhere ? Words::tr("not in its table")
                                                      : Words::tr("\u201C%1\u201D").arg(words.brief);
}

QString compare_words::state(State state)
{
    return state == State::SwitchedOff ? Words::tr("switched off")
        : state == State::NotEnough    ? Words::tr("not enough messages yet")
                                       : QString();
}

QString compare_words::contradicted()
{
    return Words::tr("\u2260 Contradicted");
}

QString compare_words::contradictionSign()
{
    return u"\u2260 "_s;
}

QString compare_words::link(const ShownAt &target)
{
    QString words = u"\u2192 "_s + target.words;
    return words.replace(u' ', QChar(QChar::Nbsp));
}

QString compare_words::http1Only()
{
    return Words::tr("HTTP/1.1 only");
}

QString compare_words::basis(const LabState &state, bool brief)
{
    const RunSnapshot &snapshot = state.snapshot;
    if (state.covered)
        return Words::tr("The figures of this run are covered: they answer the question on Predict (F2).");
    if (snapshot.phase == RunSnapshot::Phase::Idle)
        return Words::tr("Nothing is running. Press F5, and figures come with the messages.");
    const QString limit = !machineIsTheLimit(snapshot.noise) ? QString()
        : brief                                              ? Words::tr("This machine is the limit. ")
                : Words::tr("This machine is the limit: the latencies say more about it. ");
    const QString estimate = Words::tr("%1 to %2 B a message, an estimate (Grigorik, HPBN).")
                                 .arg(comparison_contradictions::networkLowBytes)
                                 .arg(comparison_contradictions::networkHighBytes);
    if (brief)
        return limit
            + Words::tr("In quotes: the textbook. All over HTTP/1.1. TCP/IP and TLS: %1").arg(estimate);
    const double seconds = std::max(0.0, snapshot.elapsedS - std::max(0.0, snapshot.regimeStartS));
    return limit
        + Words::tr(
              "The last %1 s, with these settings. Latency: mean, from due to callback. Overhead: protocol "
              "bytes per delivered message, without TCP/IP and TLS: %2")
              .arg(QLocale().toString(std::floor(seconds), 'f', 0), estimate);
}

QString compare_words::spoken(const ComparisonCell &cell)
{
    QStringList all = parts(cell);
    if (cell.shownAt)
        all << Words::tr("shown at: %1").arg(cell.shownAt->words);
    QString text;
    for (const QString &part : all)
        text += (text.isEmpty() ? QString() : u" "_s) + part + (part.endsWith(u'.') ? QString() : u"."_s);
    return text;
}

QString compare_words::summary(const ComparisonTable &table)
{
    const QString latency = figures(table, ComparisonFeature::Latency);
    const QString overhead = figures(table, ComparisonFeature::Overhead);
    if (latency.isEmpty() && overhead.isEmpty())
        return Words::tr("The textbook's comparison table: not enough messages yet.");
    return Words::tr(
               "The textbook's comparison table beside this run. Mean latency: %1. Overhead per message: "
               "%2. Cells contradicted by the measurement: %3.")
        .arg(latency, overhead)
        .arg(contradictions(table));
}

QString compare_words::csv(const ComparisonTable &table)
{
    QString lines
        = u"feature,transport,value,unit,measured,textbook,contradiction,claim,source,http_1_1_only\n"_s;
    for (const ComparisonRow &row : table.rows)
        for (const TransportKind kind : allTransportKinds) {
            const ComparisonCell &cell = row.cells[indexOf(kind)];
            const bool latency = row.feature == ComparisonFeature::Latency;
            lines += machineNames[static_cast<std::size_t>(row.feature)] + u',' + machineName(kind) + u','
                + (cell.value ? QString::number(*cell.value, 'f', 3) : QString()) + u','
                + (cell.value ? (latency ? u"ms"_s : u"B"_s) : QString());
            for (const QString &text : {measured(cell), cell.textbook.words,
                                        cell.contradiction ? cell.contradiction->sentence : QString(),
                                        cell.claim, cell.source, cell.http1Only})
                lines += u',' + (text.isEmpty() ? QString() : quoted(text));
            lines += u'\n';
        }
    return lines;
}

QString compare_words::markdown(const ComparisonTable &table, const LabState &state)
{
    QString text = u"| |"_s;
    for (const TransportKind kind : allTransportKinds)
        text += u" %1 |"_s.arg(descriptorOf(kind).name);
    text += u"\n|"_s + QString(u":--|"_s).repeated(1 + static_cast<int>(transportCount)) + u'\n';
    for (const ComparisonRow &row : table.rows) {
        const QString link = row.shownAt ? u"<br>"_s + compare_words::link(*row.shownAt) : QString();
        text += u"| **%1**%2 |"_s.arg(row.title, link);
        for (const ComparisonCell &cell : row.cells)
            text += u' ' + markdownCell(cell) + u" |"_s;
        text += u'\n';
    }
    return text
        + u"\n%1\n\n`%2` (%3)\n"_s.arg(basis(state, false), toRunCommand(state.settings), programVersion());
}
