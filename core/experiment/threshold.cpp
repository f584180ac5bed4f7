#include "core/experiment/threshold.h"

#include "core/experiment/run_report.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Threshold)
};

Threshold::Operator operatorNamed(QStringView text)
{
    using enum Threshold::Operator;
    if (text == u"<")
        return Less;
    if (text == u"<=")
        return LessOrEqual;
    if (text == u">")
        return Greater;
    return text == u">=" ? GreaterOrEqual : Equal;
}

bool holds(double value, Threshold::Operator op, double number)
{
    switch (op) {
    case Threshold::Operator::Less:
        return value < number;
    case Threshold::Operator::LessOrEqual:
        return value <= number;
    case Threshold::Operator::Greater:
        return value > number;
    case Threshold::Operator::GreaterOrEqual:
        return value >= number;
    case Threshold::Operator::Equal:
        break;
    }
    return value == number;
}

}

Result<Threshold> parseCondition(const QString &text)
{
    static const QRegularExpression shape(u"^\\s*([a-z0-9_.-]+?)\\s*(<=|>=|==|<|>)\\s*(\\S+)\\s*$"_s);
    const QRegularExpressionMatch match = shape.match(text);
    bool isNumber = false;
    const double number = match.captured(3).toDouble(&isNumber);
    if (!match.hasMatch() || !isNumber)
        return Error{Words::tr("a threshold is PATH OP NUMBER, such as sse.latency_ms.p99<50, with OP one of "
                               "< <= > >= == (not \"%1\")")
                         .arg(text)};
    return Threshold{match.captured(1), operatorNamed(match.capturedView(2)), number, text.trimmed()};
}

Result<Threshold> parseThreshold(const QString &text)
{
    auto threshold = parseCondition(text);
    if (threshold && !isReportPath(threshold->path))
        return Error{
            Words::tr("no report has a number at \"%1\"; one is sse.latency_ms.p99").arg(threshold->path)};
    return threshold;
}

ThresholdOutcome check(const Threshold &threshold, const QJsonObject &report)
{
    const auto value = reportValue(report, threshold.path);
    if (!value)
        return {true, false, Words::tr("%1: this run has no such figure").arg(threshold.text)};
    if (value->isNull())
        return {false, false, Words::tr("%1: there is no such figure yet (null)").arg(threshold.text)};
    const double number = value->toDouble();
    return {false, holds(number, threshold.op, threshold.number),
            Words::tr("%1: is %2").arg(threshold.text, QString::number(number, 'g', 6))};
}
