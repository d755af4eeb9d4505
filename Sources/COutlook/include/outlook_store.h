/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads the messages of Outlook's stores (.pst, .ost) with libpst. */
#ifndef OUTLOOK_STORE_H
#define OUTLOOK_STORE_H

#include "outlook_message.h"

/* Hands out the messages, contacts, appointments and notes of the store in an open file, and says how many could not
   be read. */
outlook_result outlook_store_read(int file, outlook_taker taker, size_t *broken);

/* RTF as Outlook packs it, unpacked; to be freed by the caller. NULL where it is damaged. */
char *outlook_rich_text(const void *bytes, size_t count, size_t *length);

#endif
