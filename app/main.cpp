#include "app/command_line.h"
#include "app/commands.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    QCoreApplication::setApplicationName(QStringLiteral("Pushscope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(PUSHSCOPE_VERSION));
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments += QString::fromLocal8Bit(argv[i]);
    return carryOut(parseCommandLine(arguments), argc, argv);
}
