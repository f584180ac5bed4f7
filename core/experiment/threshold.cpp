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
    const QString right = match.captured(3);
    const double number = right.toDouble(&isNumber);
    if (!match.hasMatch() || !(isNumber || right.contains(u'.')))
        return Error{Words::tr("a threshold is PATH OP NUMBER, such as sse.latency_ms.p99<50, with OP one of "
                               "< <= > >= == (not \"%1\")")
                         .arg(text)};
    return Threshold{match.captured(1), operatorNamed(match.capturedView(2)), number,
                     isNumber ? QString() : right, text.trimmed()};
}

Result<Threshold> parseThreshold(const QString &text)
{
    auto threshold = parseCondition(text);
    if (threshold)
        for (const QString &path : {threshold->path, threshold->otherPath})
            if (!path.isEmpty() && !isReportPath(path))
                return Error{
                    Words::tr("no report has a number at \"%1\"; one is sse.latency_ms.p99").arg(path)};
    return threshold;
}

ThresholdOutcome check(const Threshold &threshold, const QJsonObject &report)
{
    const auto value = reportValue(report, threshold.path);
    const auto other = threshold.otherPath.isEmpty() ? std::optional(QJsonValue(threshold.number))
                                                     : reportValue(report, threshold.otherPath);
    if (!value || !other)
        return {true, false, Words::tr("%1: this run has no such figure").arg(threshold.text)};
    if (value->isNull() || other->isNull())
        return {false, false, Words::tr("%1: there is no such figure yet (null)").arg(threshold.text)};
    QString measured = QString::number(value->toDouble(), 'g', 6);
    if (!threshold.otherPath.isEmpty())
        measured = Words::tr("%1 and %2").arg(measured, QString::number(other->toDouble(), 'g', 6));
    return {false, holds(value->toDouble(), threshold.op, other->toDouble()),
            Words::tr("%1: is %2").arg(threshold.text, measured)};
}
