// SPDX-License-Identifier: GPL-2.0-or-later

/// What the variant classifier sees of a form that may stand for a word: the numbers that it weighs.
///
/// The names are those of the lines of `variant_weights.tsv`. A feature is 0 where it does not apply. Three
/// groups exclude each other: forms that are the word itself but for what they carry (`same…`), forms
/// that open data knows as a name of the same entity (`known…`), and forms that only look alike (`alike…`).
package enum VariantFeature: Int, CaseIterable, Sendable {
  /// Forms that only look alike: 1, and the log-odds of the pair classifier.
  case alike, alikeOdds
  /// The logarithm of how many other entities open data calls so.
  case alikeOtherName
  /// Whether the archive holds a known name of the word's entity in the form's script.
  case alikeRival
  /// Whether open data knows the word.
  case alikeKnownWord
  /// How much more common the form is than 3.5 on the Zipf scale, and whether a dictionary has it.
  case alikeZipf, alikeOrdinary
  /// The logarithm of the documents that hold the form.
  case alikeDocuments
  /// Whether one of the two is Arabic; whether both are of one script.
  case alikeArabic, alikeSameScript
  /// The letters of the form's core, up to nine.
  case alikeLength
  /// The same of the word searched for.
  case alikeWordLength
  /// How few words the archive has: 13 less the logarithm of their number.
  case alikeFewWords
  /// Whether the word is an ordinary one: of a dictionary, not known as a name, mostly in lower case.
  case alikeOrdinaryWord
  /// How common the word is, above 3.5 on the Zipf scale.
  case alikeWordZipf
  /// The log-odds again where both are of one script, and where one is Arabic; capitals inside sentences again.
  case alikeOddsSameScript, alikeOddsArabic, alikeCapitals
  /// Whether open data knows how the word is spelled in the form's script, another than its own: otherwise.
  case alikeListedScript
  /// How likely the pair classifier holds another form that open data knows as a spelling of this one: Каддафи
  /// has Gaddafi in its stead, which is قذافي.
  case alikeBridge
  /// With how few words the archive has: the log-odds, other names, a word spelled otherwise.
  case fewOdds, fewOtherName, fewListedScript

  /// Forms that open data knows: 1, and the log-odds of the pair classifier, from −9 up.
  case known, knownOdds
  /// The logarithm of how many entities have both names, and how many times that stands in the lists.
  case knownEntities, knownWeight
  /// How many sources have the entity, above one.
  case knownSources
  /// Whether it is another name and no spelling; whether of a place; whether of a body.
  case knownAlias, knownPlace, knownBody
  case knownOtherName
  case knownZipf, knownOrdinary
  case knownDocuments
  case knownSameScript
  /// Whether the letters are so unlike that the pair classifier was not asked.
  case knownUnlike
  /// Whether one entity alone has both names, which no more than one source knows.
  case knownOnce
  /// The same as `alikeOrdinaryWord`, of forms that open data knows.
  case knownOrdinaryWord

  /// Forms that are the word itself but for an article, a clitic or an ending.
  case same
  case sameZipf, sameOrdinary
  case sameDocuments

  /// What the form carries besides its core: the rule's cost, whether the rule must be borne out, whether it is
  /// an ending.
  case affixCost, affixUncertain, affixSuffix
  /// How much more common the form is in the language than its core, and in how many more documents (logarithms).
  case affixZipf, affixDocuments
  /// The logarithm of how many entities are called by the form as it is written, with what it carries.
  case affixOtherName
  /// Whether the form lacks the article that the name has; whether that is the name of persons alone, who are
  /// also named without.
  case articleMissing, articleMissingOfPerson
  /// Whether the form has an article that the name never has; the same of a name of persons alone.
  case articleAdded, articleAddedOfPerson

  /// Capitals inside sentences, −.5 to .5: of the core, of the form; 1 where nothing is known of the core's.
  case capitalsOfCore, capitalsOfForm, capitalsUnknown
}

/// The features of one form.
package typealias VariantFeatures = [Float]

extension [Float] {
  /// All features 0.
  package static var noVariantFeatures: VariantFeatures {
    VariantFeatures(repeating: 0, count: VariantFeature.allCases.count)
  }

  subscript(feature: VariantFeature) -> Float {
    get { self[feature.rawValue] }
    set { self[feature.rawValue] = newValue }
  }
}
