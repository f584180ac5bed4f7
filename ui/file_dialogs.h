#pragma once

#include <QString>

#include <functional>

class QWidget;

/// File dialogues that do not stop the demo and begin in the folder of the last time.
namespace file_dialogs {

[[nodiscard]] QString rememberedFolder();
void remember(const QString &file);

/// Asks where to save; `chosen` gets the path, with the suffix of `name` if the user gave none. That an
/// existing file is to be replaced was asked for before.
void askForFile(QWidget &parent, const QString &title, const QString &name, const QString &filter,
                const std::function<void(const QString &)> &chosen);

} // namespace file_dialogs
