#include "core/protocol/envelope.h"

#include "core/protocol/json_message.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <string_view>

namespace {

constexpr qsizetype binaryPrefixBytes = 16;

/// The short escape of a character that JSON demands to be escaped (RFC 8259 7), 'u' if it has none, 0 if it
/// goes as it is.
constexpr std::array<char, 256> escapes = [] {
    std::array<char, 256> table{};
    for (std::size_t c = 0; c < 0x20; ++c)
        table[c] = 'u';
    table['\b'] = 'b';
    table['\f'] = 'f';
    table['\n'] = 'n';
    table['\r'] = 'r';
    table['\t'] = 't';
    table['"'] = '"';
    table['\\'] = '\\';
    return table;
}();

void appendEscaped(QByteArray &out, QByteArrayView text)
{
    qsizetype runBegin = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const char escape = escapes[c];
        if (escape == 0)
            continue;
        out.append(text.sliced(runBegin, i - runBegin));
        runBegin = i + 1;
        if (escape == 'u') {
            constexpr std::string_view digits = "0123456789abcdef";
            const std::array<char, 6> code{'\\', 'u', '0', '0', digits[c >> 4], digits[c & 0xf]};
            out.append(code.data(), qsizetype{code.size()});
        } else {
            out.append('\\').append(escape);
        }
    }
    out.append(text.sliced(runBegin));
}

void appendMessage(QByteArray &out, const Message &message)
{
    out.append("{\"id\":").append(QByteArray::number(toNumber(message.id)));
    out.append(",\"t\":").append(QByteArray::number(message.unixMicroseconds));
    if (message.kind == PayloadKind::Binary) {
        out.append(",\"data_base64\":\"").append(message.payload.toBase64());
    } else {
        out.append(",\"data\":\"");
        appendEscaped(out, message.payload);
    }
    out.append("\"}");
}

/// Enough for the object around a payload that needs no escapes.
qsizetype likelySize(const Message &message)
{
    return message.payload.size() * (message.kind == PayloadKind::Binary ? 4 : 3) / 3 + 80;
}

Message decoded(const JsonMessage &found, QByteArrayView text)
{
    const QByteArrayView data = text.sliced(found.data.begin, found.data.end - found.data.begin);
    Message message{found.id, found.unixMicroseconds, found.kind, {}};
    if (found.kind == PayloadKind::Binary)
        message.payload = QByteArray::fromBase64(QByteArray::fromRawData(data.data(), data.size()));
    else if (found.data.escaped)
        message.payload = decodeJsonString(data);
    else
        message.payload = data.toByteArray();
    return message;
}

} // namespace

QByteArray messageJson(const Message &message)
{
    QByteArray json;
    json.reserve(likelySize(message));
    appendMessage(json, message);
    return json;
}

QByteArray pollBody(const MessageBatch &batch)
{
    qsizetype size = 80;
    for (const Message &message : batch.messages)
        size += likelySize(message);
    QByteArray json;
    json.reserve(size);
    json.append("{\"messages\":[");
    for (const Message &message : batch.messages) {
        if (&message != &batch.messages.front())
            json.append(',');
        appendMessage(json, message);
    }
    json.append("],\"last\":").append(QByteArray::number(toNumber(batch.last)));
    if (batch.missed > 0)
        json.append(",\"missed\":").append(QByteArray::number(batch.missed));
    if (batch.restarted)
        json.append(",\"restarted\":true");
    if (batch.more)
        json.append(",\"more\":true");
    json.append('}');
    return json;
}

Result<Message> parseMessage(QByteArrayView json)
{
    const std::optional<JsonMessage> found = locateMessage(json);
    if (!found)
        return Error{QStringLiteral("This is not a message of ours: %1")
                         .arg(QString::fromUtf8(json.first(std::min<qsizetype>(json.size(), 80))))};
    return decoded(*found, json);
}

Result<MessageBatch> parsePollBody(QByteArrayView json)
{
    const std::optional<JsonPollBody> found = locatePollBody(json);
    if (!found)
        return Error{QStringLiteral("This is not the answer to a poll: %1")
                         .arg(QString::fromUtf8(json.first(std::min<qsizetype>(json.size(), 80))))};
    MessageBatch batch{{}, found->missed, found->restarted, found->more, found->last};
    batch.messages.reserve(found->messages.size());
    for (const JsonMessage &message : found->messages)
        batch.messages.push_back(decoded(message, json));
    return batch;
}

QByteArray binaryMessage(const Message &message)
{
    QByteArray bytes(binaryPrefixBytes, Qt::Uninitialized);
    bytes.reserve(binaryPrefixBytes + message.payload.size());
    qToBigEndian(toNumber(message.id), bytes.data());
    qToBigEndian(message.unixMicroseconds, bytes.data() + 8);
    bytes.append(message.payload);
    return bytes;
}

Result<Message> parseBinaryMessage(QByteArrayView bytes)
{
    if (bytes.size() < binaryPrefixBytes)
        return Error{QStringLiteral("A binary message begins with 16 bytes of id and time; here are %1")
                         .arg(bytes.size())};
    return Message{MessageId{qFromBigEndian<quint64>(bytes.data())}, qFromBigEndian<qint64>(bytes.data() + 8),
                   PayloadKind::Binary, bytes.sliced(binaryPrefixBytes).toByteArray()};
}

QByteArray missedJson(quint64 count)
{
    return "{\"missed\":" + QByteArray::number(count) + '}';
}

QByteArray restartedJson()
{
    return QByteArrayLiteral("{\"restarted\":true}");
}

QByteArray heartbeatJson()
{
    return QByteArrayLiteral("{\"heartbeat\":true}");
}
