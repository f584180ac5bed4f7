#include "ui/teach/predict_words.h"

#include "core/experiment/setting_field.h"
#include "ui/theme/number_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("PredictWords", text);
}

/// Of these the class hears in any case; the poll interval only where somebody polls.
bool alwaysSaid(const SettingField &field, const ExperimentSettings &settings)
{
    const QLatin1StringView option(field.option);
    if (option == "rate"_L1)
        return settings.arrivals.kind != Arrivals::Kind::Burst && settings.messagesPerSecond > 0;
    return option == "delay"_L1
        || (option == "poll-interval"_L1 && settings.enabled(TransportKind::ShortPoll));
}

/// Housekeeping of a run, not of its subject.
bool neverSaid(const SettingField &field)
{
    const QLatin1StringView option(field.option);
    return option == "seed"_L1 || option == "duration"_L1 || option == "warmup"_L1
        || option == "transports"_L1 || option == "rate"_L1 || option == "poll-interval"_L1
        || option == "fault"_L1;
}

}

QString predict_words::settings(const ExperimentSettings &settings)
{
    const ExperimentSettings defaults;
    QStringList words;
    for (const SettingField &field : settingFields())
        if (alwaysSaid(field, settings)
            || (!neverSaid(field) && field.text(settings) != field.text(defaults)))
            words += tr("%1 %2").arg(QCoreApplication::translate("ExperimentSettings", field.label),
                                     field.words(settings));
    const QString sentence = words.join(u", "_s);
    return sentence.left(1).toUpper() + sentence.mid(1);
}

QString predict_words::verdict(const MeasuredAnswer &measured)
{
    switch (measured.state) {
    case MeasuredAnswer::State::Waiting:
        return measured.readyInS > 0
            ? tr("The run decides in %1 s, when it is over.")
                  .arg(QLocale().toString(std::ceil(measured.readyInS), 'f', 0))
            : tr("Not enough messages yet: the run decides from %1 messages on.").arg(enoughMessages);
    case MeasuredAnswer::State::Open:
        return tr("None of the answers fits what was measured here. The figures stand beside them.");
    case MeasuredAnswer::State::Decided:
        break;
    }
    return {};
}

QString predict_words::progress(const MeasuredAnswer &measured,
                                const std::array<LaneFigure, transportCount> &figures)
{
    if (measured.state != MeasuredAnswer::State::Waiting)
        return tr("covered \u00b7 enough is measured");
    if (measured.readyInS > 0)
        return tr("covered \u00b7 %1 s to go").arg(QLocale().toString(std::ceil(measured.readyInS), 'f', 0));
    std::optional<qint64> fewest;
    for (const LaneFigure &figure : figures)
        if (figure.tookPart)
            fewest = std::min(figure.count, fewest.value_or(figure.count));
    return tr("covered \u00b7 %1 of %2 messages")
        .arg(std::min(fewest.value_or(0), enoughMessages))
        .arg(enoughMessages);
}

QString predict_words::said(const Scenario &scenario, const ClassPrediction &prediction)
{
    const auto answer
        = [&scenario](int index) { return u"\u201c%1\u201d"_s.arg(scenario.answers.at(index).text); };
    QString words;
    if (const auto favourite = prediction.favourite())
        words = tr("You said %1 (%2 of %3)")
                    .arg(answer(*favourite))
                    .arg(prediction.votes[static_cast<std::size_t>(*favourite)])
                    .arg(prediction.total());
    else
        words = prediction.total() > 0 ? tr("You were divided") : tr("Nobody guessed");
    if (prediction.guess && scenario.bar)
        words += tr(", the bar %1 %2").arg(plainNumber(*prediction.guess), scenario.bar->unit);
    if (prediction.measured)
        return tr("%1. Measured: %2.").arg(words, answer(*prediction.measured));
    return tr("%1. Not measured to the end.").arg(words);
}

QStringList predict_words::summary(const PredictSession &session)
{
    QStringList lines;
    int number = 0;
    for (const LessonStep &step : session.lesson().steps)
        if (const Scenario *scenario = session.find(step.scenario))
            lines += tr("%1  %2. %3")
                         .arg(QLocale().toString(++number), scenario->title,
                              said(*scenario, session.predictionOf(step.scenario)));
    return lines;
}
