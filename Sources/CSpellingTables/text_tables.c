/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text_tables.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char light_stems[] = {
#embed "tables/light_stems.tsv"
};

static const unsigned char common_words[] = {
#embed "tables/common_words.tsv"
};

static const unsigned char keyboards[] = {
#embed "tables/keyboards.tsv"
};

static const unsigned char lookalikes[] = {
#embed "tables/lookalikes.tsv"
};

static const unsigned char marks[] = {
#embed "tables/diacritics.tsv"
};

static const unsigned char romanization[] = {
#embed "tables/romanization.tsv"
};

_Alignas(64) static const unsigned char word_frequencies[] = {
#embed "tables/word_frequencies.bin"
};

static const unsigned char variant_weights[] = {
#embed "tables/variant_weights.tsv"
};

spelling_table spelling_light_stems(void) {
  return (spelling_table){light_stems, sizeof light_stems};
}

spelling_table spelling_common_words(void) {
  return (spelling_table){common_words, sizeof common_words};
}

spelling_table spelling_keyboards(void) { return (spelling_table){keyboards, sizeof keyboards}; }

spelling_table spelling_lookalikes(void) {
  return (spelling_table){lookalikes, sizeof lookalikes};
}

spelling_table spelling_diacritics(void) { return (spelling_table){marks, sizeof marks}; }

spelling_table spelling_romanization(void) {
  return (spelling_table){romanization, sizeof romanization};
}

spelling_table spelling_word_frequencies(void) {
  return (spelling_table){word_frequencies, sizeof word_frequencies};
}

spelling_table spelling_variant_weights(void) {
  return (spelling_table){variant_weights, sizeof variant_weights};
}
