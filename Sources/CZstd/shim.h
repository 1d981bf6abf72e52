#ifndef ZHANDIAN_CZSTD_SHIM_H
#define ZHANDIAN_CZSTD_SHIM_H
#include <zstd.h>
#include <zstd_errors.h>
#endif
