/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What of OpenSSL opens the envelope of a signed mail, loaded when there is one. */
#ifndef CRYPTO_LIBRARY_H
#define CRYPTO_LIBRARY_H

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/objects.h>

#include "late_library.h"

#define CRYPTO_FUNCTIONS(F)                                                                     \
  F(ASN1_STRING_get0_data) F(ASN1_STRING_length) F(BIO_free) F(BIO_new_mem_buf)                 \
  F(CMS_ContentInfo_free) F(CMS_get0_content) F(CMS_get0_type) F(OBJ_obj2nid) F(d2i_CMS_bio)

LATE_FUNCTIONS(crypto_functions, CRYPTO_FUNCTIONS)

/* NULL where OpenSSL is not installed. */
const crypto_functions *_Nullable crypto_library(void);

#endif
