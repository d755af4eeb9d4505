/* SPDX-License-Identifier: GPL-2.0-or-later */
/* libxml2, loaded when the first page or office document is read. */
#ifndef XML_LIBRARY_H
#define XML_LIBRARY_H

#include <libxml/xmlversion.h>
/* The types of ICU are not used here, and differ from those of Swift's Foundation, which is in the same program. */
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>

#include "late_library.h"

#define XML_FUNCTIONS(F)                                                                        \
  F(xmlInitParser) F(xmlSAXUserParseMemory) F(xmlStopParser) F(htmlNewParserCtxt)               \
  F(htmlFreeParserCtxt) F(htmlCtxtReadMemory) F(htmlEntityLookup)

LATE_FUNCTIONS(xml_functions, XML_FUNCTIONS)

/* NULL where libxml2 is not installed. */
const xml_functions *_Nullable xml_library(void);

#endif
