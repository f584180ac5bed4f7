#include "core/teach/practice_record.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto schema = "pushscope.practice/1"_L1;
constexpr std::array markNames{"missed"_L1, "partly"_L1, "knew"_L1};

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Practice)
};

/// A whole number from 0 to `most`.
std::optional<int> countOf(const QJsonValue &value, int most)
{
    const int count = value.toInt(-1);
    return count >= 0 && count <= most ? std::optional(count) : std::nullopt;
}

std::optional<PracticeEntry> entryOf(const QJsonObject &json)
{
    const auto times = countOf(json["times"_L1], std::numeric_limits<int>::max());
    if (!times)
        return std::nullopt;
    if (*times == 0)
        return PracticeEntry{};
    const auto box = countOf(json["box"_L1], PracticeEntry::lastBox);
    const auto name = std::ranges::find(markNames, json["last"_L1].toString());
    if (!box || name == markNames.end())
        return std::nullopt;
    return PracticeEntry{*times, *box, static_cast<PracticeMark>(name - markNames.begin())};
}

} // namespace

void PracticeEntry::mark(PracticeMark mark)
{
    switch (mark) {
    case PracticeMark::Missed:
        box = 0;
        break;
    case PracticeMark::Partly:
        box = 1;
        break;
    case PracticeMark::Knew:
        box = times == 0 ? knownFrom : std::min(box + 1, lastBox);
        break;
    }
    last = mark;
    ++times;
}

QString machineName(PracticeMark mark)
{
    return markNames.at(static_cast<std::size_t>(mark));
}

QByteArray toJson(const PracticeRecord &record)
{
    QJsonObject questions;
    for (auto entry = record.entries.begin(); entry != record.entries.end(); ++entry) {
        QJsonObject json{{"times"_L1, entry->times}};
        if (entry->times > 0) {
            json["box"_L1] = entry->box;
            json["last"_L1] = machineName(entry->last);
        }
        questions[entry.key()] = json;
    }
    const QJsonObject all{
        {"schema"_L1, schema}, {"sessions"_L1, record.sessions}, {"questions"_L1, questions}};
    return QJsonDocument(all).toJson(QJsonDocument::Compact);
}

StoredPractice practiceFromJson(const QByteArray &stored)
{
    if (stored.isEmpty())
        return {};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(stored, &error);
    if (!document.isObject())
        return {{}, Words::tr("The remembered progress could not be read. Practice begins anew.")};
    if (const QString version = document["schema"_L1].toString(); version != schema)
        return {{},
                Words::tr("The remembered progress is of another version (%1). Practice begins anew.")
                    .arg(version.isEmpty() ? Words::tr("none") : version)};
    StoredPractice read;
    int broken = 0;
    const QJsonObject questions = document["questions"_L1].toObject();
    for (auto member = questions.begin(); member != questions.end(); ++member) {
        if (const auto entry = entryOf(member->toObject()))
            read.record.entries.insert(member.key(), *entry);
        else
            ++broken;
    }
    const auto sessions = countOf(document["sessions"_L1], std::numeric_limits<int>::max());
    read.record.sessions = sessions.value_or(0);
    if (broken > 0)
        read.problem = Words::tr("Remembered answers that could not be read: %1. They count as not seen; the "
                                 "others are kept.")
                           .arg(broken);
    else if (!sessions || !document["questions"_L1].isObject())
        read.problem = Words::tr("A part of the remembered progress could not be read. The rest is kept.");
    return read;
}
