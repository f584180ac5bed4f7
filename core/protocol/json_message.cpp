#include "core/protocol/json_message.h"

#include <QUtf8StringView>

#include <array>
#include <utility>

namespace {

/// Takes the members of an object one by one; `member(key)` takes the value and says whether it was sound.
template<typename Member>
bool takeObject(JsonCursor &cursor, QByteArrayView text, Member member)
{
    if (!cursor.take('{'))
        return false;
    if (cursor.take('}'))
        return true;
    do {
        const std::optional<JsonCursor::StringSpan> key = cursor.takeString();
        if (!key || !cursor.take(':') || !member(text.sliced(key->begin, key->end - key->begin)))
            return false;
    } while (cursor.take(','));
    return cursor.take('}');
}

template<typename T>
bool setOnce(std::optional<T> &target, std::optional<T> value)
{
    if (target || !value)
        return false;
    target = value;
    return true;
}

bool isSound(const JsonMessage &message, QByteArrayView text)
{
    const QByteArrayView data = text.sliced(message.data.begin, message.data.end - message.data.begin);
    if (message.kind == PayloadKind::Binary)
        return !message.data.escaped && decodedBase64Bytes(data).has_value();
    return QUtf8StringView(data.data(), data.size()).isValidUtf8();
}

std::optional<JsonMessage> takeMessage(JsonCursor &cursor, QByteArrayView text)
{
    std::optional<quint64> id;
    std::optional<qint64> time;
    std::optional<JsonCursor::StringSpan> data;
    JsonMessage message;
    cursor.skipSpace();
    message.begin = cursor.position();
    const bool sound = takeObject(cursor, text, [&](QByteArrayView key) {
        if (key == "id")
            return setOnce(id, cursor.takeUnsigned());
        if (key == "t")
            return setOnce(time, cursor.takeInteger());
        if (key == "data")
            return setOnce(data, cursor.takeString());
        if (key != "data_base64")
            return cursor.skipValue();
        message.kind = PayloadKind::Binary;
        return setOnce(data, cursor.takeString());
    });
    if (!sound || !id || !data)
        return std::nullopt;
    message.end = cursor.position();
    message.id = MessageId{*id};
    message.unixMicroseconds = time.value_or(0);
    message.data = *data;
    if (!isSound(message, text))
        return std::nullopt;
    return message;
}

bool takeMessages(JsonCursor &cursor, QByteArrayView text, std::vector<JsonMessage> &messages)
{
    if (!cursor.take('['))
        return false;
    if (cursor.take(']'))
        return true;
    do {
        const std::optional<JsonMessage> message = takeMessage(cursor, text);
        if (!message)
            return false;
        messages.push_back(*message);
    } while (cursor.take(','));
    return cursor.take(']');
}

char32_t hexAt(QByteArrayView characters, qsizetype at)
{
    char32_t value = 0;
    for (const char c : characters.sliced(at, 4)) {
        const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
        value = value * 16 + static_cast<char32_t>(digit);
    }
    return value;
}

void appendUtf8(QByteArray &out, char32_t c)
{
    const auto add = [&out](char32_t byte) { out.append(static_cast<char>(byte)); };
    if (c < 0x80) {
        add(c);
        return;
    }
    if (c < 0x800) {
        add(0xc0 | (c >> 6));
    } else {
        if (c < 0x10000) {
            add(0xe0 | (c >> 12));
        } else {
            add(0xf0 | (c >> 18));
            add(0x80 | ((c >> 12) & 0x3f));
        }
        add(0x80 | ((c >> 6) & 0x3f));
    }
    add(0x80 | (c & 0x3f));
}

} // namespace

std::optional<JsonMessage> locateMessage(QByteArrayView text)
{
    JsonCursor cursor(text);
    std::optional<JsonMessage> message = takeMessage(cursor, text);
    if (!message || !cursor.atEnd())
        return std::nullopt;
    return message;
}

