#include "ui/typed_text.h"

using namespace Qt::Literals::StringLiterals;

namespace {

/// The end of `typed` that makes up the last `excess` characters once its white space is simplified.
TextPart endOf(const QString &typed, qsizetype excess)
{
    qsizetype start = typed.size();
    while (start > 0 && typed.sliced(start).simplified().size() < excess)
        --start;
    return {static_cast<int>(start), static_cast<int>(typed.size() - start)};
}

} // namespace

QList<TextPart> conditionsIn(const QString &typed)
{
    QList<TextPart> parts;
    int start = 0;
    for (int i = 0; i <= typed.size(); ++i) {
        if (i < typed.size() && typed[i] != u';' && typed[i] != u'\n')
            continue;
        int end = i;
        while (start < end && typed[start].isSpace())
            ++start;
        while (end > start && typed[end - 1].isSpace())
            --end;
        if (end > start)
            parts += {start, end - start};
        start = i + 1;
    }
    return parts;
}

TextPart faultyPart(const QString &typed, const MemberFault &fault)
{
    TextPart whole{0, static_cast<int>(typed.size())};
    const MemberStep &last = fault.path.last();
    if (last.name == "reveal"_L1)
        return fault.part.isEmpty() ? whole : endOf(typed, fault.part.trimmed().size());
    if (last.name == "holds"_L1 && last.element > 0)
        whole = conditionsIn(typed).value(last.element - 1, whole);
    const qsizetype at = fault.part.isEmpty() ? -1 : typed.indexOf(fault.part, whole.start);
    return at < 0 ? whole : TextPart{static_cast<int>(at), static_cast<int>(fault.part.size())};
}
