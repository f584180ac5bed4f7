#pragma once

#include "core/experiment/scenario.h"
#include "core/teach/lesson.h"

#include <QMap>

#include <array>
#include <optional>

/// What a class said to one question.
struct ClassPrediction
{
    static constexpr int answers = 3;
    static constexpr int maxVotes = 999; ///< for one answer

    std::array<int, answers> votes{};
    std::optional<double> guess; ///< of the bar, in its unit
    std::optional<int> measured; ///< the answer that the last run of it supported

    [[nodiscard]] int total() const { return votes[0] + votes[1] + votes[2]; }
    /// The answer with most votes; nullopt without any, or with a tie.
    [[nodiscard]] std::optional<int> favourite() const;
    bool operator==(const ClassPrediction &) const = default;
};

/// A class going through the scenarios of a lesson: which one, what was said, whether the measurement is
/// covered.
///
/// Answers stay with their scenario for as long as the session lives. There is always a current scenario, and
/// it has a question and three answers.
class PredictSession
{
public:
    /// The built-in lessons, then "All questions": every scenario that has answers.
    PredictSession();

    [[nodiscard]] const QList<Lesson> &lessons() const { return m_lessons; }
    [[nodiscard]] const Lesson &lesson() const { return m_lessons.at(m_lesson); }
    [[nodiscard]] int lessonIndex() const { return static_cast<int>(m_lesson); }
    [[nodiscard]] int step() const { return static_cast<int>(m_step); }
    [[nodiscard]] bool isLastStep() const { return m_step + 1 == lesson().steps.size(); }
    [[nodiscard]] const Scenario &scenario() const;
    /// The lesson is over: what was said is summed up until the user goes back or on to another.
    [[nodiscard]] bool isOver() const { return m_over; }
    [[nodiscard]] bool isRevealed() const { return m_revealed; }
    [[nodiscard]] const ClassPrediction &prediction() const { return predictionOf(scenario().name); }
    [[nodiscard]] const ClassPrediction &predictionOf(const QString &scenario) const;

    /// All of them cover what the next scenario measures. Indices out of range do nothing.
    void chooseLesson(int index);
    void chooseStep(int index);
    /// A scenario of the user's own takes part as a lesson of one question, the last of lessons(). REQUIRES:
    /// answers.
    void open(const Scenario &scenario);
    /// By key, built in or opened; nullptr if there is none.
    [[nodiscard]] const Scenario *find(const QString &key) const;
    /// What a scenario is called here: its name, or, of one from a file, "file:" and its title.
    [[nodiscard]] static QString keyOf(const Scenario &scenario);
    /// To this scenario (by key), in this lesson if it has it, else among all questions; false: it has no
    /// answers.
    bool chooseScenario(const QString &name);
    /// Shows what is covered, then the next scenario, then the end; what a presenter's clicker does.
    void goOn();
    /// Covers what is shown, then the scenario before.
    void goBack();
    /// To the next scenario (or the end) without showing this one.
    void skip();

    void setRevealed(bool revealed) { m_revealed = revealed && !m_over; }
    /// `by` +1 or -1; never below 0 or above the limit.
    void vote(int answer, int by);
    void setGuess(std::optional<double> guess);
    /// What the run of the current scenario decided.
    void setMeasured(int answer);
    /// Forgets what was said to the current question.
    void clearPrediction();

private:
    void enter(qsizetype step);

    std::optional<Scenario> m_opened; ///< its name is its key
    QList<Lesson> m_lessons;
    qsizetype m_lesson = 0;
    qsizetype m_step = 0;
    bool m_revealed = false;
    bool m_over = false;
    QMap<QString, ClassPrediction> m_said;
};
