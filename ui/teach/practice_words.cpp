#include "ui/teach/practice_words.h"

#include "core/experiment/scenario.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PracticeView)
};

QString number(qsizetype count)
{
    return QLocale().toString(count);
}

QString captionOf(const PracticeQuestion &question, const QuestionBank &bank)
{
    const auto at = std::ranges::find(bank.questions, question.id, &PracticeQuestion::id);
    QStringList parts{bank.topicTitle(question.topic),
                      Words::tr("question %1 of %2")
                          .arg(number(at - bank.questions.begin() + 1), number(bank.questions.size()))};
    if (question.fromBrief)
        parts += Words::tr("from the brief");
    return parts.join(u" \u00B7 "_s);
}

QString proofOf(const PracticeQuestion &question)
{
    const Scenario *scenario = question.proof ? findScenario(question.proof->scenario) : nullptr;
    return scenario ? Words::tr("%1 \u2013 %2").arg(scenario->title, scenario->question)
                    : Words::tr("Cannot be proved here yet.");
}

QString titles(const QList<const PracticeQuestion *> &questions)
{
    QStringList all;
    for (const PracticeQuestion *question : questions)
        all += question->title;
    return all.join(u", "_s);
}

PracticeText readyText(const Practice &practice, const QuestionBank &bank)
{
    const PracticeProgress progress = practice.progress();
    const QString topic = practice.choice().topic;
    PracticeText text;
    text.caption = topic.isEmpty() ? Words::tr("All topics") : bank.topicTitle(topic);
    text.heading = Words::tr("Interview practice");
    text.lead = Words::tr("Say your answer aloud, then look, and mark yourself honestly.");
    text.rest = {Words::tr("%1 questions, each with a model answer, its source, and the run behind it where "
                           "there is one.")
                     .arg(number(progress.total)),
                 Words::tr("What you miss comes again after three others, and first next time.")};
    if (!progress.again.isEmpty())
        text.rest += Words::tr("What you missed before is asked now.");
    return text;
}

PracticeText finishedText(const Practice &practice, const QuestionBank &bank)
{
    PracticeText text;
    const QString topic = practice.choice().topic;
    text.caption = topic.isEmpty() ? Words::tr("All topics") : bank.topicTitle(topic);
    text.heading = Words::tr("That was all.");
    const auto count = [&](PracticeMark mark) { return number(practice.marked(mark)); };
    text.lead = practice.marked() == 0 ? Words::tr("Nothing was marked this time.")
                                       : Words::tr("%1 marked: %2 known, %3 partly, %4 missed.")
                                             .arg(number(practice.marked()), count(PracticeMark::Knew),
                                                  count(PracticeMark::Partly), count(PracticeMark::Missed));
    const PracticeProgress progress = practice.progress();
    if (!progress.again.isEmpty())
        text.rest += Words::tr("To repeat: %1.").arg(titles(progress.again));
    else if (progress.known == progress.total && progress.total > 0)
        text.rest += Words::tr("Everything is known, and nothing is left to repeat.");
    else
        text.rest += Words::tr("Nothing is left to repeat.");
    return text;
}

/// Doubled quotes in quotes, RFC 4180 section 2.
QString quoted(QString text)
{
    return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
}

} // namespace

PracticeText practice_words::pageText(const Practice &practice, const QuestionBank &bank,
                                      const QString &problem)
{
    PracticeText text;
    if (practice.phase() == Practice::Phase::Ready)
        text = readyText(practice, bank);
    else if (practice.phase() == Practice::Phase::Finished)
        text = finishedText(practice, bank);
    else if (practice.phase() == Practice::Phase::Revealed)
        text = answerText(*practice.current(), bank);
    else {
        text.caption = captionOf(*practice.current(), bank);
        text.heading = practice.current()->text;
    }
    if (practice.isRepeat())
        text.caption += u" \u00B7 "_s + Words::tr("again");
    text.problem = problem;
    return text;
}

