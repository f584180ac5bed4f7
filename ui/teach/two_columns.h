#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QBoxLayout;

/// Two widgets side by side where both find room, else one below the other. The first one has the width it
/// asks for, the second one the rest.
class TwoColumns : public QWidget
{
    Q_OBJECT

public:
    /// `leastSecond`: pixels at 100 % below which the second one goes under the first. Takes ownership.
    TwoColumns(QWidget *first, QWidget *second, double leastSecond, QWidget *parent = nullptr);

    void applyTheme(const Theme &theme);
    void setLeastSecond(double leastSecond);
    [[nodiscard]] bool isStacked() const;
    [[nodiscard]] QSize sizeHint() const override { return minimumSizeHint(); }
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void arrange();

    QWidget *m_first;
    QWidget *m_second;
    QBoxLayout *m_layout;
    double m_leastSecond;
    Theme m_theme;
};
