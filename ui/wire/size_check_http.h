#pragma once

#include "ui/wire/size_check.h"

/// A request or response: the body that its head asks for against the bytes that follow it.
[[nodiscard]] SizeCheck checkHttpSize(const TraceRecord &record);
