#pragma once

#include <QStringList>
#include <QWidget>

class QButtonGroup;

/// Two or three choices side by side, the chosen one filled with ink.
class Segments : public QWidget
{
    Q_OBJECT

public:
    /// `name`: what is chosen, for screen readers ("Arrivals").
    Segments(const QString &name, const QStringList &choices, QWidget *parent = nullptr);

    [[nodiscard]] int current() const;
    /// Shows a choice; no signal.
    void showCurrent(int index);

signals:
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    /// Tab comes to the choice that is made; arrow keys go on from there.
    void tabToCurrent();

    QButtonGroup *m_group = nullptr;
};
