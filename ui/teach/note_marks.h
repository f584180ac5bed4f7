#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

/// The sign of what is wrong, beside words that say what; as high as a line of text.
class WarningSign : public QWidget
{
    Q_OBJECT

public:
    WarningSign(const Theme &theme, QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QColor m_colour;
};

/// What was measured, told from what is only said by a bar beside it.
class MeasuredText : public QWidget
{
    Q_OBJECT

public:
    MeasuredText(const QString &text, const Theme &theme, QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme m_theme;
};
