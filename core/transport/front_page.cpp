#include "core/transport/front_page.h"

#include <QFile>

using namespace Qt::Literals::StringLiterals;

/// The resource sits in a static library: without this the linker leaves it out. Not in a namespace: Qt.
static void registerPage()
{
    Q_INIT_RESOURCE(page);
}

QByteArray frontPage()
{
    registerPage();
    QFile file(u":/page/index.html"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}
