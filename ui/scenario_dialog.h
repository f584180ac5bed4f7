#pragma once

#include "core/experiment/scenario.h"
#include "ui/theme/theme.h"

#include <QDialog>

class ErrorBar;
class ScenarioForm;
class TallScrollArea;

/// The words of a scenario that is to be saved: title, question, answers, what to look at, the reveal, what
/// to read. Its settings are those of `start` and are not asked for.
class ScenarioDialog : public QDialog
{
    Q_OBJECT

public:
    ScenarioDialog(const Scenario &start, const Theme &theme, QWidget *parent);

    /// As typed.
    [[nodiscard]] Scenario scenario() const;
    /// It was not written; `why` begins as a sentence goes on. What was typed stays, another file can be
    /// chosen.
    void showNotSaved(const QString &why);

signals:
    /// It can be read back; where shall it go?
    void saveAsked(const Scenario &scenario);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void save();
    void showProblem(const QString &text, const QString &action = {});
    void fit(int room);

    ErrorBar *m_problem = nullptr;
    ScenarioForm *m_form = nullptr;
    TallScrollArea *m_scroll = nullptr;
};
