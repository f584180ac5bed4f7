#pragma once

#include "ui/bar.h"
#include "ui/window_layout.h"

class DigitLabel;

/// The bottom of the window: what just happened, where the server listens, how late timers run.
class StatusLine : public Bar
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent);

    void say(const QString &text);
    void showAddress(const QString &text);
    void showNoise(double recentMs);
    void arrange(const WindowLayout &layout);
    void applyTheme(const Theme &theme);

private:
    DigitLabel *m_status;
    DigitLabel *m_address;
    DigitLabel *m_noise;
};
