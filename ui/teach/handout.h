#pragma once

#include "core/teach/predict_session.h"
#include "ui/teach/bar_picture.h"

class QPagedPaintDevice;

/// The hand-out of a question: one A4 page with the question, the answers and empty axes, a second with what
/// was measured (without a run, or while it is covered, with the way to it).
struct Handout
{
    const Scenario *scenario = nullptr;
    BarPicture::Facts facts; ///< its `cover` is set by the page
    RunResult result;
    MeasuredAnswer measured;
    ClassPrediction said;
};

/// Draws both pages; false: the device refused (a full disk, no printer).
[[nodiscard]] bool printHandout(const Handout &handout, QPagedPaintDevice &device);
