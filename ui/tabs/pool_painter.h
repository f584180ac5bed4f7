#pragma once

#include "core/experiment/tabs_snapshot.h"
#include "ui/charts/chart_painter.h"

/// The connection pool of one host as a card: six slots with who has them, below who waits for one and since
/// when, and what needs none of them (WebSockets).
void paintPool(ChartPainter &painter, const QRectF &area, const TabsSnapshot &tabs, const QString &host);
/// The height that it needs.
[[nodiscard]] double poolHeight(const Theme &theme);
/// "127.0.0.1: 6 of 6 connections in use; waiting: tab 7, 3.2 s."
[[nodiscard]] QString poolSummary(const TabsSnapshot &tabs, const QString &host);
