#pragma once

#include <QString>

class QWidget;

/// A label and a control beside it, or below it where both find no room in one line. The label's letter
/// leads to the control, or to `buddy`.
[[nodiscard]] QWidget *settingRow(const QString &label, QWidget *control, QWidget *parent,
                                  QWidget *buddy = nullptr);
