#include "ui/fault_menu.h"

#include "ui/theme/number_text.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace {

QKeySequence shortcutOf(FaultKind kind)
{
    switch (kind) {
    case FaultKind::Cut:
        return QKeySequence(u"Ctrl+D"_s);
    case FaultKind::Stall:
        return QKeySequence(u"Ctrl+Shift+D"_s);
    case FaultKind::Restart:
        return QKeySequence(u"Ctrl+Shift+F5"_s);
    default:
        return {};
    }
}

} // namespace

QList<FaultCommand> faultCommands()
{
    const auto translated = [](const char *text) { return QCoreApplication::translate("FaultPlan", text); };
    QList<FaultCommand> commands;
    for (const FaultDescriptor &descriptor : faultDescriptors()) {
        const QString name = translated(descriptor.label);
        const QString text = descriptor.hasLength
            ? QCoreApplication::translate("FaultMenu", "%1 (%2)")
                  .arg(name, intervalText(toMilliseconds(descriptor.length)).joined())
            : name;
        commands.append({text, translated(descriptor.what), shortcutOf(descriptor.kind),
                         Fault{.kind = descriptor.kind, .lane = {}, .length = descriptor.length}});
    }
    return commands;
}
