#pragma once

#include "core/protocol/transport_kind.h"
#include "ui/theme/tokens.h"

#include <QAction>
#include <QKeySequence>
#include <QList>

#include <array>
#include <functional>

class MainWindow;
class QMenu;

/// Every command of the window as an action, in its menu: all can be reached by keyboard, and the shortcut
/// sheet is this list.
class WindowActions : public QObject
{
    Q_OBJECT

public:
    explicit WindowActions(MainWindow &window);

    /// Texts and check marks that follow what the window does.
    void showMode();

    QAction *run = nullptr;
    QAction *freeze = nullptr;
    QAction *hold = nullptr;
    QAction *previousRecord = nullptr;
    QAction *nextRecord = nullptr;
    QAction *baseline = nullptr;
    QAction *predict = nullptr; ///< the first page; nullptr: there are none
    QAction *exporting = nullptr;
    QAction *tryAgain = nullptr;
    /// All of them with a shortcut, by menu, for the shortcut sheet.
    struct Group
    {
        QString title;
        QList<QAction *> actions;
    };
    [[nodiscard]] const QList<Group> &groups() const { return m_groups; }

private:
    QMenu *addMenu(const QString &title);
    QAction *add(QMenu *menu, const QString &text, const QKeySequence &shortcut,
                 const std::function<void()> &triggered, const QString &tip = {});
    void buildFile();
    void buildEdit();
    void buildView();
    void buildThemes(QMenu *view);
    void buildRun();
    void buildTransports(QMenu *runMenu);
    void buildLesson();
    void buildHelp();
    void stepWindow(int direction);

    MainWindow &m_window;
    QList<Group> m_groups;
    std::array<QAction *, transportCount> m_transports{};
    std::array<QAction *, 4> m_themes{};
    QAction *m_projector = nullptr;
    QAction *m_controls = nullptr;
    QAction *m_logarithmic = nullptr;
    QAction *m_overlay = nullptr;
    QAction *m_maximise = nullptr;
};
