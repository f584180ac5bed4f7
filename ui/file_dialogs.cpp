#include "ui/file_dialogs.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

using namespace Qt::Literals::StringLiterals;

QString file_dialogs::rememberedFolder()
{
    const QString fallback = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString folder = QSettings().value(u"folder"_s, fallback).toString();
    return QFileInfo(folder).isDir() ? folder : fallback;
}

void file_dialogs::remember(const QString &file)
{
    QSettings().setValue(u"folder"_s, QFileInfo(file).absolutePath());
}

void file_dialogs::askForFile(QWidget &parent, const QString &title, const QString &name,
                              const QString &filter, const std::function<void(const QString &)> &chosen)
{
    auto *dialog = new QFileDialog(&parent, title, rememberedFolder(), filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QFileInfo(name).suffix());
    dialog->selectFile(name);
    // Over a dialogue that waits for the file, its fields wait, too: what is edited meanwhile would be lost.
    dialog->setWindowModality(parent.isModal() ? Qt::WindowModal : Qt::NonModal);
    QObject::connect(dialog, &QFileDialog::fileSelected, &parent, [chosen](const QString &path) {
        remember(path);
        chosen(path);
    });
    dialog->show();
}
