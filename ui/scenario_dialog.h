#pragma once

#include "core/experiment/scenario.h"
#include "ui/theme/theme.h"

#include <QDialog>

#include <array>

class ErrorBar;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;

/// The words of a scenario that is to be saved: title, question, answers, what to look at, the reveal, what
/// to read. Its settings are those of `start` and are not asked for.
class ScenarioDialog : public QDialog
{
    Q_OBJECT

public:
    ScenarioDialog(const Scenario &start, const Theme &theme, QWidget *parent);

    /// As typed.
    [[nodiscard]] Scenario scenario() const;
    void showProblem(const QString &text);

signals:
    /// It can be read back; where shall it go?
    void saveAsked(const Scenario &scenario);

private:
    struct AnswerFields
    {
        QLineEdit *text = nullptr;
        QLineEdit *holds = nullptr; ///< conditions, separated by semicolons
    };

    [[nodiscard]] QFormLayout *makeForm(const Theme &theme);
    void addAnswers(QFormLayout *form);
    void save();

    Scenario m_start;
    ErrorBar *m_problem = nullptr;
    QLineEdit *m_title = nullptr;
    QLineEdit *m_question = nullptr;
    std::array<AnswerFields, 3> m_answers;
    QLineEdit *m_lookHere = nullptr;
    QPlainTextEdit *m_reveal = nullptr;
    QLineEdit *m_reading = nullptr;
};
