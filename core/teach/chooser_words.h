#pragma once

#include "core/teach/chooser.h"

#include <QStringList>

/// The five questions and their answers in words, for the page and for the decision sheet.
namespace chooser_words {

enum class Question { Direction, Rate, Latency, Clients, Obstacles };
inline constexpr std::array allQuestions{Question::Direction, Question::Rate, Question::Latency,
                                         Question::Clients, Question::Obstacles};

[[nodiscard]] QString question(Question question);
/// In the order of the enumeration; of the obstacles in that of allObstacles.
[[nodiscard]] QStringList choices(Question question);
/// "nothing": the answer that no obstacle is in the way.
[[nodiscard]] QString nothing();
/// What was answered: "To the clients only"; several obstacles joined.
[[nodiscard]] QString answer(Question question, const ChooserAnswers &answers);
/// Index into choices(); REQUIRES a question with one answer.
[[nodiscard]] int answerIndex(Question question, const ChooserAnswers &answers);
void setAnswer(Question question, int index, ChooserAnswers &answers);
/// "Server-Sent Events (SSE)": as sentences and documents name it.
[[nodiscard]] QString transportName(TransportKind kind);
/// What the recommendation is, in one sentence.
[[nodiscard]] QString verdict(const Recommendation &recommendation);
/// The second sentence: what to fall back to, or that nothing fits; may be empty.
[[nodiscard]] QString condition(const Recommendation &recommendation);

} // namespace chooser_words
