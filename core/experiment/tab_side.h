#pragma once

#include "core/base/result.h"
#include "core/experiment/tab_command.h"
#include "core/experiment/tab_story.h"
#include "core/experiment/tabs_snapshot.h"
#include "core/transport/tab_pool.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

/// The browser of one run: its tabs, and the story told with them. Asks the server directly, not through a
/// link. Tells of changes at most once in `tellEvery`.
class TabSide : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds tellEvery{30};
    /// A step of the story that takes longer than this is given up.
    static constexpr std::chrono::seconds patience{10};

    TabSide();
    ~TabSide() override;

    void refuseSecondHost(const Error &error);
    void open(quint16 port);
    /// While the story is told only Cancel and Clear act.
    void carryOut(const TabCommand &command);
    /// Closes all; what was measured is told a last time.
    void close();

signals:
    void changed(const TabsSnapshot &tabs);

private:
    void play(Duration pause);
    /// Where it is: no command of it comes any more.
    void leaveStory();
    void ask(const TabCommand &command);
    void goOn();
    void noteChange();
    void tell();
    [[nodiscard]] bool isPlaying() const;

    std::unique_ptr<TabPool> m_pool; // made in the thread that opens it, as its sockets live there
    std::optional<TabStory> m_story;
    std::optional<TabCommand> m_next; ///< of the story, when its pause is over
    Duration m_pauseLength{0};
    TabsSnapshot m_last;
    QTimer m_pause, m_patience, m_tell;
    bool m_goingOn = false; ///< goOn() is on its way
};
