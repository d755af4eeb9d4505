/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Takes a mail out of the signature that it lies in (S/MIME, "application/pkcs7-mime"). The signature is not
   looked at: what is signed is read as what is not. */
#ifndef SIGNED_MAIL_H
#define SIGNED_MAIL_H

#include <stdbool.h>
#include <stddef.h>

typedef enum { SIGNED_TEXT, SIGNED_ENCRYPTED, SIGNED_DAMAGED } signed_kind;

/* What the envelope holds, to be freed by the caller; NULL where the text is elsewhere. */
signed_kind signed_mail_content(const void *bytes, size_t count, void **content, size_t *length);

#endif
