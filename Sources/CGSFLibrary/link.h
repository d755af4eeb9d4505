/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The library is only used by CMail; this brings in its flags. */
