#pragma once

#include "core/teach/practice.h"
#include "ui/views/teach_page.h"

class PracticeActions;
class PracticeFoot;
class PracticeOptions;
class PracticeSheet;

/// Interview practice: a question in large type, the model answer at a key, and marks that one gives oneself.
///
/// Progress is read when the page is first shown and kept after every step.
class PracticeView : public TeachPage
{
    Q_OBJECT

public:
    /// `bank` outlives it.
    explicit PracticeView(QWidget *parent = nullptr, const QuestionBank &bank = builtInQuestions());

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString machineName() const override { return QStringLiteral("practice"); }
    /// The topic as a drop-down, and the order.
    [[nodiscard]] QWidget *options() override;
    void display(const LabState &state) override;
    void applyTheme(const Theme &theme) override;
    /// The current question with its answer.
    void paintExport(QPainter &painter, const QSizeF &size, const LabState &state,
                     const Theme &theme) const override;
    [[nodiscard]] QString summary(const LabState &state) const override;
    [[nodiscard]] QString asTable(const LabState &state) const override;

    [[nodiscard]] QList<QAction *> commands() const override;

    [[nodiscard]] const Practice &practice() const { return m_practice; }

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void connectActions();
    void load();
    void advance();
    void mark(PracticeMark mark);
    void prove();
    void undo();
    void choose(const PracticeChoice &choice);
    void chooseNextTopic();
    /// After a step: keeps the progress and shows what there is now. `words` for the status line.
    void settle(const QString &words);
    void showAll();
    void enableActions();
    void scroll(int key);
    void arrange();

    const QuestionBank &m_bank;
    Practice m_practice;
    PracticeActions *m_actions;
    PracticeSheet *m_sheet;
    PracticeFoot *m_foot;
    PracticeOptions *m_options = nullptr;
    QString m_problem;
    Theme m_theme;
    bool m_loaded = false;
    bool m_here = false; ///< on show: its commands act only then
};
