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
    previous = qInstallMessageHandler(filter);
}
