#include "core/teach/predict_session.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

std::optional<int> ClassPrediction::favourite() const
{
    const auto most = std::ranges::max_element(votes);
    if (*most == 0 || std::ranges::count(votes, *most) > 1)
        return std::nullopt;
    return static_cast<int>(most - votes.begin());
}

PredictSession::PredictSession()
    : m_lessons(builtInLessons())
{
    Lesson all{.name = u"all-questions"_s,
               .title = QCoreApplication::translate("PredictSession", "All questions"),
               .steps = {}};
    for (const Scenario &scenario : builtInScenarios())
        if (!scenario.answers.isEmpty())
            all.steps += LessonStep{scenario.name, 4};
    m_lessons += all;
}

const Scenario &PredictSession::scenario() const
{
    const Scenario *found = findScenario(lesson().steps.at(m_step).scenario);
    Q_ASSERT(found);
    return *found;
}

const ClassPrediction &PredictSession::predictionOf(const QString &scenario) const
{
    static const ClassPrediction nothing;
    const auto found = m_said.constFind(scenario);
    return found == m_said.constEnd() ? nothing : *found;
}

void PredictSession::enter(qsizetype step)
{
    m_step = step;
    m_revealed = false;
    m_over = false;
}

void PredictSession::chooseLesson(int index)
{
    if (index < 0 || index >= m_lessons.size())
        return;
    m_lesson = index;
    enter(0);
}

void PredictSession::chooseStep(int index)
{
    if (index >= 0 && index < lesson().steps.size())
        enter(index);
}

bool PredictSession::chooseScenario(const QString &name)
{
    const auto stepIn = [&name](const Lesson &lesson) {
        const auto found = std::ranges::find(lesson.steps, name, &LessonStep::scenario);
        return found == lesson.steps.end() ? -1 : found - lesson.steps.begin();
    };
    for (const qsizetype candidate : {m_lesson, m_lessons.size() - 1})
        if (const auto step = stepIn(m_lessons.at(candidate)); step >= 0) {
            m_lesson = candidate;
            enter(step);
            return true;
        }
    return false;
}

void PredictSession::goOn()
{
    if (!m_revealed && !m_over)
        m_revealed = true;
    else
        skip();
}

void PredictSession::skip()
{
    if (m_over)
        return;
    if (isLastStep()) {
        m_over = true;
        m_revealed = false;
    } else {
        enter(m_step + 1);
    }
}

void PredictSession::goBack()
{
    if (m_over || m_revealed) {
        m_over = false;
        m_revealed = false;
    } else if (m_step > 0) {
        enter(m_step - 1);
    }
}

void PredictSession::vote(int answer, int by)
{
    if (answer < 0 || answer >= ClassPrediction::answers || m_over)
        return;
    int &votes = m_said[scenario().name].votes[static_cast<std::size_t>(answer)];
    votes = std::clamp(votes + by, 0, ClassPrediction::maxVotes);
}

void PredictSession::setGuess(std::optional<double> guess)
{
    if (!m_over)
        m_said[scenario().name].guess = guess;
}

void PredictSession::setMeasured(int answer)
{
    if (answer >= 0 && answer < ClassPrediction::answers && !m_over)
        m_said[scenario().name].measured = answer;
}

void PredictSession::clearPrediction()
{
    m_said.remove(scenario().name);
}
