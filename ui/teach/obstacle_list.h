#pragma once

#include "core/teach/chooser.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <array>

class QCheckBox;
class QLabel;

/// The question with several answers: what is in the way, or nothing.
class ObstacleList : public QWidget
{
    Q_OBJECT

public:
    explicit ObstacleList(QWidget *parent = nullptr);

    /// No signal.
    void showObstacles(Obstacles obstacles);
    void applyTheme(const Theme &theme);

signals:
    void chosen(Obstacles obstacles);

private:
    QLabel *m_question;
    QCheckBox *m_nothing;
    std::array<QCheckBox *, allObstacles.size()> m_boxes{};
};
