#ifndef ZHANDIAN_CXLSXWRITER_SHIM_H
#define ZHANDIAN_CXLSXWRITER_SHIM_H
#include <xlsxwriter.h>
#endif
