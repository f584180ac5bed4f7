#include "tests/fuzz/checks.h"
#include "tests/fuzz/stop_at.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    fuzz::stopAt(fuzz::frameFault(QByteArrayView(data, static_cast<qsizetype>(size))));
    return 0;
}
