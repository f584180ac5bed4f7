#pragma once

#include <QFont>
#include <QFontMetricsF>
#include <QRectF>
#include <QRegularExpression>
#include <QTransform>
#include <QXmlStreamReader>

#include <algorithm>
#include <cmath>

/// A text of an exported SVG, and about where it stands in the picture.
struct SvgText
{
    QString text;
    QRectF rect;
};

/// All texts that are not empty, as QSvgGenerator writes them.
inline QList<SvgText> svgTexts(const QByteArray &svg)
{
    static const QRegularExpression number(QStringLiteral("-?[0-9.]+(?:e-?[0-9]+)?"));
    const auto matrixOf = [](const QString &text) {
        QList<double> m;
        for (auto it = number.globalMatch(text); it.hasNext();)
            m.append(it.next().captured().toDouble());
        return m.size() == 6 ? QTransform(m[0], m[1], m[2], m[3], m[4], m[5]) : QTransform();
    };
    QList<SvgText> texts;
    QList<QTransform> transforms{{}};
    for (QXmlStreamReader xml(svg); !xml.atEnd();) {
        xml.readNext();
        if (xml.isEndElement() && xml.name() == QStringLiteral("g"))
            transforms.removeLast();
        if (!xml.isStartElement())
            continue;
        const QXmlStreamAttributes attributes = xml.attributes();
        const auto of
            = [&](const char *name) { return attributes.value(QLatin1StringView(name)).toString(); };
        if (xml.name() == QStringLiteral("g"))
            transforms.append(matrixOf(of("transform")) * transforms.last());
        if (xml.name() != QStringLiteral("text"))
            continue;
        QFont font(of("font-family"));
        font.setPixelSize(std::max(1, qRound(of("font-size").toDouble())));
        font.setWeight(QFont::Weight(of("font-weight").toInt()));
        const QPointF base = transforms.last().map(QPointF(of("x").toDouble(), of("y").toDouble()));
        const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
        const QString seen = text.trimmed();
        if (seen.isEmpty())
            continue;
        const QFontMetricsF metrics(font);
        const double indent = metrics.horizontalAdvance(text.left(text.indexOf(seen.at(0))));
        texts.append({seen,
                      QRectF(base.x() + indent, base.y() - metrics.capHeight(),
                             metrics.horizontalAdvance(seen), metrics.capHeight())});
    }
    return texts;
}

inline bool contains(const QList<SvgText> &texts, const QString &words)
{
    return std::ranges::any_of(texts, [&](const SvgText &text) { return text.text.contains(words); });
}

/// What is wrong with the row of texts in which one contains `words`: texts that stand over others, or out of
/// the picture. Empty: nothing, or there is no such row.
inline QStringList faultsOfRow(const QList<SvgText> &texts, const QString &words, double width)
{
    QStringList faults;
    const auto found
        = std::ranges::find_if(texts, [&](const SvgText &text) { return text.text.contains(words); });
    if (found == texts.end())
        return faults;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const QRectF &rect = texts[i].rect;
        if (std::abs(rect.center().y() - found->rect.center().y()) > 3)
            continue;
        if (rect.left() < 0 || rect.right() > width)
            faults += QStringLiteral("\"%1\" is out of the picture").arg(texts[i].text);
        for (qsizetype other = 0; other < texts.size(); ++other)
            if (other != i && texts[other].rect.adjusted(0.5, 0, -0.5, 0).intersects(rect))
                faults += QStringLiteral("\"%1\" stands over \"%2\"").arg(texts[i].text, texts[other].text);
    }
    return faults;
}
