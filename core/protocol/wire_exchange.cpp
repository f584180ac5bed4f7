#include "core/protocol/wire_exchange.h"

#include <utility>

namespace {

void bookPoll(WireRecord &record, const WireMessage &response, const WireExchange &exchange)
{
    const QByteArrayView text = response.content();
    const std::optional<JsonPollBody> body
        = record.code == 200 && !text.isEmpty() ? locatePollBody(text) : std::nullopt;
    TextRanges content;
    if (body && !body->messages.empty()) {
        content.reserve(body->messages.size() * 4 + 1);
        appendPollBodyRanges(content, text, *body);
        record.messages.reserve(body->messages.size());
        for (const JsonMessage &message : body->messages)
            record.messages.push_back(message.id);
        response.book(record, BytePart::ResponseHead, content);
    } else if (!body && !text.isEmpty() && record.code == 200 && exchange.role == WireExchange::Role::Poll) {
        appendRange(content, text.size(), BytePart::Unclassified);
        response.book(record, BytePart::ResponseHead, content);
    } else {
        record.emptyPoll = true;
        response.bookWholly(record, BytePart::EmptyPoll);
    }
}

void bookPost(WireRecord &record, const WireMessage &response)
{
    record.published = record.code == 201;
    record.emptyPoll = !record.published;
    if (record.emptyPoll) {
        response.bookWholly(record, BytePart::EmptyPoll);
        return;
    }
    const std::optional<MessageId> id = locateId(response.content());
    if (id)
        record.messages.push_back(*id);
    TextRanges content;
    appendRange(content, response.contentBytes(), id ? BytePart::Framing : BytePart::Unclassified);
    response.book(record, BytePart::ResponseHead, content);
}

} // namespace

WireExchange exchangeOf(const WireHead &request, int number)
{
    WireExchange exchange{number, WireExchange::Role::Other, request.method == "HEAD", false};
    const QByteArrayView path = request.path();
    if (request.method == "POST" && path == "/messages")
        exchange.role = WireExchange::Role::Post;
    else if (request.method == "GET" && request.webSocket)
        exchange.role = WireExchange::Role::Upgrade;
    else if (request.method == "GET" && path == "/events")
        exchange.role = WireExchange::Role::EventStream;
    else if (request.method == "GET" && (path == "/poll" || path == "/long-poll"))
        exchange.role = WireExchange::Role::Poll;
    exchange.echo = exchange.role == WireExchange::Role::Upgrade && path == "/echo";
    return exchange;
}

WireRecord requestRecord(const WireMessage &request, const WireExchange &exchange)
{
    WireRecord record = request.record(WireRecordKind::Request, Direction::Up);
    record.exchange = exchange.number;
    record.summary = request.head().method + ' ' + request.head().target;
    if (exchange.isHandshake()) {
        request.bookWholly(record, BytePart::Handshake);
        return record;
    }
    TextRanges content;
    appendRange(content, request.contentBytes(),
                exchange.role == WireExchange::Role::Post ? BytePart::Payload : BytePart::Framing);
    request.book(record, BytePart::RequestHead, content);
    return record;
}

WireRecord responseHeadRecord(const WireMessage &response, const WireExchange &exchange, BytePart part)
{
    WireRecord record = response.record(WireRecordKind::Response, Direction::Down);
    record.exchange = exchange.number;
    record.code = response.head().status;
    record.summary = QByteArray::number(record.code);
    response.bookWholly(record, part);
    return record;
}

WireRecord responseRecord(const WireMessage &response, const WireExchange &exchange)
{
    if (exchange.isHandshake())
        return responseHeadRecord(response, exchange, BytePart::Handshake);
    WireRecord record = response.record(WireRecordKind::Response, Direction::Down);
    record.exchange = exchange.number;
    record.code = response.head().status;
    record.summary = QByteArray::number(record.code);
    if (exchange.role == WireExchange::Role::Post)
        bookPost(record, response);
    else
        bookPoll(record, response, exchange);
    return record;
}
