#pragma once

#include "core/protocol/header_profile.h"

#include <QByteArray>
#include <QString>

/// What a request is answered with, before the connection adds what every response has.
struct HttpAnswer
{
    int status = 200;
    QByteArray contentType;
    QByteArray body;
    HttpHeaders extra;

    bool operator==(const HttpAnswer &) const = default;
};

[[nodiscard]] HttpAnswer jsonAnswer(int status, QByteArray body);
/// {"error":"..."}, design section 4.1.
[[nodiscard]] HttpAnswer errorAnswer(int status, const QString &why, HttpHeaders extra = {});
/// 204: nothing newer.
[[nodiscard]] HttpAnswer emptyAnswer();
