/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "signed_mail.h"

#include <limits.h>
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/objects.h>
#include <stdlib.h>
#include <string.h>

signed_kind signed_mail_content(const void *bytes, size_t count, void **content, size_t *length) {
  *content = NULL;
  *length = 0;
  if (count > INT_MAX) return SIGNED_DAMAGED;
  BIO *source = BIO_new_mem_buf(bytes, (int)count);
  CMS_ContentInfo *envelope = source ? d2i_CMS_bio(source, NULL) : NULL;
  if (source) BIO_free(source);
  if (!envelope) return SIGNED_DAMAGED;
  signed_kind kind = SIGNED_DAMAGED;
  if (OBJ_obj2nid(CMS_get0_type(envelope)) != NID_pkcs7_signed) {
    kind = SIGNED_ENCRYPTED;
  } else {
    ASN1_OCTET_STRING **text = CMS_get0_content(envelope);
    int size = text && *text ? ASN1_STRING_length(*text) : 0;
    if (size > 0 && (*content = malloc((size_t)size)) != NULL) {
      memcpy(*content, ASN1_STRING_get0_data(*text), (size_t)size);
      *length = (size_t)size;
    }
    kind = SIGNED_TEXT;
  }
  CMS_ContentInfo_free(envelope);
  return kind;
}
