/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xml_library.h"

#if LIBXML_VERSION >= 21400
#define XML_SONAME "libxml2.so.16"
#else
#define XML_SONAME "libxml2.so.2"
#endif

LATE_LIBRARY(xml_library, xml_functions, XML_SONAME, XML_FUNCTIONS)
