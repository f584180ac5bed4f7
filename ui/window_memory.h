#pragma once

class MainWindow;

/// What the window remembers between two starts: geometry, theme, text size, layout, chart options, settings.
///
/// A broken file is kept aside, said in plain words, and the program goes on with the defaults.
namespace window_memory {

/// Bump when the meaning of a key changes; another version's layout is ignored.
inline constexpr int version = 1;

void restore(MainWindow &window);
void save(const MainWindow &window);

} // namespace window_memory
