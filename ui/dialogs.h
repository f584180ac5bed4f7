#pragma once

#include "ui/window_actions.h"

class MainWindow;

/// Windows of help: none is modal, so that nothing stops the demo.
namespace dialogs {

void showConnect(MainWindow &window);
void showShortcuts(MainWindow &window, const QList<WindowActions::Group> &groups);
void showNumbers(MainWindow &window);
void showAbout(MainWindow &window);

} // namespace dialogs
