#include "ui/teach/practice_actions.h"

#include <QWidget>

using namespace Qt::Literals::StringLiterals;

PracticeActions::PracticeActions(QWidget *page)
    : QObject(page)
    , advance(add(tr("Practice: start, or show the answer"), tr("Start"), Qt::Key_Space,
                  tr("The next question, or what a good answer says")))
    , missed(add(tr("I missed it"), tr("Missed"), Qt::Key_1,
                 tr("It comes again after three others, and first next time")))
    , partly(add(tr("I knew it partly"), tr("Partly"), Qt::Key_2, tr("It comes again early next time")))
    , knew(add(tr("I knew it"), tr("Knew it"), Qt::Key_3, tr("It comes later next time")))
    , prove(add(tr("Prove the answer"), tr("Prove it"), Qt::Key_P, tr("Runs it in the laboratory")))
    , skip(add(tr("Skip this question"), tr("Skip"), Qt::Key_N,
               tr("The next question; this one stays as it was")))
    , undo(add(tr("Take back the last mark"), tr("Undo"), Qt::Key_U,
               tr("Takes back the last mark, skip or start over")))
    , whole(add(tr("Show the whole answer"), tr("Whole answer"), Qt::Key_M,
                tr("Shows all sentences, to scroll through")))
    , topic(add(tr("Next topic of practice"), tr("Next topic"), Qt::Key_T,
                tr("Asks about the next topic, and after the last about all")))
    , startOver(add(tr("Start practice over"), tr("Start over"), {},
                    tr("Forgets all marks; Undo brings them back")))
{
    advance->setShortcuts({Qt::Key_Space, Qt::Key_Return, Qt::Key_Enter});
    advance->setShortcutContext(Qt::WidgetShortcut);
}

QList<QAction *> PracticeActions::all() const
{
    return {advance, missed, partly, knew, prove, skip, undo, whole, topic, startOver};
}

QAction *PracticeActions::add(const QString &text, const QString &word, const QKeySequence &key,
                              const QString &tip)
{
    auto *action = new QAction(text, this);
    action->setIconText(word);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setAutoRepeat(false);
    action->setToolTip(tip);
    static_cast<QWidget *>(parent())->addAction(action);
    return action;
}
