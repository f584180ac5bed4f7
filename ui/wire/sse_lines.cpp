#include "ui/wire/sse_lines.h"

namespace {

constexpr QByteArrayView byteOrderMark("\xef\xbb\xbf");

SseLine::Kind kindOf(QByteArrayView name)
{
    if (name == "id")
        return SseLine::Kind::Id;
    if (name == "data")
        return SseLine::Kind::Data;
    if (name == "event")
        return SseLine::Kind::Type;
    return name == "retry" ? SseLine::Kind::Retry : SseLine::Kind::Other;
}

/// `text`: without its end.
SseLine lineOf(QByteArrayView text)
{
    SseLine line;
    if (text.isEmpty()) {
        line.kind = SseLine::Kind::Blank;
        return line;
    }
    const qsizetype colon = text.indexOf(':');
    if (colon == 0) {
        line.kind = SseLine::Kind::Comment;
        line.valueSize = text.size() - 1;
        return line;
    }
    line.kind = kindOf(colon < 0 ? text : text.first(colon));
    if (colon >= 0) {
        const QByteArrayView value = text.sliced(colon + 1);
        line.valueSize = value.size() - (value.startsWith(' ') ? 1 : 0);
    }
    return line;
}

} // namespace

QList<SseLine> sseLines(QByteArrayView content)
{
    QList<SseLine> lines;
    for (qsizetype begin = 0; begin < content.size();) {
        qsizetype end = begin;
        while (end < content.size() && content[end] != '\n' && content[end] != '\r')
            ++end;
        QByteArrayView text = content.sliced(begin, end - begin);
        if (begin == 0 && text.startsWith(byteOrderMark))
            text = text.sliced(byteOrderMark.size());
        SseLine line = lineOf(text);
        const qsizetype endSize = content.sliced(end).startsWith("\r\n") ? 2 : end < content.size() ? 1 : 0;
        line.begin = begin;
        line.size = end + endSize - begin;
        lines.append(line);
        begin += line.size;
    }
    return lines;
}
