/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server_files.h"

/* #embed is C23; clang has it in every mode and says so. */
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char layout[] = {
#embed "files/layout.mustache"
};
static const unsigned char search[] = {
#embed "files/search.mustache"
};
static const unsigned char document[] = {
#embed "files/document.mustache"
};
static const unsigned char page[] = {
#embed "files/page.mustache"
};
static const unsigned char lists[] = {
#embed "files/lists.mustache"
};
static const unsigned char about[] = {
#embed "files/about.mustache"
};
static const unsigned char login[] = {
#embed "files/login.mustache"
};
static const unsigned char problem[] = {
#embed "files/problem.mustache"
};
static const unsigned char style[] = {
#embed "files/style.css"
};
static const unsigned char script[] = {
#embed "files/page.js"
};
static const unsigned char icon[] = {
#embed "files/icon.svg"
};
static const unsigned char english[] = {
#embed "files/en.json"
};
static const unsigned char arabic[] = {
#embed "files/ar.json"
};
static const unsigned char russian[] = {
#embed "files/ru.json"
};
static const unsigned char alerts[] = {
#embed "files/alerts/alerts.mustache"
};
static const unsigned char alert[] = {
#embed "files/alerts/alert.mustache"
};
static const unsigned char save[] = {
#embed "files/alerts/save.mustache"
};
static const unsigned char review[] = {
#embed "files/alerts/review.mustache"
};
static const unsigned char history[] = {
#embed "files/alerts/history.mustache"
};
static const unsigned char alerts_english[] = {
#embed "files/alerts/en.json"
};
static const unsigned char alerts_arabic[] = {
#embed "files/alerts/ar.json"
};
static const unsigned char alerts_russian[] = {
#embed "files/alerts/ru.json"
};
static const unsigned char openapi[] = {
#embed "files/openapi.json"
};

#define FILE(name, bytes) {name, bytes, sizeof bytes}

static const server_file files[] = {
  FILE("alerts.mustache", alerts),
  FILE("alert.mustache", alert),
  FILE("save.mustache", save),
  FILE("review.mustache", review),
  FILE("history.mustache", history),
  FILE("alerts.en.json", alerts_english),
  FILE("alerts.ar.json", alerts_arabic),
  FILE("alerts.ru.json", alerts_russian),
  FILE("layout.mustache", layout),
  FILE("search.mustache", search),
  FILE("document.mustache", document),
  FILE("page.mustache", page),
  FILE("lists.mustache", lists),
  FILE("about.mustache", about),
  FILE("login.mustache", login),
  FILE("problem.mustache", problem),
  FILE("style.css", style),
  FILE("page.js", script),
  FILE("icon.svg", icon),
  FILE("en.json", english),
  FILE("ar.json", arabic),
  FILE("ru.json", russian),
  FILE("openapi.json", openapi),
};

size_t server_file_count(void) { return sizeof files / sizeof files[0]; }

server_file server_file_at(size_t number) { return files[number]; }
