#pragma once

#include "core/teach/predict_session.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <vector>

class ActionButton;
class QAbstractButton;
class QComboBox;

/// Which lesson, which of its scenarios, and the hand-out: the options of the page that predicts.
class LessonBar : public QWidget
{
    Q_OBJECT

public:
    /// Up to so many steps are numbers in a row; more are a drop-down.
    static constexpr qsizetype mostNumbers = 6;

    LessonBar(const QList<Lesson> &lessons, QAction *print, QWidget *parent);

    void display(const PredictSession &session);
    void applyTheme(const Theme &theme);

signals:
    void lessonChosen(int index);
    void stepChosen(int index);

private:
    void fillSteps(const Lesson &lesson);

    QComboBox *m_lessons;
    QComboBox *m_steps;
    std::vector<QAbstractButton *> m_numbers;
    ActionButton *m_print;
    QString m_shown; ///< Lesson::name of the steps
    Theme m_theme;
};
