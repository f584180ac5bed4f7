#pragma once

#include "ui/bar.h"

#include <array>
#include <vector>

class ActionButton;
class QAction;
class QLabel;
struct Scenario;

/// The way in for whoever opens the program for the first time: the question of what runs, to be answered
/// before one looks. An answer leads to the page that predicts; it never comes back once it was used or
/// closed.
class Invitation : public Bar
{
    Q_OBJECT

public:
    explicit Invitation(QWidget *parent);

    void showQuestion(const Scenario &scenario);
    /// In pixels: it stands in one line or not at all.
    [[nodiscard]] int wantedWidth() const;
    void applyTheme(const Theme &theme);

signals:
    /// 0, 1 or 2.
    void answered(int answer);
    void closed();

private:
    static constexpr int answers = 3;

    QLabel *m_title;
    QLabel *m_question;
    std::array<QAction *, answers> m_actions{};
    QAction *m_close;
    std::vector<ActionButton *> m_buttons;
};
