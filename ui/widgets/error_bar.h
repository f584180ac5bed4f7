#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;
class QPushButton;

/// One line under the tool bar: what went wrong and what can be done. Never modal; goes when the cause is
/// gone.
class ErrorBar : public QWidget
{
    Q_OBJECT

public:
    explicit ErrorBar(QWidget *parent = nullptr);

    /// `action`: text of a button ("Try again"); empty: only Close.
    void showProblem(const QString &text, const QString &action = {});
    void applyTheme(const Theme &theme);
    [[nodiscard]] QString text() const;

signals:
    void actionRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme m_theme;
    QLabel *m_text = nullptr;
    QPushButton *m_action = nullptr;
    QPushButton *m_close = nullptr;
};
