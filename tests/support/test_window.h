#pragma once

#include "ui/lab_controller.h"
#include "ui/main_window.h"
#include "ui/theme/app_style.h"
#include "ui/view_factory.h"
#include "ui/widgets/scale_slider.h"
#include "ui/widgets/setting_control.h"

#include <QApplication>
#include <QLineEdit>
#include <QTest>

#include <memory>

/// A window as the program opens it, for tests under the offscreen platform: the whole engine behind it.
struct TestWindow
{
    QPalette desktop = QApplication::palette();
    AppStyle *style = new AppStyle(makeTheme(ThemeChoice::Light, desktop, 1));
    LabController lab;
    std::unique_ptr<MainWindow> window;

    TestWindow()
    {
        QApplication::setStyle(style); // takes ownership
        installSliderAccessibility();
        window = std::make_unique<MainWindow>(lab, *style, makeLabViews, desktop);
        window->resize(1280, 720);
    }

    void show(const ExperimentSettings &settings = {})
    {
        lab.applySettings(settings, nullptr);
        window->show();
        lab.start();
    }

    const LaneSnapshot &lane(TransportKind kind) const { return lab.liveState().snapshot.lane(kind); }
    const RunSnapshot &snapshot() const { return lab.liveState().snapshot; }
    bool running() const { return snapshot().phase == RunSnapshot::Phase::Running; }

    SettingControl *control(const QString &name) const
    {
        for (SettingControl *candidate : window->findChildren<SettingControl *>())
            if (candidate->field()->accessibleName() == name)
                return candidate;
        return nullptr;
    }

    /// Types a value into a field as a user does.
    bool type(const QString &name, const QString &text) const
    {
        SettingControl *found = control(name);
        if (!found)
            return false;
        found->field()->setFocus();
        found->field()->selectAll();
        QTest::keyClicks(found->field(), text);
        QTest::keyClick(found->field(), Qt::Key_Return);
        return true;
    }

    ~TestWindow() { window.reset(); }
};
