#pragma once

#include <QString>
#include <QStringList>

/// The word of `words` that `word` was probably meant to be; empty if none is near (Levenshtein distance at
/// most a third of the length, at least 1).
[[nodiscard]] QString nearestWord(const QString &word, const QStringList &words);
