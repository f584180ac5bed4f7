#pragma once

#include <QAction>
#include <QList>
#include <QObject>

/// What can be done on the practice page, each with its key. They act while the page has the focus.
class PracticeActions : public QObject
{
    Q_OBJECT

public:
    /// Adds itself to `page`, which owns it.
    explicit PracticeActions(QWidget *page);

    /// Start, show the answer, once more. Space is left to a button that has the focus.
    QAction *const advance;
    QAction *const missed;
    QAction *const partly;
    QAction *const knew;
    QAction *const prove;
    QAction *const skip;
    QAction *const undo;
    QAction *const whole; ///< all of an answer that had to be shortened
    QAction *const topic; ///< goes on to the next topic, where there is no drop-down
    QAction *const startOver;

    /// For the menu and the sheet of shortcuts.
    [[nodiscard]] QList<QAction *> all() const;

private:
    /// `text` in full for the menu, `word` for the button.
    QAction *add(const QString &text, const QString &word, const QKeySequence &key, const QString &tip);
};
