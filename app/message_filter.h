#pragma once

/// Drops Qt's warning that XDG_RUNTIME_DIR is not set: nothing of ours lives there, and Qt goes on with a
/// folder of its own. All other messages are printed as before.
void dropRuntimeFolderWarning();
