/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads what Outlook sends in place of MIME (TNEF, "winmail.dat") with libytnef. */
#ifndef TNEF_READER_H
#define TNEF_READER_H

#include "outlook_message.h"

/* Hands out the message in memory; what of a damaged one can be read, too. */
outlook_result tnef_read(const void *bytes, size_t count, outlook_taker taker);

#endif
