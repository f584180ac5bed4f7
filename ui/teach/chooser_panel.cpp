#include "ui/teach/chooser_panel.h"

#include "core/teach/chooser_words.h"
#include "ui/teach/choice_row.h"
#include "ui/teach/obstacle_list.h"
#include "ui/teach/recommendation_panel.h"
#include "ui/teach/two_columns.h"

#include <QScrollArea>
#include <QVBoxLayout>

using chooser_words::Question;

namespace {

constexpr double leastRecommendation = 440;
constexpr double tallFrom = 760;

}

ChooserPanel::ChooserPanel(QWidget *parent)
    : QWidget(parent)
    , m_obstacles(new ObstacleList(this))
    , m_panel(new RecommendationPanel(this))
    , m_questions(new QWidget(this))
{
    auto *questions = new QVBoxLayout(m_questions);
    questions->setContentsMargins(0, 0, 0, 0);
    for (const Question question : chooser_words::allQuestions) {
        if (question == Question::Obstacles)
            continue;
        auto *row = new ChoiceRow(chooser_words::question(question), chooser_words::choices(question), this);
        questions->addWidget(row);
        m_rows.push_back(row);
        connect(row, &ChoiceRow::chosen, this, [this, question](int index) {
            ChooserAnswers next = m_answers;
            chooser_words::setAnswer(question, index, next);
            take(next);
        });
    }
    questions->addWidget(m_obstacles);
    connect(m_obstacles, &ObstacleList::chosen, this, [this](Obstacles obstacles) {
        ChooserAnswers next = m_answers;
        next.obstacles = obstacles;
        take(next);
    });
    connect(m_panel, &RecommendationPanel::showAsked, this, &ChooserPanel::showAsked);

    m_columns = new TwoColumns(m_questions, m_panel, leastRecommendation);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_columns);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll);
    showAnswers({});
}

void ChooserPanel::showAnswers(const ChooserAnswers &answers)
{
    m_answers = answers;
    m_recommendation = recommend(answers);
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_rows[i]->showCurrent(chooser_words::answerIndex(chooser_words::allQuestions[i], answers));
    m_obstacles->showObstacles(answers.obstacles);
    m_panel->showRecommendation(m_recommendation);
}

void ChooserPanel::take(const ChooserAnswers &answers)
{
    showAnswers(answers);
    emit answered(answers);
}

void ChooserPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_panel->setTall(height() >= m_theme.px(tallFrom));
}

void ChooserPanel::applyTheme(const Theme &theme)
{
    m_theme = theme;
    m_questions->layout()->setSpacing(theme.px(14));
    for (ChoiceRow *row : m_rows)
        row->applyTheme(theme);
    m_obstacles->applyTheme(theme);
    m_panel->applyTheme(theme);
    m_columns->applyTheme(theme);
}

QWidget *ChooserPanel::firstControl() const
{
    return m_rows.front()->control();
}
