#include "core/teach/question_bank.h"

#include "core/experiment/scenario.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

// Resources of a static library are dropped by the linker unless somebody asks for them, outside a namespace.
static void keepQuestions()
{
    Q_INIT_RESOURCE(teach);
}

namespace {

constexpr auto schema = "pushscope.questions/1"_L1;

QStringList stringsOf(const QJsonValue &value)
{
    QStringList strings;
    const QJsonArray array = value.toArray();
    for (const QJsonValue entry : array)
        strings += entry.toString();
    return strings;
}

PracticeQuestion questionOf(const QJsonObject &json)
{
    PracticeQuestion question{.id = json["id"_L1].toString(),
                              .topic = json["topic"_L1].toString(),
                              .title = json["title"_L1].toString(),
                              .text = json["question"_L1].toString(),
                              .answer = stringsOf(json["answer"_L1]),
                              .points = stringsOf(json["points"_L1]),
                              .sources = stringsOf(json["sources"_L1]),
                              .fromBrief = json["from_brief"_L1].toBool(),
                              .proof = {}};
    if (json.contains("prove"_L1)) {
        const QJsonObject prove = json["prove"_L1].toObject();
        question.proof = PracticeProof{prove["scenario"_L1].toString(), prove["view"_L1].toString()};
    }
    return question;
}

bool isSentence(const QString &text)
{
    return text.endsWith(u'.') && text == text.trimmed() && text.size() <= question_limits::sentence;
}

bool isWords(const QString &text, qsizetype most)
{
    return !text.isEmpty() && text == text.trimmed() && text.size() <= most;
}

/// A view is named only where the run is to be seen in another one than the scenario's own.
bool isProof(const PracticeProof &proof)
{
    const Scenario *scenario = findScenario(proof.scenario);
    if (!scenario || scenario->name != proof.scenario)
        return false;
    return proof.view.isEmpty()
        || (scenario->runsLanes() && proof.view != scenario->view && proof.view != tabsView
            && proof.view != gauntletView
            && std::ranges::find(scenarioViews, proof.view) != scenarioViews.end());
}

/// What is wrong with it; empty: nothing.
QString faultOf(const PracticeQuestion &question, const QuestionBank &bank)
{
    namespace limits = question_limits;
    const auto fits = [](const QStringList &all, qsizetype least, qsizetype most, const auto &good) {
        return all.size() >= least && all.size() <= most && std::all_of(all.begin(), all.end(), good);
    };
    const auto isPoint = [](const QString &point) { return isWords(point, limits::point); };
    const auto isSource = [](const QString &source) { return isWords(source, limits::sources); };
    if (question.id.isEmpty() || question.id != question.id.toLower() || question.id.contains(u' '))
        return u"its id is no machine name"_s;
    if (bank.topicTitle(question.topic).isEmpty())
        return u"there is no topic \"%1\""_s.arg(question.topic);
    if (!isWords(question.title, limits::title))
        return u"its title is missing or too long"_s;
    if (!isWords(question.text, limits::question)
        || !(question.text.endsWith(u'?') || question.text.endsWith(u'.')))
        return u"its question is missing, too long or no sentence"_s;
    if (!fits(question.answer, limits::leastSentences, limits::mostSentences, isSentence)
        || question.answer.join(u' ').size() > limits::answer)
        return u"its answer is too long or not of three to seven short sentences"_s;
    if (!fits(question.points, limits::leastPoints, limits::mostPoints, isPoint))
        return u"its points are not two to four short ones"_s;
    if (!fits(question.sources, 1, limits::mostPoints, isSource)
        || question.sources.join("; "_L1).size() > limits::sources)
        return u"its sources are missing or too long"_s;
    if (question.proof && !isProof(*question.proof))
        return u"its proof names no scenario, or no other view of it"_s;
    return {};
}

} // namespace

QString QuestionBank::topicTitle(const QString &name) const
{
    const auto topic = std::ranges::find(topics, name, &PracticeTopic::name);
    return topic == topics.end() ? QString() : topic->title;
}

Result<QuestionBank> questionsFromJson(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (document.isNull())
        return Error{u"no JSON: %1"_s.arg(error.errorString())};
    if (document["schema"_L1].toString() != schema)
        return Error{u"not of schema %1"_s.arg(schema)};
    QuestionBank bank;
    const QJsonArray topics = document["topics"_L1].toArray();
    for (const QJsonValue topic : topics)
        bank.topics += PracticeTopic{topic["name"_L1].toString(), topic["title"_L1].toString()};
    const QJsonArray questions = document["questions"_L1].toArray();
    QSet<QString> ids;
    qsizetype reached = 0;
    for (const QJsonValue value : questions) {
        const PracticeQuestion question = questionOf(value.toObject());
        const QString fault = faultOf(question, bank);
        if (!fault.isEmpty())
            return Error{u"question \"%1\": %2"_s.arg(question.id, fault)};
        if (ids.contains(question.id))
            return Error{u"question \"%1\" is there twice"_s.arg(question.id)};
        const qsizetype topic
            = std::ranges::find(bank.topics, question.topic, &PracticeTopic::name) - bank.topics.begin();
        if (topic < reached)
            return Error{u"question \"%1\" is not beside those of its topic"_s.arg(question.id)};
        reached = topic;
        ids.insert(question.id);
        bank.questions += question;
    }
    if (bank.questions.isEmpty())
        return Error{u"no questions"_s};
    return bank;
}

const QuestionBank &builtInQuestions()
{
    static const QuestionBank bank = [] {
        keepQuestions();
        QFile file(u":/teach/questions.json"_s);
        const bool opened = file.open(QIODevice::ReadOnly);
        Q_ASSERT(opened);
        const auto read = questionsFromJson(opened ? file.readAll() : QByteArray());
        Q_ASSERT(read);
        return read ? *read : QuestionBank{};
    }();
    return bank;
}
