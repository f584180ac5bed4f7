#include "core/teach/chooser_words.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ChooserWords", text);
}

} // namespace

QString chooser_words::question(Question question)
{
    switch (question) {
    case Question::Direction:
        return tr("Which way do messages go?");
    case Question::Rate:
        return tr("How many, for one client?");
    case Question::Latency:
        return tr("How late may one be?");
    case Question::Clients:
        return tr("How many clients, at most?");
    case Question::Obstacles:
        return tr("What is in the way?");
    }
    return {};
}

QStringList chooser_words::choices(Question question)
{
    switch (question) {
    case Question::Direction:
        return {tr("To clients only"), tr("Some back"), tr("Both ways, always")};
    case Question::Rate:
        return {tr("1 a minute"), tr("1 a second"), tr("10 a second"), tr("100 a second")};
    case Question::Latency:
        return {tr("0.1 s"), tr("1 s"), tr("Some seconds"), tr("Minutes")};
    case Question::Clients:
        return {tr("100"), tr("10,000"), tr("1,000,000")};
    case Question::Obstacles:
        return {tr("A proxy that may refuse upgrades"), tr("A proxy that buffers or zips"),
                tr("A balancer that closes idle connections"), tr("HTTP/1.1 and many tabs")};
    }
    return {};
}

QString chooser_words::nothing()
{
    return tr("Nothing");
}

QString chooser_words::answer(Question question, const ChooserAnswers &answers)
{
    if (question != Question::Obstacles)
        return choices(question).at(answerIndex(question, answers));
    QStringList found;
    for (std::size_t i = 0; i < allObstacles.size(); ++i)
        if (answers.obstacles.testFlag(allObstacles[i]))
            found += choices(question).at(static_cast<qsizetype>(i));
    return found.isEmpty() ? nothing() : found.join(u"; "_s);
}

int chooser_words::answerIndex(Question question, const ChooserAnswers &answers)
{
    switch (question) {
    case Question::Direction:
        return static_cast<int>(answers.direction);
    case Question::Rate:
        return static_cast<int>(answers.rate);
    case Question::Latency:
        return static_cast<int>(answers.latency);
    case Question::Clients:
        return static_cast<int>(answers.clients);
    case Question::Obstacles:
        break;
    }
    Q_ASSERT(false);
    return 0;
}

void chooser_words::setAnswer(Question question, int index, ChooserAnswers &answers)
{
    switch (question) {
    case Question::Direction:
        answers.direction = static_cast<MessageDirection>(index);
        break;
    case Question::Rate:
        answers.rate = static_cast<MessageRate>(index);
        break;
    case Question::Latency:
        answers.latency = static_cast<LatencyThatMatters>(index);
        break;
    case Question::Clients:
        answers.clients = static_cast<ClientCount>(index);
        break;
    case Question::Obstacles:
        Q_ASSERT(false);
        break;
    }
}

QString chooser_words::transportName(TransportKind kind)
{
    switch (kind) {
    case TransportKind::ShortPoll:
        return tr("short polling");
    case TransportKind::LongPoll:
        return tr("long polling");
    case TransportKind::Sse:
        return tr("Server-Sent Events");
    case TransportKind::WebSocket:
        return tr("WebSocket");
    }
    return {};
}

QString chooser_words::verdict(const Recommendation &recommendation)
{
    const QString name = transportName(recommendation.best().transport);
    if (!recommendation.best().meetsNeeds())
        return tr("Least bad: %1.").arg(name);
    return recommendation.fallback ? tr("Recommended, with a fallback: %1.").arg(name)
                                   : tr("Recommended: %1.").arg(name);
}

QString chooser_words::condition(const Recommendation &recommendation)
{
    if (recommendation.fallback)
        return tr("What is in the way can stop it: keep %1 to fall back to.")
            .arg(transportName(*recommendation.fallback));
    if (!recommendation.best().meetsNeeds())
        return tr("Nothing fits all of it: see what it costs.");
    return {};
}
