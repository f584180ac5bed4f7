#pragma once

#include "core/teach/chooser.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <vector>

class ChoiceRow;
class ObstacleList;
class RecommendationPanel;
class TwoColumns;

/// The five questions, and beside them what follows from the answers.
class ChooserPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ChooserPanel(QWidget *parent = nullptr);

    /// No signal.
    void showAnswers(const ChooserAnswers &answers);
    [[nodiscard]] const ChooserAnswers &answers() const { return m_answers; }
    [[nodiscard]] const Recommendation &recommendation() const { return m_recommendation; }
    void applyTheme(const Theme &theme);
    /// What has the focus when the page opens.
    [[nodiscard]] QWidget *firstControl() const;

signals:
    void answered(const ChooserAnswers &answers);
    /// Scenario::name
    void showAsked(const QString &scenario);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void take(const ChooserAnswers &answers);

    ChooserAnswers m_answers;
    Recommendation m_recommendation;
    Theme m_theme;
    std::vector<ChoiceRow *> m_rows; ///< by question, but for the obstacles
    ObstacleList *m_obstacles;
    RecommendationPanel *m_panel;
    QWidget *m_questions;
    TwoColumns *m_columns;
};
