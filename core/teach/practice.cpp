#include "core/teach/practice.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

Practice::Practice(const QuestionBank &bank, PracticeRecord record, quint32 seed)
    : m_bank(&bank)
    , m_seed(seed)
{
    m_now.record = std::move(record);
}

void Practice::choose(const PracticeChoice &choice)
{
    PracticeChoice next = choice;
    if (m_bank->topicTitle(next.topic).isEmpty())
        next.topic.clear();
    if (next == m_now.choice)
        return;
    if (m_now.phase == Phase::Ready) {
        m_now.choice = next;
        return;
    }
    remember(Step::Choice);
    m_now.choice = next;
    begin();
}

void Practice::start()
{
    if (m_now.phase == Phase::Ready || m_now.phase == Phase::Finished)
        begin();
}

void Practice::reveal()
{
    if (m_now.phase != Phase::Asking)
        return;
    m_now.phase = Phase::Revealed;
    if (!m_now.record.entries.contains(current()->id))
        m_now.record.entries.insert(current()->id, {});
}

void Practice::mark(PracticeMark mark)
{
    if (m_now.phase != Phase::Revealed)
        return;
    remember(Step::Mark);
    const qsizetype index = m_now.queue.takeFirst();
    m_now.record.entries[questionAt(index).id].mark(mark);
    m_now.marks[index] = mark;
    if (mark == PracticeMark::Missed)
        m_now.queue.insert(std::min(othersBetween, m_now.queue.size()), index);
    next();
}

void Practice::skip()
{
    if (!current())
        return;
    remember(Step::Skip);
    m_now.queue.removeFirst();
    next();
}

void Practice::startOver()
{
    remember(Step::StartOver);
    m_now = {.record = {}, .choice = m_now.choice, .phase = Phase::Ready, .queue = {}, .marks = {}};
}

std::optional<Practice::Step> Practice::undo()
{
    if (m_past.isEmpty())
        return std::nullopt;
    auto [step, state] = m_past.takeLast();
    m_now = std::move(state);
    return step;
}

const PracticeQuestion *Practice::current() const
{
    const bool asked = m_now.phase == Phase::Asking || m_now.phase == Phase::Revealed;
    return asked ? &questionAt(m_now.queue.first()) : nullptr;
}

bool Practice::isRepeat() const
{
    return current() && m_now.marks.contains(m_now.queue.first());
}

PracticeProgress Practice::progress() const
{
    PracticeProgress progress;
    for (const PracticeQuestion &question : m_bank->questions) {
        if (!isChosen(question))
            continue;
        ++progress.total;
        const auto entry = m_now.record.entries.constFind(question.id);
        if (entry == m_now.record.entries.constEnd())
            continue;
        ++progress.seen;
        progress.known += entry->isKnown() ? 1 : 0;
        if (entry->comesAgain())
            progress.again += &question;
    }
    return progress;
}

bool Practice::isChosen(const PracticeQuestion &question) const
{
    return m_now.choice.topic.isEmpty() || question.topic == m_now.choice.topic;
}

const PracticeQuestion &Practice::questionAt(qsizetype index) const
{
    return m_bank->questions.at(index);
}

/// What is asked before what: the smaller, the earlier.
int Practice::urgency(const PracticeQuestion &question) const
{
    const PracticeEntry entry = m_now.record.entries.value(question.id);
    // New questions stand between what comes again and what is known.
    if (entry.times == 0)
        return PracticeEntry::knownFrom;
    return entry.isKnown() ? entry.box + 1 : entry.box;
}

void Practice::begin()
{
    const auto number = static_cast<quint32>(m_now.record.sessions);
    ++m_now.record.sessions;
    m_now.queue.clear();
    m_now.marks.clear();
    for (qsizetype i = 0; i < m_bank->questions.size(); ++i)
        if (isChosen(questionAt(i)))
            m_now.queue += i;
    if (!m_now.choice.byTopic) {
        QRandomGenerator random(m_seed + number);
        for (qsizetype i = m_now.queue.size() - 1; i > 0; --i)
            m_now.queue.swapItemsAt(i, random.bounded(static_cast<int>(i + 1)));
    }
    std::ranges::stable_sort(m_now.queue, {}, [this](qsizetype index) { return urgency(questionAt(index)); });
    next();
}

void Practice::next()
{
    m_now.phase = m_now.queue.isEmpty() ? Phase::Finished : Phase::Asking;
}

void Practice::remember(Step step)
{
    m_past.append({step, m_now});
    if (m_past.size() > maxUndo)
        m_past.removeFirst();
}
