// SPDX-License-Identifier: GPL-2.0-or-later
#include "cxapian.h"
#include <xapian.h>
