/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "digest.h"

#include <openssl/evp.h>

/* An EVP_MD_CTX under a name of ours. */
digest *digest_new(void) {
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  if (context && !EVP_DigestInit_ex(context, EVP_sha256(), NULL)) {
    EVP_MD_CTX_free(context);
    context = NULL;
  }
  return (digest *)context;
}

bool digest_add(digest *made, const uint8_t *bytes, size_t count) {
  return EVP_DigestUpdate((EVP_MD_CTX *)made, bytes, count) == 1;
}

bool digest_finish(digest *made, uint8_t *hash) {
  EVP_MD_CTX *context = (EVP_MD_CTX *)made;
  return EVP_DigestFinal_ex(context, hash, NULL) == 1 &&
         EVP_DigestInit_ex(context, EVP_sha256(), NULL) == 1;
}

void digest_free(digest *made) { EVP_MD_CTX_free((EVP_MD_CTX *)made); }