std::optional<JsonPollBody> locatePollBody(QByteArrayView text)
{
    JsonCursor cursor(text);
    JsonPollBody body;
    std::optional<quint64> last;
    std::optional<quint64> missed;
    bool hasMessages = false;
    const bool sound = takeObject(cursor, text, [&](QByteArrayView key) {
        if (key == "messages")
            return !std::exchange(hasMessages, true) && takeMessages(cursor, text, body.messages);
        if (key == "last")
            return setOnce(last, cursor.takeUnsigned());
        if (key == "missed")
            return setOnce(missed, cursor.takeUnsigned());
        if (key != "restarted" && key != "more")
            return cursor.skipValue();
        const bool isTrue = cursor.takeTrue();
        (key == "more" ? body.more : body.restarted) = isTrue;
        return isTrue || cursor.skipValue();
    });
    if (!sound || !hasMessages || !last || !cursor.atEnd())
        return std::nullopt;
    body.last = MessageId{*last};
    body.missed = missed.value_or(0);
    return body;
}

bool isMissedOrRestarted(QByteArrayView text)
{
    JsonCursor cursor(text);
    bool told = false;
    const bool sound = takeObject(cursor, text, [&](QByteArrayView key) {
        told = true;
        return key == "missed" ? cursor.takeUnsigned().has_value() : key == "restarted" && cursor.takeTrue();
    });
    return sound && told && cursor.atEnd();
}

bool isHeartbeat(QByteArrayView text)
{
    JsonCursor cursor(text);
    bool told = false;
    const bool sound = takeObject(cursor, text, [&](QByteArrayView key) {
        told = true;
        return key == "heartbeat" && cursor.takeTrue();
    });
    return sound && told && cursor.atEnd();
}

std::optional<MessageId> locateId(QByteArrayView text)
{
    JsonCursor cursor(text);
    std::optional<quint64> id;
    const bool sound = takeObject(cursor, text, [&](QByteArrayView key) {
        return key == "id" ? setOnce(id, cursor.takeUnsigned()) : cursor.skipValue();
    });
    if (!sound || !id || !cursor.atEnd())
        return std::nullopt;
    return MessageId{*id};
}

qsizetype JsonEscape::utf8Bytes() const
{
    return character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
}

JsonEscape readEscape(QByteArrayView characters)
{
    switch (characters[1]) {
    case 'b':
        return {2, U'\b'};
    case 'f':
        return {2, U'\f'};
    case 'n':
        return {2, U'\n'};
    case 'r':
        return {2, U'\r'};
    case 't':
        return {2, U'\t'};
    case 'u':
        break;
    default:
        return {2, static_cast<char32_t>(characters[1])};
    }
    const char32_t first = hexAt(characters, 2);
    if (first < 0xd800 || first > 0xdfff)
        return {6, first};
    if (first < 0xdc00 && characters.sliced(6).startsWith("\\u")) {
        const char32_t second = hexAt(characters, 8);
        if (second >= 0xdc00 && second <= 0xdfff)
            return {12, 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00)};
    }
    return {6, U'\ufffd'};
}

QByteArray decodeJsonString(QByteArrayView characters)
{
    QByteArray text;
    text.reserve(characters.size());
    while (!characters.isEmpty()) {
        const qsizetype escapeAt = characters.indexOf('\\');
        const qsizetype run = escapeAt < 0 ? characters.size() : escapeAt;
        text.append(characters.first(run));
        characters = characters.sliced(run);
        if (characters.isEmpty())
            break;
        const JsonEscape escape = readEscape(characters);
        appendUtf8(text, escape.character);
        characters = characters.sliced(escape.size);
    }
    return text;
}

std::optional<qsizetype> decodedBase64Bytes(QByteArrayView base64)
{
    static constexpr std::array<bool, 256> isDigit = [] {
        std::array<bool, 256> table{};
        for (const char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
            table[static_cast<unsigned char>(c)] = c != '\0';
        return table;
    }();
    if (base64.size() % 4 != 0)
        return std::nullopt;
    const qsizetype padding = base64.endsWith("==") ? 2 : base64.endsWith('=') ? 1 : 0;
    for (const char c : base64.chopped(padding))
        if (!isDigit[static_cast<unsigned char>(c)])
            return std::nullopt;
    return base64.size() / 4 * 3 - padding;
}
