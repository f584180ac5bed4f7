#include "ui/widgets/value_parser.h"

#include <QLocale>
#include <QRegularExpression>

#include <vector>

using namespace Qt::Literals::StringLiterals;

ValueField::Parse valueParser(std::initializer_list<TypedUnit> units, double plainFactor)
{
    return
        [known = std::vector<TypedUnit>(units), plainFactor](const QString &text) -> std::optional<double> {
            static const QRegularExpression pattern(u"^\\s*([-+\\d.,\\s]*\\d)\\s*([a-z/%\u00b5 ]*)\\s*$"_s,
                                                    QRegularExpression::CaseInsensitiveOption);
            // The window itself puts a no-break space before the unit.
            QString plain = text;
            plain.replace(QChar(0x00A0), u' ').replace(QChar(0x202F), u' ');
            const QRegularExpressionMatch match = pattern.match(plain);
            if (!match.hasMatch())
                return std::nullopt;
            QString number = match.captured(1);
            number.remove(u' ');
            bool ok = false;
            double value = QLocale().toDouble(number, &ok);
            if (!ok)
                value = QLocale::c().toDouble(number, &ok);
            if (!ok)
                return std::nullopt;
            const QString unit = match.captured(2).trimmed().toLower();
            if (unit.isEmpty())
                return value * plainFactor;
            for (const TypedUnit &candidate : known)
                if (unit == QLatin1StringView(candidate.name))
                    return value * candidate.factor;
            return std::nullopt;
        };
}
