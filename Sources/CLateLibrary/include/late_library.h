/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Libraries that are loaded when their first function is needed.

   A program that lists thirty libraries spends more time loading them than a search takes, and a
   search needs none of those that read documents. So they are opened by name. The types of their
   functions still come from their own headers:

     #define ZIP_FUNCTIONS(F) F(zip_open) F(zip_close)
     LATE_FUNCTIONS(zip_functions, ZIP_FUNCTIONS)             in a header: a struct with a member each
     const zip_functions *zip_library(void);

     LATE_LIBRARY(zip_library, zip_functions, "libzip.so.4", ZIP_FUNCTIONS)             in a C file */
#ifndef LATE_LIBRARY_H
#define LATE_LIBRARY_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Fills `functions` with the addresses of `names`; false where the library or one of them is missing.
   What was loaded stays loaded. */
bool late_library_open(
    const char *soname, const char *const names[], void *functions[], size_t count);

#ifdef __cplusplus
}
#endif

#define LATE_MEMBER(name) __typeof__(name) *_Nonnull name;
/* In two steps, because a library may rename its functions by macros. */
#define LATE_NAME(name) LATE_STRING(name),
#define LATE_STRING(name) #name

#define LATE_FUNCTIONS(type, FUNCTIONS) \
  typedef struct { FUNCTIONS(LATE_MEMBER) } type;

/* Defines a function that returns the library's functions, or NULL where it is not installed. */
#define LATE_LIBRARY(function, type, soname, FUNCTIONS)                                         \
  static union { void *addresses[sizeof(type) / sizeof(void *)]; type functions; } late;        \
  static bool late_is_there;                                                                    \
  static void late_load(void) {                                                                 \
    static const char *const names[] = {FUNCTIONS(LATE_NAME)};                                  \
    late_is_there =                                                                             \
        late_library_open(soname, names, late.addresses, sizeof names / sizeof *names);         \
  }                                                                                             \
  const type *_Nullable function(void) {                                                            \
    static pthread_once_t once = PTHREAD_ONCE_INIT;                                             \
    pthread_once(&once, late_load);                                                             \
    return late_is_there ? &late.functions : NULL;                                              \
  }

#endif
