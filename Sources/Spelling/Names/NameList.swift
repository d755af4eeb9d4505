// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// A list of names in which others are looked for, in any spelling, script and order of words.
///
/// ```swift
/// let list = try NameList(["أحمد الشرع", "Bashar al-Assad"])
/// for match in list.matches(of: "Sharaa, Ahmad") { print(match.score, match.reason) }
/// ```
public struct NameList: Sendable {
  /// Where a unit of the list occurs.
  struct Place: Sendable {
    let name: UInt32
    let firstToken: UInt8
    let tokenCount: UInt8
  }

  /// The names in the order given.
  public let names: [Name]
  /// All units of the names.
  let vocabulary: Vocabulary
  /// The places of form f are `places[placeStarts[f]..<placeStarts[f + 1]]`.
  let placeStarts: [Int]
  let places: [Place]
  /// What each word of each name weighs.
  let weights: [[Double]]
  /// In how many names each form is a word.
  private let frequencies: [Int]
  /// What is known of each form as a name.
  let known: [KnownName]
  /// The forms that stand for each Arabic name.
  private let formsOfName: [Int: [Int]]

  /// Reads and indexes names, on all cores.
  public init(_ texts: [String]) throws {
    let names = Parallel.map(count: texts.count) { texts[$0].map { Name($0) } }.flatMap { $0 }
    var builder = VocabularyBuilder()
    for name in names {
      for unit in NameUnit.units(of: name) { builder.add(unit.text) }
    }
    let vocabulary = try Vocabulary(bytes: builder.encoded(stamp: ""))
    let found = Parallel.map(count: names.count) { range in
      range.flatMap { Self.places(of: names[$0], number: $0, in: vocabulary) }
    }
    var counts = [Int](repeating: 0, count: vocabulary.count + 1)
    var frequencies = [Int](repeating: 0, count: vocabulary.count)
    for (form, place) in found.joined() {
      counts[form + 1] += 1
      if place.tokenCount == 1 { frequencies[form] += 1 }
    }
    for form in counts.indices.dropFirst() { counts[form] += counts[form - 1] }
    var next = counts
    var places = [Place](
      repeating: Place(name: 0, firstToken: 0, tokenCount: 0), count: counts.last ?? 0)
    for (form, place) in found.joined() {
      places[next[form]] = place
      next[form] += 1
    }
    self.names = names
    self.vocabulary = vocabulary
    self.placeStarts = counts
    self.places = places
    self.frequencies = frequencies
    let known = (0..<vocabulary.count).map { KnownNames.shared[vocabulary.form(at: $0)] }
    var formsOfName: [Int: [Int]] = [:]
    for (form, known) in known.enumerated() {
      for meaning in known.meanings where meaning.share >= KnownName.leastAgreement {
        formsOfName[meaning.name, default: []].append(form)
      }
    }
    self.known = known
    self.formsOfName = formsOfName
    weights = Parallel.map(count: names.count) { range in
      range.map { number in
        names[number].tokens.map { token in
          let frequency = vocabulary.index(of: token.text).map { frequencies[$0] } ?? 1
          return token.weight * Self.informativeness(of: frequency, among: names.count)
        }
      }
    }.flatMap { $0 }
  }

  private static func places(
    of name: Name, number: Int, in vocabulary: Vocabulary
  ) -> [(Int, Place)] {
    NameUnit.units(of: name).compactMap { unit in
      vocabulary.index(of: unit.text).map { form in
        let place = Place(
          name: UInt32(number), firstToken: UInt8(unit.tokens.lowerBound),
          tokenCount: UInt8(unit.tokens.count))
        return (form, place)
      }
    }
  }

  /// The forms that are the same name as a word, by what is known of both.
  func forms(knownAs name: KnownName) -> Set<Int> {
    let meanings = name.meanings.filter { $0.share >= KnownName.leastAgreement }
    return Set(meanings.flatMap { formsOfName[$0.name] ?? [] })
  }

  /// In how many names a form is a word.
  func frequency(of form: Int) -> Int { frequencies[form] }

  /// What a word of this frequency weighs: 1 when it is unique, 0.4 when it is everywhere. In a
  /// short list frequencies say little, so it is taken for part of a longer one.
  static func informativeness(of frequency: Int, among count: Int) -> Double {
    let total = Double(max(count, 1000))
    return max(0.4, min(1, log(total / Double(max(frequency, 1))) / log(total)))
  }
}
