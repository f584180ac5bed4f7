#pragma once

class MainWindow;

namespace scenario_commands {

/// Asks for question and answers, writes what is set with them, and goes on with it as the scenario.
void saveScenario(MainWindow &window);

} // namespace scenario_commands
