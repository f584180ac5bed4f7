#pragma once

#include "core/teach/practice.h"

/// What the page says in one state: a question, or where one stands.
struct PracticeText
{
    QString caption; ///< "WebSocket · question 19 of 52 · from the brief"
    QString heading; ///< the question
    QString lead; ///< the sentence that answers it alone
    QStringList rest; ///< the other sentences
    QStringList points; ///< to tick off
    QString source; ///< "Source: RFC 6455, section 7.4"
    QString proof; ///< the run and its question, or that there is none
    bool provable = false;
    QString problem; ///< what went wrong, if anything did

    bool operator==(const PracticeText &) const = default;
};

/// Texts of the practice page, for the eye, screen readers and exports.
namespace practice_words {

/// `problem`: what the page must not keep to itself.
[[nodiscard]] PracticeText pageText(const Practice &practice, const QuestionBank &bank,
                                    const QString &problem);
/// A question with its answer, as an export shows it.
[[nodiscard]] PracticeText answerText(const PracticeQuestion &question, const QuestionBank &bank);
/// "12 of 52 seen, 7 known, 3 to repeat"
[[nodiscard]] QString progressLine(const PracticeProgress &progress);
/// "Missed", "Partly", "Knew it".
[[nodiscard]] QString markName(PracticeMark mark);
/// What a mark does, for the status line.
[[nodiscard]] QString marked(PracticeMark mark);
[[nodiscard]] QString undone(Practice::Step step);
/// "2 of 4 points: partly"; empty while none is ticked.
[[nodiscard]] QString suggestion(qsizetype ticked, qsizetype points);
/// All of it in one text, for screen readers.
[[nodiscard]] QString spoken(const PracticeText &text);
/// Names such as Last-Event-ID stay in one line.
[[nodiscard]] QString unbroken(QString text);
/// One line a question, with what is remembered of it (RFC 4180).
[[nodiscard]] QString table(const Practice &practice, const QuestionBank &bank);

} // namespace practice_words

/// What the ticked points say of the answer; nullopt: nothing was ticked.
[[nodiscard]] std::optional<PracticeMark> suggestedMark(qsizetype ticked, qsizetype points);
