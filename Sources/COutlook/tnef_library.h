/* SPDX-License-Identifier: GPL-2.0-or-later */
/* libytnef, loaded when the first "winmail.dat" is read. */
#ifndef TNEF_LIBRARY_H
#define TNEF_LIBRARY_H

#include <stdio.h>
#include <ytnef.h>

#include "late_library.h"

#define TNEF_FUNCTIONS(F) \
  F(DecompressRTF) F(TNEFCheckForSignature) F(TNEFFree) F(TNEFInitialize) F(TNEFParseMemory)

LATE_FUNCTIONS(tnef_functions, TNEF_FUNCTIONS)

#endif
