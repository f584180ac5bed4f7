#pragma once

#include <QString>

/// Figures of an estimate as people write them: three significant digits, SI units (1 Mbit = 10^6 bit), the
/// locale's separators, a no-break space before the unit.
namespace figure_text {

/// A result: "1.13", "68.0", "697", "6,670".
[[nodiscard]] QString significant(double value);
/// A number that goes into a calculation, without zeros that say nothing: "0.5", "1", "871", "100,000".
[[nodiscard]] QString plain(double value);
/// "697 Mbit/s", "32.0 kbit/s".
[[nodiscard]] QString bitRate(double bitsPerSecond);
/// "1.86 GB", "31.0 kB".
[[nodiscard]] QString bytes(double bytes);
/// Always in GB: "5,440 GB".
[[nodiscard]] QString gigabytes(double bytes);
/// "871 B".
[[nodiscard]] QString byteCount(double bytes);
/// "0.5 /s"; `significant`: "167 /s".
[[nodiscard]] QString rate(double perSecond);
[[nodiscard]] QString resultRate(double perSecond);
/// "250 ms", "60 s".
[[nodiscard]] QString seconds(double seconds);

} // namespace figure_text
