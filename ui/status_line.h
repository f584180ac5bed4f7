#pragma once

#include "core/base/steady_time.h"
#include "ui/bar.h"
#include "ui/window_layout.h"

#include <QTimer>

class DigitLabel;

/// The bottom of the window: what just happened, where the server listens, how late timers run.
class StatusLine : public Bar
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent);

    /// `shownFor` 0: until something else is said.
    void say(const QString &text, Duration shownFor = Duration{0});
    void showAddress(const QString &text);
    void showNoise(double recentMs);
    void arrange(const WindowLayout &layout);
    void applyTheme(const Theme &theme);

private:
    QTimer m_forget;
    DigitLabel *m_status;
    DigitLabel *m_address;
    DigitLabel *m_noise;
};
