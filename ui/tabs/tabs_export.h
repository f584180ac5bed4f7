#pragma once

#include "ui/lab_state.h"
#include "ui/theme/theme.h"

#include <QPainter>

/// The whole view for an export: sentence, pools, requests along a time axis, story, notes.
void paintTabsExport(QPainter &painter, const QSizeF &size, const LabState &state, const Theme &theme);
