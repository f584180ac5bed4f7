#pragma once

#include "ui/teach/practice_words.h"
#include "ui/theme/theme.h"

#include <QWidget>

class ActionButton;
class ButtonFlow;
class PracticeActions;
class QLabel;

/// Below the sheet: the buttons of the state one is in, what the ticked points suggest, and the progress.
class PracticeFoot : public QWidget
{
    Q_OBJECT

public:
    explicit PracticeFoot(const PracticeActions &actions, QWidget *parent = nullptr);

    void display(const Practice &practice);
    /// How many of the points are ticked.
    void showTicked(qsizetype ticked, qsizetype points);
    /// Only what one cannot do without: there is little room for the text above.
    void setTight(bool tight);
    void applyTheme(const Theme &theme);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QList<ActionButton *> buttons() const;
    void arrange();
    void showWhatFits();

    Theme m_theme;
    bool m_tight = false;
    bool m_hasMarks = false; ///< something can be forgotten
    ButtonFlow *m_flow;
    ActionButton *m_advance;
    ActionButton *m_missed;
    ActionButton *m_partly;
    ActionButton *m_knew;
    ActionButton *m_skip;
    ActionButton *m_undo;
    ActionButton *m_topic;
    ActionButton *m_startOver;
    QLabel *m_suggestion;
    QLabel *m_progress;
};
