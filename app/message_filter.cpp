#include "app/message_filter.h"

#include <QString>
#include <QtGlobal>

namespace {

QtMessageHandler previous = nullptr;

void filter(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (!message.startsWith(QLatin1StringView("QStandardPaths: XDG_RUNTIME_DIR not set")))
        previous(type, context, message);
}

}

void dropRuntimeFolderWarning()
{
    // Asked for again, it is the filter itself that was installed.
    if (const QtMessageHandler installed = qInstallMessageHandler(filter); installed != filter)
        previous = installed;
}
