#pragma once

/// From now on charts tell screen readers that they are charts (role, name, what they show now). Repeated
/// calls do nothing.
void installChartAccessibility();
