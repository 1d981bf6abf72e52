#ifndef ZHANDIAN_CZLIB_SHIM_H
#define ZHANDIAN_CZLIB_SHIM_H
#include <zlib.h>
// inflateInit2 is a macro that Swift cannot see.
static inline int zd_inflate_init(z_streamp stream, int window_bits) { return inflateInit2(stream, window_bits); }
#endif
