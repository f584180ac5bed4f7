#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

/// The run behind an answer.
struct PracticeProof
{
    QString scenario; ///< Scenario::name
    QString view; ///< machine name of another view than the scenario's own; empty: that one

    bool operator==(const PracticeProof &) const = default;
};

/// A question of an interview with its model answer.
struct PracticeQuestion
{
    QString id; ///< stable, since progress is remembered by it: "close-codes"
    QString topic; ///< PracticeTopic::name
    QString title; ///< a few words for lists: "Close codes"
    QString text; ///< "Which close codes matter, and which are never on the wire?"
    QStringList answer; ///< sentences; the first one alone answers the question
    QStringList points; ///< what an answer should hit, for marking oneself
    QStringList sources; ///< "RFC 6455, section 5.3": the original, never empty
    bool fromBrief = false; ///< one of the three that the document this program starts from asks
    std::optional<PracticeProof> proof; ///< nullopt: cannot be proved here yet

    bool operator==(const PracticeQuestion &) const = default;
};

struct PracticeTopic
{
    QString name; ///< "sse"
    QString title; ///< "Server-Sent Events"

    bool operator==(const PracticeTopic &) const = default;
};

/// All questions, those of a topic together, in the order of the topics.
struct QuestionBank
{
    QList<PracticeTopic> topics;
    QList<PracticeQuestion> questions;

    /// "Server-Sent Events" for "sse"; empty if there is none of that name.
    [[nodiscard]] QString topicTitle(const QString &name) const;
    bool operator==(const QuestionBank &) const = default;
};

/// What can be read from the back of a classroom in one picture, and said in a minute. Lengths in characters.
namespace question_limits {

inline constexpr qsizetype title = 24;
inline constexpr qsizetype question = 110;
inline constexpr qsizetype sentence = 130;
inline constexpr qsizetype answer = 520;
inline constexpr qsizetype point = 48;
inline constexpr qsizetype sources = 150; ///< together
inline constexpr qsizetype leastSentences = 3, mostSentences = 7;
inline constexpr qsizetype leastPoints = 2, mostPoints = 4;

} // namespace question_limits

/// Reads a bank and checks each field: names, limits, full stops, that every answer has a source and every
/// proof a scenario that exists. The error names the question and what is wrong with it.
[[nodiscard]] Result<QuestionBank> questionsFromJson(const QByteArray &json);

/// The built-in questions (resources/teach/questions.json).
[[nodiscard]] const QuestionBank &builtInQuestions();
