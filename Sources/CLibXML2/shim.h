#ifndef ZHANDIAN_CLIBXML2_SHIM_H
#define ZHANDIAN_CLIBXML2_SHIM_H
// Debian builds libxml2 with ICU, so <libxml/encoding.h> would pull in <unicode/ucnv.h>, whose UErrorCode
// clashes with the ICU inside Foundation. Undefine it for Swift; never touch xmlCharEncodingHandler from there.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
// xmlFree is a global function pointer, which Swift 6 refuses as shared mutable state.
static inline void zd_xml_free(void *pointer) { xmlFree(pointer); }
#endif
