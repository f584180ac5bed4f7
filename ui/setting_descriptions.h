#pragma once

#include "ui/widgets/setting_control.h"

/// Name, range, unit and steps of every numeric setting (the table of controls), in one place.
namespace settings_table {

[[nodiscard]] SettingDescription pollInterval(); ///< milliseconds
[[nodiscard]] SettingDescription messageRate(); ///< messages per second
[[nodiscard]] SettingDescription delay(); ///< milliseconds
[[nodiscard]] SettingDescription payload(); ///< bytes
[[nodiscard]] SettingDescription burstMessages();
[[nodiscard]] SettingDescription burstPeriod(); ///< seconds
[[nodiscard]] SettingDescription jitter(); ///< milliseconds
[[nodiscard]] SettingDescription bandwidth(); ///< bytes per second; the top end is "no limit"
[[nodiscard]] SettingDescription clients();
[[nodiscard]] SettingDescription upstreamRate(); ///< messages per second of one client
[[nodiscard]] SettingDescription longPollTimeout(); ///< seconds
[[nodiscard]] SettingDescription headerPair(); ///< bytes
[[nodiscard]] SettingDescription faultLength(); ///< seconds
[[nodiscard]] SettingDescription faultRate(); ///< bytes per second

/// The top of the bandwidth scale: no limit.
inline constexpr double noBandwidthLimit = 100e6;

} // namespace settings_table
