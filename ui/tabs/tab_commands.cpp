#include "ui/tabs/tab_commands.h"

#include "core/experiment/tab_story.h"
#include "core/experiment/tab_words.h"
#include "ui/theme/app_style.h"

#include <QCheckBox>
#include <QEvent>
#include <QPushButton>
#include <QStyle>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

using Kind = TabCommand::Kind;

TabCommands::TabCommands(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("What the browser does"));
    m_story = addButton(tr("Show me"), {});
    m_story->setProperty(buttonLookProperty, "you");
    m_open = addButton(tr("Open a tab"), tr("GET /events as a tab's EventSource: it keeps its connection"));
    m_poll = addButton(tr("Poll once"), tr("GET /poll, an ordinary request of the same browser"));
    m_socket = addButton(tr("Open a WebSocket"), tr("GET /ws with an upgrade: not of the pool"));
    m_second = new QCheckBox(tr("Second host, %1").arg(secondHost), this);
    m_second->setAccessibleName(m_second->text());
    m_close = addButton(tr("Close"), {});
    m_close->setObjectName(u"close-tab"_s);
    m_clear = addButton(tr("Close all"), tr("Closes and forgets all: the browser starts anew"));
    connect(m_story, &QPushButton::clicked, this, [this] { ask(m_playing ? Kind::Cancel : Kind::Play); });
    connect(m_open, &QPushButton::clicked, this, [this] { ask(Kind::OpenTab); });
    connect(m_poll, &QPushButton::clicked, this, [this] { ask(Kind::Poll); });
    connect(m_socket, &QPushButton::clicked, this, [this] { ask(Kind::OpenWebSocket); });
    connect(m_close, &QPushButton::clicked, this, &TabCommands::closeOne);
    connect(m_clear, &QPushButton::clicked, this, [this] { ask(Kind::Clear); });
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    display({}, false, 0);
}

QPushButton *TabCommands::addButton(const QString &text, const QString &tip)
{
    auto *button = new QPushButton(text, this);
    button->setToolTip(tip);
    button->setAccessibleName(text);
    button->setAccessibleDescription(tip);
    return button;
}

void TabCommands::ask(Kind kind)
{
    emit commanded({kind, m_second->isChecked() ? secondHost : firstHost, 0,
                    kind == Kind::Play ? Duration(storyPause) : Duration{0}});
}

void TabCommands::closeOne()
{
    if (m_close->isEnabled())
        emit commanded({Kind::Close, firstHost, m_closes, Duration{0}});
}

int TabCommands::toClose(const TabsSnapshot &tabs, int selected) const
{
    if (const TabFacts *facts = tabWithId(tabs.tabs, selected))
        return facts->isOver() ? 0 : selected;
    const auto oldest
        = std::ranges::find_if(tabs.tabs, [](const TabFacts &facts) { return !facts.isOver(); });
    return oldest == tabs.tabs.end() ? 0 : oldest->id;
}

void TabCommands::display(const TabsSnapshot &tabs, bool frozen, int selected)
{
    m_playing = tabs.story.phase == TabStoryState::Phase::Playing;
    const bool acts = tabs.serving && !frozen;
    const QString story = m_playing ? tr("Stop it") : tr("Show me");
    if (m_story->text() != story || m_story->toolTip().isEmpty()) {
        m_story->setText(story);
        m_story->setAccessibleName(story);
        m_story->setToolTip(m_playing ? tr("Leaves the story where it is")
                                      : tr("Opens seven tabs and shows what waits, and what sets it free"));
        m_story->setAccessibleDescription(m_story->toolTip());
    }
    m_story->setEnabled(acts);
    for (QPushButton *button : {m_open, m_poll, m_socket})
        button->setEnabled(acts && !m_playing);
    m_second->setEnabled(acts && !m_playing && tabs.secondHostProblem.isEmpty());
    m_second->setToolTip(
        tabs.secondHostProblem.isEmpty()
            ? tr("Asks %1 instead: the same server, another host to the pool").arg(secondHost)
            : tabs.secondHostProblem);
    m_closes = toClose(tabs, selected);
    const TabFacts *facts = tabWithId(tabs.tabs, m_closes);
    const QString close = facts ? tr("Close %1").arg(tabName(*facts)) : tr("Close");
    if (m_close->text() != close) {
        m_close->setText(close);
        m_close->setAccessibleName(close);
    }
    m_close->setEnabled(acts && !m_playing && facts);
    m_clear->setEnabled(acts && !tabs.tabs.isEmpty());
}

void TabCommands::applyTheme(const Theme &theme)
{
    m_theme = theme;
    // The projector shows less: only the story.
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_open, m_poll, m_socket, m_second, m_close, m_clear})
        widget->setVisible(!theme.isProjector());
    // Its text names what it closes: the widest, so that its neighbours stay.
    m_close->setMinimumWidth(m_close->fontMetrics().horizontalAdvance(tr("Close WebSocket 00"))
                             + theme.px(28));
    flow();
}

void TabCommands::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    flow();
}

bool TabCommands::event(QEvent *event)
{
    // A button has another text, or came or went.
    if (event->type() == QEvent::LayoutRequest)
        flow();
    return QWidget::event(event);
}

QSize TabCommands::minimumSizeHint() const
{
    int widest = 0;
    for (const QWidget *widget : order())
        if (!widget->isHidden())
            widest = std::max(widest, widget->sizeHint().width());
    return {widest, m_height};
}

std::array<QWidget *, 7> TabCommands::order() const
{
    return {m_story, m_open, m_poll, m_socket, m_second, m_close, m_clear};
}

// In one line where there is room, else in as many as it takes.
void TabCommands::flow()
{
    const int gap = m_theme.px(8);
    int line = 0;
    for (const QWidget *widget : order())
        line = std::max(line, widget->sizeHint().height());
    int x = 0;
    int y = 0;
    for (QWidget *widget : order()) {
        if (widget->isHidden())
            continue;
        const int wide = widget->sizeHint().expandedTo(widget->minimumSize()).width();
        if (x > 0 && x + wide > width()) {
            x = 0;
            y += line + gap;
        }
        widget->setGeometry(QStyle::visualRect(layoutDirection(), rect(), {x, y, wide, line}));
        x += wide + (widget == m_second ? 2 * gap : gap);
    }
    if (std::exchange(m_height, y + line) != y + line)
        updateGeometry();
}
