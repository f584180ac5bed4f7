#pragma once

#include "core/teach/practice.h"

#include <QWidget>

class QComboBox;
class Segments;

/// What is asked about, and in which order: for the end of the bar over the page.
class PracticeOptions : public QWidget
{
    Q_OBJECT

public:
    explicit PracticeOptions(const QuestionBank &bank, QWidget *parent = nullptr);

    /// Shows a choice; no signal.
    void showChoice(const PracticeChoice &choice);

signals:
    void chosen(const PracticeChoice &choice);

private:
    QComboBox *m_topic;
    Segments *m_order;
};
