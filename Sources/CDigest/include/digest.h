/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef DIGEST_H
#define DIGEST_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A SHA-256 that is being made (FIPS 180-4), by OpenSSL. */
typedef struct digest digest;

/* NULL where there is no memory. */
digest *_Nullable digest_new(void);
bool digest_add(digest *_Nonnull made, const uint8_t *_Nullable bytes, size_t count);
/* Writes the 32 bytes of the hash; the digest begins anew after that. */
bool digest_finish(digest *_Nonnull made, uint8_t *_Nonnull hash);
void digest_free(digest *_Nullable made);

#endif
