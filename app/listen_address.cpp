#include "app/listen_address.h"

#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

std::optional<std::pair<QHostAddress, quint16>> listenAddress(const QString &text)
{
    static const QRegularExpression shape(
        QRegularExpression::anchoredPattern(u"(?:\\[([0-9a-fA-F:.]+)\\]|([^:\\[\\]]+)):(\\d{1,5})"));
    const QRegularExpressionMatch match = shape.match(text);
    const QString host = match.captured(1).isEmpty() ? match.captured(2) : match.captured(1);
    const QHostAddress address
        = host == u"localhost" ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(host);
    const uint port = match.captured(3).toUInt();
    if (!match.hasMatch() || address.isNull() || port > 65535)
        return std::nullopt;
    return std::pair(address, static_cast<quint16>(port));
}
