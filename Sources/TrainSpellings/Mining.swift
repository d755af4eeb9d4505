// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Spelling
import SplitMix

/// What is known about the words of the training: which belong together, and what may serve as
/// proof of the contrary.
struct TrainingWords {
  /// The entities of each word that is a name by itself.
  private let entitiesOfWord: [String: [Int]]
  private let wordsOfEntity: [[String]]
  private let heldOut: Set<NamePair>
  /// Ordinary words of the vocabulary.
  let common: Set<String>
  /// The words of dictionaries, in byte order.
  let dictionary: [String]
  /// Words that may not serve as negatives: names of the held-out entities.
  private let untouchable: Set<String>
  /// The names of the entities that the classifier is trained to recognise.
  private let askedNames: Set<String>
  /// Words of the evaluation that are nothing known: they only fill the vocabulary.
  let unlabelled: [String]
  /// Words by kind and script, for drawing queries.
  private let pools: [[String]]

  /// `wordsPath` lists words of texts: form, script, flags; flag C marks ordinary ones, D and E the
  /// names of the held-out entities. `dictionaryPath` lists the words of dictionaries, one a line;
  /// tuning does without. With `hidesHalf` every second ordinary word is known to be a word and nothing
  /// else, to measure what is new to the model.
  init(
    names: NameData, heldOut: Set<NamePair>, wordsPath: String, dictionaryPath: String? = nil,
    hidesHalf: Bool = false
  ) throws {
    func isHidden(_ word: String) -> Bool { hidesHalf && StableHash.of(word) >> 5 & 1 == 1 }
    let dictionary = try Set(
      (dictionaryPath.map(TextFile.lines) ?? []).map { Folding.folded(String($0)) }.filter {
        !isHidden($0)
      })
    var common: Set<String> = []
    var untouchable: Set<String> = []
    var unlabelled: [String] = []
    for line in try TextFile.lines(wordsPath) {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard cells.count == 3 else { continue }
      let word = Folding.folded(String(cells[0]))
      if cells[2].contains("D") || cells[2].contains("E") {
        untouchable.insert(word)
      } else if cells[2].contains("C") || (cells[2].isEmpty && dictionary.contains(word)) {
        if isHidden(word) { unlabelled.append(word) } else { common.insert(word) }
      } else if cells[2].isEmpty {
        unlabelled.append(word)
      }
    }
    var entitiesOfWord: [String: [Int]] = [:]
    var wordsOfEntity: [[String]] = []
    var pools = [Set<String>](repeating: [], count: 6)
    for (index, entity) in names.entities.enumerated() {
      let words = names.singleWords(entity).filter { NameWords.script($0) != .other }
      wordsOfEntity.append(words)
      for word in words {
        entitiesOfWord[word, default: []].append(index)
        if words.count > 1, word.unicodeScalars.count >= 3 {
          pools[(entity.isPerson ? 3 : 0) + Int(NameWords.script(word).rawValue)].insert(word)
        }
      }
    }
    self.entitiesOfWord = entitiesOfWord
    askedNames = Set(wordsOfEntity.indices.filter(Self.isAsked).flatMap { wordsOfEntity[$0] })
    self.wordsOfEntity = wordsOfEntity
    self.heldOut = heldOut
    self.common = common
    self.dictionary = dictionary.sorted()
    self.untouchable = untouchable
    self.unlabelled = unlabelled
    self.pools = pools.map { $0.sorted() }
  }

  /// All names and ordinary words, to be searched.
  var vocabulary: [String] { Array(Set(entitiesOfWord.keys).union(common)).sorted() }

  /// The names of a script that are no ordinary words, and the ordinary words that are no names, of
  /// those of the dictionaries a sample.
  func contrast(of script: Script) -> Contrast {
    let listed = Set(dictionary)
    var random = SplitMix(seed: 7)
    let sample = dictionary.filter { word in
      NameWords.script(word) == script && entitiesOfWord[word] == nil && !common.contains(word)
        && !untouchable.contains(word)
    }.shuffled(using: &random).prefix(Self.maxOfDictionary)
    return Contrast(
      names: entitiesOfWord.keys.filter { word in
        NameWords.script(word) == script && !common.contains(word) && !listed.contains(word)
      }.sorted(),
      common: common.filter { NameWords.script($0) == script && entitiesOfWord[$0] == nil }.sorted()
        + sample
    )
  }

  private static let maxOfDictionary = 100_000

  func isName(_ word: String) -> Bool { entitiesOfWord[word] != nil }

