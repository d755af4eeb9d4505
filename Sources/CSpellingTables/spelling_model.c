/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "spelling_model.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

_Alignas(64) static const unsigned char model[] = {
#embed "tables/spelling.model"
};

static const unsigned char letter_classes[] = {
#embed "tables/letter_classes.tsv"
};

static const unsigned char sounds[] = {
#embed "tables/sounds.tsv"
};

static const unsigned char sound_costs[] = {
#embed "tables/sound_costs.tsv"
};

static const unsigned char readings[] = {
#embed "tables/affixes.tsv"
};

static const unsigned char compounds[] = {
#embed "tables/compounds.tsv"
};

spelling_table spelling_model(void) { return (spelling_table){model, sizeof model}; }

spelling_table spelling_letter_classes(void) {
  return (spelling_table){letter_classes, sizeof letter_classes};
}

spelling_table spelling_sounds(void) { return (spelling_table){sounds, sizeof sounds}; }

spelling_table spelling_sound_costs(void) {
  return (spelling_table){sound_costs, sizeof sound_costs};
}

spelling_table spelling_affixes(void) { return (spelling_table){readings, sizeof readings}; }

spelling_table spelling_compounds(void) { return (spelling_table){compounds, sizeof compounds}; }
