#pragma once

#include "core/teach/practice_record.h"
#include "core/teach/question_bank.h"

#include <QList>
#include <QMap>

#include <optional>

/// Which questions are asked, and in which order.
struct PracticeChoice
{
    QString topic; ///< PracticeTopic::name; empty: all
    bool byTopic = false; ///< in the order of the bank, else mixed

    bool operator==(const PracticeChoice &) const = default;
};

/// How far one is, over all sessions, with the questions of the choice.
struct PracticeProgress
{
    qsizetype total = 0;
    qsizetype seen = 0; ///< whose answer was looked at
    qsizetype known = 0;
    QList<const PracticeQuestion *> again; ///< what comes again first, in the order of the bank
};

/// A session of practice: questions in, marks out, no clock and no widgets.
///
/// A session asks what was missed in earlier ones first, then what was partly known, what is new, and what
/// was known, the least sure first. What is missed comes again after three others (or when those have run
/// out). Mixed order is shuffled by seed and number of the session. Every step but revealing can be undone.
class Practice
{
public:
    enum class Phase {
        Ready, ///< no session yet
        Asking, ///< current() is asked
        Revealed, ///< its answer is on show and wants a mark
        Finished ///< nothing is left to ask
    };
    /// What can be undone.
    enum class Step { Mark, Skip, Choice, StartOver };

    static constexpr qsizetype othersBetween = 3;
    static constexpr qsizetype maxUndo = 200;

    /// `bank` outlives it.
    explicit Practice(const QuestionBank &bank, PracticeRecord record = {}, quint32 seed = 1);

    /// Takes effect at once if a session is under way. A topic that does not exist is all of them.
    void choose(const PracticeChoice &choice);
    void start(); ///< begins a session; one that is under way goes on
    void reveal(); ///< Asking -> Revealed: the question counts as seen
    void mark(PracticeMark mark); ///< Revealed -> the next question, or Finished
    void skip(); ///< leaves the question out for this session, unmarked
    void startOver(); ///< forgets all progress, of all topics
    /// Takes back the last step; says which. nullopt: there is none.
    std::optional<Step> undo();
    [[nodiscard]] bool canUndo() const { return !m_past.isEmpty(); }

    [[nodiscard]] Phase phase() const { return m_now.phase; }
    /// The question asked or revealed; nullptr in the other phases.
    [[nodiscard]] const PracticeQuestion *current() const;
    /// It was missed before in this session.
    [[nodiscard]] bool isRepeat() const;
    [[nodiscard]] const PracticeChoice &choice() const { return m_now.choice; }
    [[nodiscard]] const PracticeRecord &record() const { return m_now.record; }
    [[nodiscard]] PracticeProgress progress() const;
    /// The last mark of each question of this session that ended like this.
    [[nodiscard]] qsizetype marked(PracticeMark mark) const { return m_now.marks.values().count(mark); }
    /// How many questions of this session were marked, each counted once.
    [[nodiscard]] qsizetype marked() const { return m_now.marks.size(); }

private:
    struct State
    {
        PracticeRecord record;
        PracticeChoice choice;
        Phase phase = Phase::Ready;
        QList<qsizetype> queue; ///< indices into the bank, the current one first
        QMap<qsizetype, PracticeMark> marks;
    };

    [[nodiscard]] bool isChosen(const PracticeQuestion &question) const;
    [[nodiscard]] const PracticeQuestion &questionAt(qsizetype index) const;
    [[nodiscard]] int urgency(const PracticeQuestion &question) const;
    void begin();
    void next();
    void remember(Step step);

    const QuestionBank *m_bank;
    quint32 m_seed;
    State m_now;
    QList<std::pair<Step, State>> m_past;
};
