// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import SplitMix
import Testing

@Suite("A vocabulary made of a former one is the same as one made anew")
struct VocabularyUpdateTests {
  private static let keys: VocabularyBuilder.ExtraKeys = { form, _ in
    [UInt64(form.count) &* 0x9e37_79b9_7f4a_7c15]
  }
  private static let parts = [
    "ta", "rt", "us", "al", "as", "m", "та", "рт", "ус", "ом", "е", "а", "ал", "ال", "و", "شر", "ع",
    "ات", "7",
  ]

  @Test("byte for byte", arguments: [0, 1, 30, 300, 3000])
  func bytes(count: Int) throws {
    var random = SplitMix(seed: UInt64(count))
    func words(_ count: Int) -> [String] {
      (0..<count).map { _ in
        (0..<Int.random(in: 1...6, using: &random)).map { _ in
          Self.parts[Int.random(in: 0..<Self.parts.count, using: &random)]
        }.joined()
      }
    }
    var held = Dictionary(words(count).map { ($0, 1) }) { $0 + $1 }
    var former = try Self.vocabulary(held, of: nil)
    for _ in 0..<4 {
      for word in words(count / 20) { held[word, default: 0] += 1 }
      for word in Array(held.keys).sorted().shuffled(using: &random).prefix(count / 20) {
        held[word] = nil
      }
      let anew = try Self.encoded(held, of: nil)
      #expect(try Self.encoded(held, of: former) == anew)
      former = try Vocabulary(bytes: anew)
    }
  }

  private static func encoded(_ words: [String: Int], of former: Vocabulary?) throws -> [UInt8] {
    var builder = VocabularyBuilder(updating: former, extraKeys: keys)
    for (word, frequency) in words {
      builder.add(word, frequency: frequency, capitalShare: Float(frequency % 3) / 2)
    }
    return try builder.encoded(stamp: "state")
  }

  private static func vocabulary(
    _ words: [String: Int], of former: Vocabulary?
  ) throws -> Vocabulary {
    try Vocabulary(bytes: encoded(words, of: former))
  }
}
