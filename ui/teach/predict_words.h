#pragma once

#include "core/teach/measured_answer.h"
#include "core/teach/predict_session.h"

#include <QString>

/// The sentences of the page that predicts.
namespace predict_words {

/// What the class must know of the settings: "message rate 1/s, poll interval 2 s, network delay 20 ms", and
/// what differs from the defaults.
[[nodiscard]] QString settings(const ExperimentSettings &settings);
/// Why nothing is said of the answers yet, or that none fits; empty when one is measured.
[[nodiscard]] QString verdict(const MeasuredAnswer &measured);
/// How far the covered run has come: "covered, 4 of 10 messages".
[[nodiscard]] QString progress(const MeasuredAnswer &measured,
                               const std::array<LaneFigure, transportCount> &figures);
/// One line a question: what the class said, what was measured.
[[nodiscard]] QStringList summary(const PredictSession &session);
/// "The class said ... (14 of 26); measured: ..."
[[nodiscard]] QString said(const Scenario &scenario, const ClassPrediction &prediction);

} // namespace predict_words