  /// Query words, equally many of each kind and script, in byte order.
  func queries(perPool: Int, seed: UInt64, where isWanted: (String) -> Bool) -> [String] {
    var random = SplitMix(seed: seed)
    var queries: Set<String> = []
    for pool in pools {
      queries.formUnion(pool.filter(isWanted).shuffled(using: &random).prefix(perPool))
    }
    return queries.sorted()
  }

  /// Whether an entity is one of those that the classifier is trained to recognise: as many as are held out for
  /// measuring. What is known of the others, it gets as ``NameGroups``.
  private static func isAsked(entity: Int) -> Bool { StableHash.of(String(entity)) % 10 < 4 }

  /// Whether a word is a name of an entity that the classifier is trained to recognise.
  func isAsked(_ word: String) -> Bool { askedNames.contains(word) }

  /// The entities that a word is a name of, of those that the classifier is trained to recognise.
  func askedEntities(of word: String) -> [Int] {
    (entitiesOfWord[word] ?? []).filter(Self.isAsked)
  }

  /// What is known of names beside the entities that are asked about: as little as of held-out ones.
  var expansionsBesideAsked: NameGroupsTable {
    NameGroupsTable(
      entities: wordsOfEntity.indices.filter { !Self.isAsked(entity: $0) }.map { entity in
        let words = wordsOfEntity[entity]
        return words.filter { word in !words.contains { isHeldOut(word, $0) } }
      }, marked: askedNames)
  }

  /// All that is known of names, but for what is held out.
  var groups: NameGroupsTable {
    NameGroupsTable(
      entities: wordsOfEntity,
      marked: untouchable.union(heldOut.lazy.flatMap { [$0.first, $0.second] }))
  }

  /// The words that share an entity with a word, of those that are asked about or of all.
  func related(to word: String, amongAsked: Bool = false) -> Set<String> {
    var related: Set<String> = []
    for entity in entitiesOfWord[word] ?? [] where !amongAsked || Self.isAsked(entity: entity) {
      related.formUnion(wordsOfEntity[entity])
    }
    related.remove(word)
    return related.filter { other in !isHeldOut(word, other) }
  }

  private func isHeldOut(_ word: String, _ other: String) -> Bool {
    NamePair(word, other).map(heldOut.contains) ?? false
  }

  /// Whether a word may be taught as no spelling of another: it is no relative's relative, no
  /// name of the held-out entities, and no close misspelling of a relative.
  func mayBeNegative(_ word: String, of query: String, related: Set<String>) -> Bool {
    if untouchable.contains(word) || isHeldOut(word, query) { return false }
    if common.contains(word) { return true }
    for relative in related {
      for entity in entitiesOfWord[relative] ?? []
      where entitiesOfWord[word]?.contains(entity) ?? false { return false }
    }
    guard word.utf8.count >= 6 else { return true }
    return !related.union([query]).contains { NearMisses.isAtMostOne($0, word) }
  }
}

/// A pair of words with what training knows of it.
struct LabelledPair: Sendable {
  let query: String
  let word: String
  let isSame: Bool
  /// The number of the query.
  let group: Int
}

/// Searches the training words with a model and labels what it finds.
struct Mining {
  let words: TrainingWords
  let vocabulary: Vocabulary
  /// The lowest score mined, in quarter units.
  let floor: Int
  let maxNegatives: Int

  /// What the model finds for queries, and what it should have found.
  func labelledPairs(
    _ queries: [String], model: SpellingModel, groupOffset: Int, exhaustive: Bool = false
  ) -> [LabelledPair] {
    Parallel.map(count: queries.count, parts: 64) { range -> [LabelledPair] in
      var search = SpellingSearch(vocabulary, model: model, floor: floor, stripsAffixes: false)
      search.isExhaustive = exhaustive
      var result: [LabelledPair] = []
      for index in range {
        let query = queries[index]
        let related = words.related(to: query)
        let hits = search.candidates(of: query).sorted { ($0.raw, $1.index) > ($1.raw, $0.index) }
        var negatives = 0
        var found: Set<String> = []
        for hit in hits {
          let word = vocabulary.form(at: hit.index)
          if word == query { continue }
          if related.contains(word) {
            found.insert(word)
            result.append(
              LabelledPair(query: query, word: word, isSame: true, group: groupOffset + index))
          } else if negatives < maxNegatives,
            words.mayBeNegative(word, of: query, related: related)
          {
            negatives += 1
            result.append(
              LabelledPair(query: query, word: word, isSame: false, group: groupOffset + index))
          }
        }
        for word in related.subtracting(found).sorted() {
          result.append(
            LabelledPair(query: query, word: word, isSame: true, group: groupOffset + index))
        }
      }
      return result
    }.flatMap { $0 }
  }
}
