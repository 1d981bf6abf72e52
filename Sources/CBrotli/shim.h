#ifndef ZHANDIAN_CBROTLI_SHIM_H
#define ZHANDIAN_CBROTLI_SHIM_H
#include <brotli/decode.h>
#endif
