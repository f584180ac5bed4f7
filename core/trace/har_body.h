#pragma once

#include "core/protocol/http_parser.h"
#include "core/trace/har_json.h"

#include <QByteArray>

/// The body of one message while its records go by, without chunk framing: how large it is, and whether it is
/// text. A first pass measures, a second one writes.
class HarBody
{
public:
    /// What one record brought; a piece of text never ends within a character.
    void measure(QByteArrayView piece);
    [[nodiscard]] qint64 bytes() const { return m_bytes; }
    /// UTF-8 throughout; otherwise it is written as base64.
    [[nodiscard]] bool isText() const { return m_text; }

    /// Of the second pass, between beginText() and endText().
    void write(HarJson &json, QByteArrayView piece);
    void finish(HarJson &json);

private:
    qint64 m_bytes = 0;
    bool m_text = true;
    QByteArray m_carry; ///< bytes that do not fill a group of base64 yet
};

/// Head and body of a request, taken apart.
struct HarRequest
{
    HttpRequest head;
    QByteArray body;
    qint64 headBytes = 0;
};
/// From the bytes of a whole request record; nullopt: no request could be read.
[[nodiscard]] std::optional<HarRequest> harRequest(const QByteArray &record);

/// Size of the head at the begin of `record`, empty line included; all of it, if there is no empty line.
[[nodiscard]] qint64 headBytesOf(const QByteArray &record);
