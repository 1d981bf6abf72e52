#ifndef ZHANDIAN_ICU_H
#define ZHANDIAN_ICU_H
// ICU behind plain C types: no ICU header reaches Swift, whose Foundation carries an ICU of its own, and the
// preprocessor renames the symbols for whichever ICU version is installed.
#include <stddef.h>
#include <stdint.h>

typedef struct zd_transliterator zd_transliterator;
typedef struct zd_converter zd_converter;

/// Version of the ICU that this was compiled against, such as "72.1".
const char *zd_icu_version(void);
/// Name of an ICU error code, such as "U_INVALID_ID".
const char *zd_icu_error_name(int32_t code);

/// Opens the transform `identifier` ("Hant-Hans"); NULL with `*error` set on failure.
zd_transliterator *zd_transliterator_open(const char *identifier, int32_t *error);
/// Transforms `*length` UTF-16 units in place; returns 0, or an ICU error (15 = buffer too small).
int32_t zd_transliterator_run(zd_transliterator *transliterator, uint16_t *units, int32_t *length, int32_t capacity);
void zd_transliterator_close(zd_transliterator *transliterator);

/// Opens the converter of `charset`; NULL with `*error` set on failure.
zd_converter *zd_converter_open(const char *charset, int32_t *error);
/// Decodes `length` bytes to UTF-16, ill-formed input becoming U+FFFD. Returns the number of units that the
/// whole input needs (call again with that capacity if it is larger than `capacity`), or -1 with `*error` set.
int64_t zd_converter_decode(zd_converter *converter, const char *bytes, int64_t length, uint16_t *units,
                            int64_t capacity, int32_t *error);
void zd_converter_close(zd_converter *converter);
#endif
