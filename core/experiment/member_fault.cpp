#include "core/experiment/member_fault.h"

#include <QStringList>

using namespace Qt::Literals::StringLiterals;

QString pathText(const MemberPath &path)
{
    QStringList steps;
    for (const MemberStep &step : path)
        steps += step.element == 0 ? step.name : u"%1[%2]"_s.arg(step.name).arg(step.element);
    return steps.join(u'.');
}

Error MemberFault::error() const
{
    return {u"\"%1\": %2"_s.arg(pathText(path), words)};
}
