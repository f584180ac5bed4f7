#include "core/protocol/wire_parser.h"

#include "core/protocol/wire_connection.h"

class WireParser::Impl : public WireConnection
{
};

WireParser::WireParser()
    : m_impl(std::make_unique<Impl>())
{
}

WireParser::~WireParser() = default;
WireParser::WireParser(WireParser &&) noexcept = default;
WireParser &WireParser::operator=(WireParser &&) noexcept = default;

std::vector<WireRecord> WireParser::feed(Direction direction, QByteArrayView bytes, TimePoint in,
                                         TimePoint out)
{
    return m_impl->feed(direction, bytes, in, out);
}

qint64 WireParser::unfinishedBytes(Direction direction) const
{
    return m_impl->unfinishedBytes(direction);
}

bool WireParser::hasOpenExchange() const
{
    return m_impl->hasOpenExchange();
}
