#include "core/protocol/http_parser.h"
#include "core/protocol/http_writer.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>

namespace {

/// Best of five: what the code costs without the machine's other work. In microseconds of wall-clock time.
double microsecondsPerRound(int rounds, const std::function<void()> &round)
{
    double best = 1e9;
    for (int attempt = 0; attempt < 5; ++attempt) {
        const auto start = std::chrono::steady_clock::now();
        for (int i = 0; i < rounds; ++i)
            round();
        const std::chrono::duration<double, std::micro> taken = std::chrono::steady_clock::now() - start;
        best = std::min(best, taken.count() / rounds);
    }
    return best;
}

void report(const char *what, qsizetype bytes, double microseconds)
{
    std::printf("%-44s %6lld bytes %8.3f us\n", what, static_cast<long long>(bytes), microseconds);
}

void benchRequest(const char *name, HeaderProfile::Kind kind)
{
    const QByteArray request
        = writeRequest({.target = "/poll?after=123", .host = "127.0.0.1:8080", .profile = {kind}});
    HttpRequestParser parser;
    report(name, request.size(), microsecondsPerRound(20'000, [&] {
               if (parser.feed(request).size() != 2)
                   std::abort();
           }));
}

void benchResponse()
{
    const QByteArray response = writeResponse({.profile = {HeaderProfile::Kind::Browser},
                                               .contentType = "application/json",
                                               .body = QByteArray(200, 'x')},
                                              httpDate(0));
    HttpResponseParser parser;
    report("response, browser, 200 bytes of body", response.size(), microsecondsPerRound(20'000, [&] {
               if (parser.feed(response).size() != 3)
                   std::abort();
           }));
}

void benchStream()
{
    HttpResponseParser parser;
    if (parser.feed(writeResponse({.contentType = "text/event-stream", .stream = true}, httpDate(0))).size()
        != 1)
        std::abort();
    const QByteArray chunk = chunkOf(QByteArray(120, 'x'));
    report("one chunk of a stream", chunk.size(), microsecondsPerRound(50'000, [&] {
               if (parser.feed(chunk).size() != 1)
                   std::abort();
           }));
}

void benchWriter()
{
    const RequestSpec request{
        .target = "/poll?after=123", .host = "127.0.0.1:8080", .profile = {HeaderProfile::Kind::Browser}};
    report("write a request, browser", writeRequest(request).size(),
           microsecondsPerRound(20'000, [&] { (void)writeRequest(request); }));
    const ResponseSpec response{.profile = {HeaderProfile::Kind::Browser},
                                .contentType = "application/json",
                                .body = QByteArray(200, 'x')};
    const QByteArray date = httpDate(0);
    report("write a response, browser", writeResponse(response, date).size(),
           microsecondsPerRound(20'000, [&] { (void)writeResponse(response, date); }));
    report("write a date", date.size(), microsecondsPerRound(20'000, [&] { (void)httpDate(1'764'000'000); }));
}

} // namespace

int main()
{
    benchRequest("request, minimal", HeaderProfile::Kind::Minimal);
    benchRequest("request, browser", HeaderProfile::Kind::Browser);
    benchRequest("request, signed in", HeaderProfile::Kind::SignedIn);
    benchResponse();
    benchStream();
    benchWriter();
    return 0;
}
