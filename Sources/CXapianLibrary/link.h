/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Carries the link settings only: no C++ is visible to Swift. */
