#pragma once

#include "ui/widgets/value_field.h"

#include <initializer_list>

/// A unit as it may be typed, in lower case, and its factor into the setting's own unit.
struct TypedUnit
{
    const char *name;
    double factor;
};

/// Reads "1.5 s", "200", "1,000 /s": a number in the locale (or with a point), then one of the units or none.
[[nodiscard]] ValueField::Parse valueParser(std::initializer_list<TypedUnit> units, double plainFactor = 1);
