// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Spelling

/// Trains the classifier of a tuned model: searches words that the tuning has not queried, and learns
/// from the features of what is found.
struct ClassifierMining {
  let words: TrainingWords

  private static let queriesPerPool = 3000
  private static let floor = -24
  /// An ordinary word among the spellings disturbs more than another name.
  private static let weightOfCommonWords: Float = 2
  /// And one that no dictionary has still more, since those are the ones that are found.
  private static let weightOfUnlistedWords: Float = 16
  /// One query in so many is compared with every word, so that what shares no key is classified too.
  private static let oneInExhaustive: UInt64 = 60
  /// What such a pair counts. It stands for sixty, but sixty would drown those that are met.
  private static let weightOfKeyless: Float = 2
  /// One ordinary word in so many is taken for one that no dictionary has, since no dictionary has
  /// all: the classifier must not rely on it alone.
  private static let oneInUnlisted: UInt64 = 4
  /// What another name counts for a pair by itself: names are far more in the training words than in a
  /// text. Among candidates the names that are asked about are few enough.
  private static let weightOfOtherNamesAlone: Float = 0.4
  /// Trees of the classifier among candidates, and of that of pairs by themselves.
  private static let trees = (among: 200, alone: 75)

  /// Words that are never queried in tuning.
  static func isReserved(_ word: String) -> Bool { StableHash.of(word) >> 3 & 7 == 0 }

  /// Pairs with their features.
  private struct Rows: Sendable {
    var features: [Float] = []
    var labels: [Bool] = []
    var weights: [Float] = []

    mutating func append(_ pair: UnsafePointer<Float>, _ label: Label) {
      features += UnsafeBufferPointer(start: pair, count: PairFeatures.count)
      labels.append(label.isSame)
      weights.append(label.weight)
    }

    static func += (rows: inout Rows, other: Rows) {
      rows.features += other.features
      rows.labels += other.labels
      rows.weights += other.weights
    }
  }

  /// The pairs among candidates, whose queries are names of the entities that are asked about; and pairs by
  /// themselves, of all queries, as these learn nothing of known names.
  private struct Both: Sendable {
    var among = Rows()
    var alone = Rows()
  }

  /// The model's file with classifier, nameness and ordinary words.
  func train(_ tuned: SpellingModel, _ report: (String) -> Void) throws -> [UInt8] {
    typealias Layout = SpellingModel.Layout
    let contrasts = Script.trained.map { words.contrast(of: $0) }
    let nameness = CrossedNameness(contrasts: contrasts)
    let vocabulary = try Vocabulary(forms: Set(words.vocabulary + words.unlabelled).sorted())
    let suffixModel = CrossedSuffixModel(contrasts: contrasts, nameness, vocabulary)
    report("nameness trained")
    let context = try ContextTraining(words: words, model: tuned, report)
    var sections: [Int: [UInt8]] = [:]
    for script in Script.trained {
      let position = Int(script.rawValue)
      sections[Layout.nameness + position] = Array(
        bytesOf: HashedRegression.quantised(nameness.whole[position]))
      sections[Layout.suffixModels + position] = Array(
        bytesOf: HashedRegression.quantised(suffixModel.whole[position]))
      sections[Layout.ordinaryWords + position] =
        OrdinaryWordsTable(
          words.dictionary.filter { NameWords.script($0) == script }
        ).bytes
    }
    let known = words.expansionsBesideAsked.sections
    sections.merge(known) { $1 }
    let models = try context.folds.map { table in
      sections[Layout.context] = table
      return try SpellingModel(bytes: tuned.encoded(replacing: sections))
    }
    let rows = try rows(models, nameness, suffixModel, report)
    for (section, rows, trees) in [
      (Layout.candidateClassifier, rows.among, Self.trees.among),
      (Layout.pairwiseClassifier, rows.alone, Self.trees.alone),
    ] {
      let training = ClassifierTraining(
        features: rows.features, labels: rows.labels, weights: rows.weights, trees: trees)
      sections[section] = Array(bytesOf: training.train(report: report))
    }
    sections[Layout.context] = context.whole
    sections.merge(words.groups.sections) { $1 }
    return tuned.encoded(replacing: sections)
  }

