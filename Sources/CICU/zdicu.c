#include "zdicu.h"
#include <unicode/ucnv.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>
#include <unicode/utypes.h>

const char *zd_icu_version(void) { return U_ICU_VERSION; }
const char *zd_icu_error_name(int32_t code) { return u_errorName((UErrorCode)code); }

zd_transliterator *zd_transliterator_open(const char *identifier, int32_t *error) {
  UChar name[128];
  int32_t length = 0;
  UErrorCode status = U_ZERO_ERROR;
  UParseError place;
  u_strFromUTF8(name, 128, &length, identifier, -1, &status);
  UTransliterator *opened = utrans_openU(name, length, UTRANS_FORWARD, NULL, 0, &place, &status);
  *error = status;
  return U_FAILURE(status) ? NULL : (zd_transliterator *)opened;
}

int32_t zd_transliterator_run(zd_transliterator *transliterator, uint16_t *units, int32_t *length, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t limit = *length;
  utrans_transUChars((UTransliterator *)transliterator, (UChar *)units, length, capacity, 0, &limit, &status);
  return U_FAILURE(status) ? status : 0;
}

void zd_transliterator_close(zd_transliterator *transliterator) { utrans_close((UTransliterator *)transliterator); }

zd_converter *zd_converter_open(const char *charset, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter *opened = ucnv_open(charset, &status);
  *error = status;
  return U_FAILURE(status) ? NULL : (zd_converter *)opened;
}

int64_t zd_converter_decode(zd_converter *converter, const char *bytes, int64_t length, uint16_t *units,
                            int64_t capacity, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  const char *source = bytes, *end = bytes + length;
  UChar *target = (UChar *)units, *limit = target + capacity;
  ucnv_resetToUnicode((UConverter *)converter);
  ucnv_toUnicode((UConverter *)converter, &target, limit, &source, end, NULL, 1, &status);
  int64_t written = target - (UChar *)units;
  UChar spill[1024];
  while (status == U_BUFFER_OVERFLOW_ERROR) {  // count what did not fit
    status = U_ZERO_ERROR;
    target = spill;
    ucnv_toUnicode((UConverter *)converter, &target, spill + 1024, &source, end, NULL, 1, &status);
    written += target - spill;
  }
  *error = status;
  return U_FAILURE(status) ? -1 : written;
}

void zd_converter_close(zd_converter *converter) { ucnv_close((UConverter *)converter); }
