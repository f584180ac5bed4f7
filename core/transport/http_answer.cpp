#include "core/transport/http_answer.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

HttpAnswer jsonAnswer(int status, QByteArray body)
{
    return {.status = status,
            .contentType = QByteArrayLiteral("application/json"),
            .body = std::move(body),
            .extra = {}};
}

HttpAnswer errorAnswer(int status, const QString &why, HttpHeaders extra)
{
    HttpAnswer answer
        = jsonAnswer(status, QJsonDocument(QJsonObject{{u"error"_s, why}}).toJson(QJsonDocument::Compact));
    answer.extra = std::move(extra);
    return answer;
}

HttpAnswer emptyAnswer()
{
    return {.status = 204, .contentType = {}, .body = {}, .extra = {}};
}
