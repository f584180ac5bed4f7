#include "core/experiment/tab_side.h"

#include <utility>

namespace {

/// The six tabs come faster than what follows: nothing is to be read between them.
constexpr int pausesOfSixTabs = 4;

} // namespace

TabSide::TabSide()
    : m_pause(this)
    , m_patience(this)
    , m_tell(this)
{
    for (QTimer *timer : {&m_pause, &m_patience, &m_tell})
        timer->setSingleShot(true);
    connect(&m_tell, &QTimer::timeout, this, &TabSide::tell);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (const auto command = std::exchange(m_next, std::nullopt))
            ask(*command);
    });
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_story->giveUp();
        noteChange();
    });
}

TabSide::~TabSide() = default;

void TabSide::refuseSecondHost(const Error &error)
{
    m_last.secondHostProblem = error.message;
}

void TabSide::open(quint16 port)
{
    m_pool = std::make_unique<TabPool>(port);
    connect(m_pool.get(), &TabPool::changed, this, &TabSide::noteChange);
    m_last.serving = true;
    tell();
}

void TabSide::close()
{
    if (!m_pool)
        return;
    leaveStory();
    for (const TabFacts &facts : QList<TabFacts>(m_pool->facts()))
        m_pool->close(facts.id);
    m_last.serving = false;
    tell();
    m_pool->disconnect(this);
    m_pool.reset();
}

bool TabSide::isPlaying() const
{
    return m_story && m_story->state().phase == TabStoryState::Phase::Playing;
}

void TabSide::carryOut(const TabCommand &command)
{
    if (!m_pool)
        return;
    using Kind = TabCommand::Kind;
    m_last.refusal.clear();
    if (command.kind == Kind::Play) {
        play(command.pause);
    } else if (command.kind == Kind::Cancel || command.kind == Kind::Clear) {
        leaveStory();
        if (command.kind == Kind::Clear) {
            m_story.reset();
            m_pool->clear();
        }
    } else if (isPlaying()) {
        m_last.refusal = tr("The story is being told; stop it first.");
    } else {
        ask(command);
    }
    noteChange();
}

void TabSide::leaveStory()
{
    m_pause.stop();
    m_patience.stop();
    m_next.reset();
    if (m_story)
        m_story->cancel();
}

void TabSide::play(Duration pause)
{
    m_pauseLength = pause;
    leaveStory();
    m_pool->clear();
    m_story.emplace(m_last.secondHostProblem.isEmpty());
}

void TabSide::ask(const TabCommand &command)
{
    const auto refused = [this](const Result<int> &id) {
        if (!id)
            m_last.refusal = id.error().message;
    };
    if (isPlaying())
        m_patience.start(patience);
    switch (command.kind) {
    case TabCommand::Kind::OpenTab:
        return refused(m_pool->openTab(command.host));
    case TabCommand::Kind::Poll:
        return refused(m_pool->poll(command.host));
    case TabCommand::Kind::OpenWebSocket:
        return refused(m_pool->openWebSocket(command.host));
    case TabCommand::Kind::Close:
        return m_pool->close(command.id);
    case TabCommand::Kind::Clear:
    case TabCommand::Kind::Play:
    case TabCommand::Kind::Cancel:
        break;
    }
}

void TabSide::noteChange()
{
    if (!m_tell.isActive())
        m_tell.start(tellEvery);
    // After this turn: a signal of the pool may come from the middle of what it does.
    if (isPlaying() && !std::exchange(m_goingOn, true))
        QMetaObject::invokeMethod(this, &TabSide::goOn, Qt::QueuedConnection);
}

void TabSide::goOn()
{
    m_goingOn = false;
    if (!m_pool || !isPlaying() || m_next)
        return;
    const bool first = m_pool->facts().isEmpty();
    m_next = m_story->next(m_pool->facts());
    if (!isPlaying()) {
        m_patience.stop();
        noteChange();
    }
    if (!m_next)
        return;
    // The step that begins now is shown before its command acts.
    m_patience.stop();
    const bool brief = m_story->state().step == TabStep::SixTabs;
    const Duration pause = first ? Duration{0} : brief ? m_pauseLength / pausesOfSixTabs : m_pauseLength;
    m_pause.start(std::chrono::ceil<std::chrono::milliseconds>(pause));
    noteChange();
}

void TabSide::tell()
{
    if (m_pool)
        m_last.tabs = m_pool->facts();
    m_last.story = m_story ? m_story->state() : TabStoryState{};
    m_last.now = steadyNow();
    emit changed(m_last);
}
