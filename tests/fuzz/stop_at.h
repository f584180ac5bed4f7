#pragma once

#include <QByteArray>

#include <cstdio>
#include <cstdlib>

namespace fuzz {

/// Ends the fuzzer, which then keeps the input, if there is a fault.
inline void stopAt(const QByteArray &fault)
{
    if (fault.isEmpty())
        return;
    std::fprintf(stderr, "%s\n", fault.constData());
    std::abort();
}

} // namespace fuzz
