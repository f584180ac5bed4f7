#pragma once

#include "core/experiment/member_fault.h"
#include "core/experiment/scenario.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <array>

class FieldMark;
class GrowingText;
class QFormLayout;
class QLabel;
class QLineEdit;

/// The fields of a scenario: its words, and the conditions of its answers. The rest is that of `start`.
class ScenarioForm : public QWidget
{
    Q_OBJECT

public:
    ScenarioForm(const Scenario &start, const Theme &theme, QWidget *parent);

    /// As typed.
    [[nodiscard]] Scenario scenario() const;
    /// Marks the field that `fault` is about, puts the focus there and selects what is wrong; what is wrong
    /// in words that begin with the field's label. A fault of what is no field here is told as the file has
    /// it.
    QString point(const MemberFault &fault);
    void clearMark();
    [[nodiscard]] QWidget *markedField() const;

private:
    struct AnswerFields
    {
        QLineEdit *text = nullptr;
        GrowingText *holds = nullptr; ///< conditions, separated by semicolons or line ends
    };

    void addAnswers(QFormLayout &form);
    void addHelp(QFormLayout &form);
    void addSettings(QFormLayout &form);
    [[nodiscard]] QLabel *makeNote(const QString &text);
    [[nodiscard]] QLineEdit *makeLine(const QString &text, qsizetype mostCharacters, const QString &name);
    /// The fields of the answers that are in the file, in their order.
    [[nodiscard]] QList<AnswerFields> given() const;
    [[nodiscard]] QWidget *fieldOf(const MemberPath &path) const;
    [[nodiscard]] QWidget *answerField(const MemberPath &path) const;
    void select(QWidget &field, const MemberFault &fault);

    Scenario m_start;
    Theme m_theme;
    FieldMark *m_mark;
    QLineEdit *m_title = nullptr;
    QLineEdit *m_question = nullptr;
    std::array<AnswerFields, 3> m_answers;
    QLineEdit *m_lookHere = nullptr;
    GrowingText *m_reveal = nullptr;
    QLineEdit *m_reading = nullptr;
};
