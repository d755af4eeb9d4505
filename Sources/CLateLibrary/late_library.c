/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "late_library.h"

#include <dlfcn.h>

bool late_library_open(
    const char *soname, const char *const names[], void *functions[], size_t count) {
  void *library = dlopen(soname, RTLD_NOW | RTLD_LOCAL);
  if (!library) return false;
  for (size_t i = 0; i < count; i++) {
    functions[i] = dlsym(library, names[i]);
    if (!functions[i]) return false;
  }
  return true;
}
