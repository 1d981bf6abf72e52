#ifndef ZHANDIAN_CZLIB_SHIM_H
#define ZHANDIAN_CZLIB_SHIM_H
#include <zlib.h>
// inflateInit2 is a macro that Swift cannot see; 15 + 32 reads gzip and zlib headers alike.
static inline int zd_inflate_init_auto(z_streamp stream) { return inflateInit2(stream, 15 + 32); }
#endif