  private func rows(
    _ models: [SpellingModel], _ nameness: CrossedNameness, _ suffixModel: CrossedSuffixModel,
    _ report: (String) -> Void
  ) throws -> Both {
    let asked = words.queries(perPool: Self.queriesPerPool, seed: 99) {
      Self.isReserved($0) && words.isAsked($0)
    }
    let others = words.queries(perPool: Self.queriesPerPool, seed: 99) {
      Self.isReserved($0) && !words.isAsked($0)
    }
    let forms = Set(words.vocabulary + words.unlabelled).sorted()
    var all = Both()
    for draw in VocabularyDraw.all {
      let queries = (draw.isWhole ? asked + others : asked).filter(draw.asks)
      let vocabulary = try Vocabulary(forms: draw.forms(from: forms, of: words, queries: queries))
      let parts = Parallel.map(count: queries.count, parts: 64) { range in
        rows(of: Array(queries[range]), vocabulary, draw, models, nameness, suffixModel)
      }
      for part in parts {
        all.among += part.among
        all.alone += part.alone
      }
      report(
        "\(queries.count) queries among \(vocabulary.count) words; \(all.among.labels.count) pairs "
          + "judged so far, by themselves \(all.alone.labels.count)")
    }
    return all
  }

  private func rows(
    of queries: [String], _ vocabulary: Vocabulary, _ draw: VocabularyDraw,
    _ models: [SpellingModel], _ nameness: CrossedNameness, _ suffixModel: CrossedSuffixModel
  ) -> Both {
    var result = Both()
    // The models differ in what they know of context only.
    guard let model = models.first else { return result }
    var search = SpellingSearch(
      vocabulary, model: model, floor: Self.floor, stripsAffixes: false)
    let classifiers = models.map { PairClassifier(vocabulary, model: $0) }
    let rating = {
      (letters: WordLetters, script: Script, suffixNeighbours: SuffixNeighbours?) -> WordRating in
      guard script != .other else { return WordRating(nameness: 0, ordinariness: 0) }
      let isUnlisted = StableHash.of(letters) >> 11 % Self.oneInUnlisted == 0
      return WordRating(
        nameness: nameness.logOdds(letters, script),
        ordinariness: isUnlisted ? 0 : model.ordinariness(of: letters, in: script),
        suffixEvidence: suffixNeighbours.map { suffixModel.logOdds($0, of: letters, script) } ?? 0,
        suffixNeighbourCount: Float(suffixNeighbours?.count ?? 0))
    }
    for query in queries {
      let classifier = classifiers[ContextTraining.fold(query)]
      let related = words.related(to: query)
      search.isExhaustive = false
      var candidates = search.candidates(of: query)
      let keyed = Set(candidates.map(\.index))
      if draw.isWhole, StableHash.of(query) >> 8 % Self.oneInExhaustive == 0 {
        search.isExhaustive = true
        candidates = search.candidates(of: query)
      }
      /// The labels of the candidates, where other names count if they pass `isName`.
      func labels(same: Set<String>, where isName: (String) -> Bool) -> [Int: Label] {
        var labels: [Int: Label] = [:]
        for candidate in candidates {
          let word = vocabulary.form(at: candidate.index)
          guard word != query,
            var label = label(word, of: query, same: same, related: related, where: isName)
          else { continue }
          label.weight *= draw.weight
          if !keyed.contains(candidate.index) { label.weight *= Self.weightOfKeyless }
          labels[candidate.index] = label
        }
        return labels
      }
      if draw.isWhole {
        let alone = labels(same: related, where: words.isName)
        classifier.forEachPairAlone(candidates, of: query, rating: rating) {
          candidate, features, _ in
          guard var label = alone[candidate.index] else { return }
          if !label.isSame, words.isName(vocabulary.form(at: candidate.index)) {
            label.weight *= Self.weightOfOtherNamesAlone
          }
          result.alone.append(features, label)
        }
      }
      guard words.isAsked(query) else { continue }
      let among = labels(same: words.related(to: query, amongAsked: true), where: words.isAsked)
      classifier.forEachPair(candidates, of: query, rating: rating) { candidate, features in
        guard var label = among[candidate.index] else { return }
        if features[PairFeatures.formOrdinariness] == 0,
          words.common.contains(vocabulary.form(at: candidate.index)), !label.isSame
        {
          label.weight *= Self.weightOfUnlistedWords / Self.weightOfCommonWords
        }
        result.among.append(features, label)
      }
    }
    return result
  }

  /// Whether a word is the same name as a query, and how much that counts.
  private struct Label {
    let isSame: Bool
    var weight: Float
  }

  /// What is known of a word as a spelling of a query; nil = nothing.
  private func label(
    _ word: String, of query: String, same: Set<String>, related: Set<String>,
    where isName: (String) -> Bool
  ) -> Label? {
    if same.contains(word) { return Label(isSame: true, weight: 1) }
    let isCommon = words.common.contains(word)
    guard !related.contains(word), isName(word) || isCommon,
      words.mayBeNegative(word, of: query, related: related)
    else { return nil }
    return Label(isSame: false, weight: isCommon ? Self.weightOfCommonWords : 1)
  }
}

extension Script {
  /// The scripts of the model, by raw value.
  static let trained: [Script] = [.latin, .arabic, .cyrillic]
}
