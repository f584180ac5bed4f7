#pragma once

#include <QList>
#include <QString>

/// One scenario of a lesson and the minutes meant for it.
struct LessonStep
{
    QString scenario; ///< Scenario::name
    int minutes = 4;

    bool operator==(const LessonStep &) const = default;
};

/// An ordered list of scenarios for a class.
struct Lesson
{
    QString name; ///< machine name: "twenty-minutes"
    QString title; ///< "Twenty minutes"
    QList<LessonStep> steps;

    [[nodiscard]] int minutes() const;
    bool operator==(const Lesson &) const = default;
};

/// The built-in lessons, in the order in which they are shown (resources/teach/lessons.json).
[[nodiscard]] const QList<Lesson> &builtInLessons();
