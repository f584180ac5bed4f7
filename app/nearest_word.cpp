#include "app/nearest_word.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace {

qsizetype distance(QStringView a, QStringView b)
{
    std::vector<qsizetype> row(static_cast<std::size_t>(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        qsizetype diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j + 1 < row.size(); ++j) {
            const bool same = a[i] == b[static_cast<qsizetype>(j)];
            const qsizetype replaced = diagonal + (same ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

}

QString nearestWord(const QString &word, const QStringList &words)
{
    QString nearest;
    qsizetype best = std::max<qsizetype>(1, word.size() / 3) + 1;
    for (const QString &candidate : words)
        if (const qsizetype d = distance(word, candidate); d < best) {
            best = d;
            nearest = candidate;
        }
    return nearest;
}
