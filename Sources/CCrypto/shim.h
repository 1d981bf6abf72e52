#ifndef ZHANDIAN_CCRYPTO_SHIM_H
#define ZHANDIAN_CCRYPTO_SHIM_H
#include <openssl/evp.h>
// One-shot SHA-256 of `length` bytes into `digest` (32 bytes); 1 on success.
static inline int zd_sha256(const void *bytes, size_t length, unsigned char *digest) {
  unsigned int size = 32;
  return EVP_Digest(bytes, length, digest, &size, EVP_sha256(), NULL);
}
#endif
