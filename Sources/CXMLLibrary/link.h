/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The library is only used by CXML; this brings in its flags. */
