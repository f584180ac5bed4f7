#include "core/transport/response_words.h"

#include <QCoreApplication>

QString statusInWords(const HttpResponse &response)
{
    return QCoreApplication::translate("HttpResponse", "The server answered %1 %2")
        .arg(response.status)
        .arg(QString::fromUtf8(response.reason))
        .trimmed();
}

bool hasMediaType(const HttpResponse &response, QByteArrayView type)
{
    const QByteArray value = response.header("Content-Type").value_or(QByteArray());
    const qsizetype end = value.indexOf(';');
    return value.first(end < 0 ? value.size() : end).trimmed().compare(type, Qt::CaseInsensitive) == 0;
}