PracticeText practice_words::answerText(const PracticeQuestion &question, const QuestionBank &bank)
{
    return {.caption = captionOf(question, bank),
            .heading = question.text,
            .lead = question.answer.value(0),
            .rest = question.answer.mid(1),
            .points = question.points,
            .source = Words::tr("Source: %1").arg(question.sources.join(u"; "_s)),
            .proof = proofOf(question),
            .provable = question.proof.has_value(),
            .problem = {}};
}

QString practice_words::progressLine(const PracticeProgress &progress)
{
    return Words::tr("%1 of %2 seen, %3 known, %4 to repeat")
        .arg(number(progress.seen), number(progress.total), number(progress.known),
             number(progress.again.size()));
}

QString practice_words::markName(PracticeMark mark)
{
    return mark == PracticeMark::Missed ? Words::tr("Missed")
        : mark == PracticeMark::Partly  ? Words::tr("Partly")
                                        : Words::tr("Knew it");
}

QString practice_words::marked(PracticeMark mark)
{
    switch (mark) {
    case PracticeMark::Missed:
        return Words::tr("Missed: it comes again after three others, and first next time.");
    case PracticeMark::Partly:
        return Words::tr("Partly: it comes again early next time.");
    case PracticeMark::Knew:
        break;
    }
    return Words::tr("Known.");
}

QString practice_words::undone(Practice::Step step)
{
    switch (step) {
    case Practice::Step::Mark:
        return Words::tr("The mark is taken back.");
    case Practice::Step::Skip:
        return Words::tr("The skipped question is back.");
    case Practice::Step::Choice:
        return Words::tr("Back to the questions of before.");
    case Practice::Step::StartOver:
        break;
    }
    return Words::tr("Your progress is back.");
}

QString practice_words::suggestion(qsizetype ticked, qsizetype points)
{
    const auto mark = suggestedMark(ticked, points);
    return mark
        ? Words::tr("%1 of %2 points: %3").arg(number(ticked), number(points), markName(*mark).toLower())
        : QString();
}

QString practice_words::spoken(const PracticeText &text)
{
    QStringList parts{text.problem, text.caption, text.heading, text.lead};
    parts += text.rest;
    if (!text.points.isEmpty())
        parts += Words::tr("Points: %1.").arg(text.points.join(u"; "_s));
    parts << text.source << text.proof;
    parts.removeAll(QString());
    return parts.join(u'\n');
}

QString practice_words::unbroken(QString text)
{
    static const QRegularExpression hyphen(u"(?<=[a-z])-(?=[A-Z])"_s);
    return text.replace(hyphen, u"\u2011"_s);
}

QString practice_words::table(const Practice &practice, const QuestionBank &bank)
{
    QString table = u"id,topic,question,from_brief,seen,times_marked,last_mark,box,scenario,sources\n"_s;
    for (const PracticeQuestion &question : bank.questions) {
        const auto entry = practice.record().entries.constFind(question.id);
        const bool seen = entry != practice.record().entries.constEnd();
        const bool wasMarked = seen && entry->times > 0;
        const QStringList cells{question.id,
                                question.topic,
                                quoted(question.text),
                                question.fromBrief ? u"1"_s : u"0"_s,
                                seen ? u"1"_s : u"0"_s,
                                QString::number(seen ? entry->times : 0),
                                wasMarked ? machineName(entry->last) : QString(),
                                wasMarked ? QString::number(entry->box) : QString(),
                                question.proof ? question.proof->scenario : QString(),
                                quoted(question.sources.join(u"; "_s))};
        table += cells.join(u',') + u'\n';
    }
    return table;
}

std::optional<PracticeMark> suggestedMark(qsizetype ticked, qsizetype points)
{
    if (ticked <= 0)
        return std::nullopt;
    return ticked < points ? PracticeMark::Partly : PracticeMark::Knew;
}
