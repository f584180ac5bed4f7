#pragma once

/// From now on sequence views tell screen readers that they are charts. Repeated calls do nothing.
void installSequenceAccessibility();
