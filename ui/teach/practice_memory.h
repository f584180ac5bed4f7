#pragma once

#include "core/teach/practice.h"

/// What the practice page remembers between two starts of the program.
///
/// What cannot be read is set aside under a key of its own, said in words, and costs nothing else.
namespace practice_memory {

struct Remembered
{
    PracticeRecord record;
    PracticeChoice choice;
    QString problem; ///< for the user; empty: all could be read
};

[[nodiscard]] Remembered restore();
void save(const PracticeRecord &record, const PracticeChoice &choice);

} // namespace practice_memory
