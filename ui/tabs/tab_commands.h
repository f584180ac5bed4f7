#pragma once

#include "core/experiment/tab_command.h"
#include "core/experiment/tabs_snapshot.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <array>

class QCheckBox;
class QPushButton;

/// The buttons of the view: what a user of a browser does, and the story. They only ask; what happens comes
/// back with the next snapshot.
class TabCommands : public QWidget
{
    Q_OBJECT

public:
    explicit TabCommands(QWidget *parent = nullptr);

    /// `selected`: the id of the request that Close closes, 0: the oldest under way.
    void display(const TabsSnapshot &tabs, bool frozen, int selected);
    void applyTheme(const Theme &theme);
    /// As the button does.
    void closeOne();

    [[nodiscard]] QSize sizeHint() const override { return minimumSizeHint(); }
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void commanded(const TabCommand &command);

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QPushButton *addButton(const QString &text, const QString &tip);
    void ask(TabCommand::Kind kind);
    [[nodiscard]] int toClose(const TabsSnapshot &tabs, int selected) const;
    void flow();
    [[nodiscard]] std::array<QWidget *, 7> order() const;

    Theme m_theme;
    QPushButton *m_story = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_poll = nullptr;
    QPushButton *m_socket = nullptr;
    QCheckBox *m_second = nullptr;
    QPushButton *m_close = nullptr;
    QPushButton *m_clear = nullptr;
    int m_closes = 0; ///< the id that Close closes; 0: none
    int m_height = 0; ///< of all lines
    bool m_playing = false;
};
