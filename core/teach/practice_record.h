#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>

/// What people say of their own answer.
enum class PracticeMark { Missed, Partly, Knew };

/// What is remembered of one question that was seen.
///
/// Boxes are Leitner's (So lernt man lernen, 1972): one up for what was known, back to the first for what was
/// missed. Ours are the rest: "partly" puts into the second box, what is known at first sight begins in the
/// third, and there are no days between sessions, since an interview has a date.
struct PracticeEntry
{
    static constexpr int lastBox = 4;
    static constexpr int knownFrom = 2; ///< below it comes again first

    int times = 0; ///< how often it was marked; 0: seen only, and box and last mean nothing
    int box = 0; ///< 0 to lastBox
    PracticeMark last = PracticeMark::Missed;

    [[nodiscard]] bool isKnown() const { return times > 0 && box >= knownFrom; }
    [[nodiscard]] bool comesAgain() const { return times > 0 && box < knownFrom; }
    void mark(PracticeMark mark);
    bool operator==(const PracticeEntry &) const = default;
};

/// What is remembered of all sessions.
struct PracticeRecord
{
    QMap<QString, PracticeEntry> entries; ///< by PracticeQuestion::id; also those that are no longer asked
    int sessions = 0; ///< begun so far

    bool operator==(const PracticeRecord &) const = default;
};

/// "missed", "partly", "knew".
[[nodiscard]] QString machineName(PracticeMark mark);

/// As it is stored, with a version.
[[nodiscard]] QByteArray toJson(const PracticeRecord &record);

/// What could be read of a stored record.
struct StoredPractice
{
    PracticeRecord record;
    QString problem; ///< what could not be read, in words for the user; empty: all was
};
/// Broken entries cost themselves, not the others; an empty text is an empty record.
[[nodiscard]] StoredPractice practiceFromJson(const QByteArray &stored);
