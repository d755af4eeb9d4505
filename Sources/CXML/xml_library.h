/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
