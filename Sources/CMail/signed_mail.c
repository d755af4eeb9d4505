/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "signed_mail.h"

#include "crypto_library.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

LATE_LIBRARY(crypto_library, crypto_functions, "libcrypto.so.3", CRYPTO_FUNCTIONS)

bool signed_mail_is_readable(void) { return crypto_library() != NULL; }

signed_kind signed_mail_content(const void *bytes, size_t count, void **content, size_t *length) {
  const crypto_functions *crypto = crypto_library();
  *content = NULL;
  *length = 0;
  if (!crypto || count > INT_MAX) return SIGNED_DAMAGED;
  BIO *source = crypto->BIO_new_mem_buf(bytes, (int)count);
  CMS_ContentInfo *envelope = source ? crypto->d2i_CMS_bio(source, NULL) : NULL;
  if (source) crypto->BIO_free(source);
  if (!envelope) return SIGNED_DAMAGED;
  signed_kind kind = SIGNED_DAMAGED;
  if (crypto->OBJ_obj2nid(crypto->CMS_get0_type(envelope)) != NID_pkcs7_signed) {
    kind = SIGNED_ENCRYPTED;
  } else {
    ASN1_OCTET_STRING **text = crypto->CMS_get0_content(envelope);
    int size = text && *text ? crypto->ASN1_STRING_length(*text) : 0;
    if (size > 0 && (*content = malloc((size_t)size)) != NULL) {
      memcpy(*content, crypto->ASN1_STRING_get0_data(*text), (size_t)size);
      *length = (size_t)size;
    }
    kind = SIGNED_TEXT;
  }
  crypto->CMS_ContentInfo_free(envelope);
  return kind;
}
