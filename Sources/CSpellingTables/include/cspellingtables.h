/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The tables: one header for each kind, beside this one. */
