#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class ActionButton;
class QAction;
class QLabel;

/// Lies over the figures of the laboratory while the run of a question is covered: leaving the question does
/// not answer it. The controls beside it go on working.
class CoverSheet : public QWidget
{
    Q_OBJECT

public:
    explicit CoverSheet(QWidget *parent);

    void showQuestion(const QString &question);
    void applyTheme(const Theme &theme);

signals:
    void questionWanted();
    void revealWanted();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    QAction *m_back;
    QAction *m_reveal;
    QWidget *m_card;
    QLabel *m_title;
    QLabel *m_question;
    QLabel *m_words;
    ActionButton *m_backButton;
    ActionButton *m_revealButton;
    Theme m_theme;
};
