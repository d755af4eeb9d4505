// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Spelling
import SplitMix
import Testing

/// Whatever bytes a vocabulary file has, its reader stays within them: see `scripts/fuzz`.
@Suite struct VocabularyMutationTests {
  @Test func changedBytesNeverLeadTheReaderAstray() throws {
    let words =
      (0..<400).map { "word\($0)" } + ["hmeimim", "хмеймим", "хмеймиме", "حميميم", "الشرع"]
    var builder = VocabularyBuilder()
    for (number, word) in words.enumerated() { builder.add(word, frequency: number % 9 + 1) }
    let sound = try builder.encoded(stamp: "a stamp")
    let seconds = ProcessInfo.processInfo.environment["ALLONYM_FUZZ_SECONDS"].flatMap(Double.init)
    let end = Date().addingTimeInterval(seconds ?? 1)
    let seed = UInt64(ProcessInfo.processInfo.environment["ALLONYM_FUZZ_SEED"] ?? "") ?? 1
    var random = SplitMix(seed: seed)
    var opened = 0
    var rounds = 0
    repeat {
      rounds += 1
      var bytes = sound
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        // The header is a small part of the file and decides most.
        let position = Int.random(
          in: 0..<(Bool.random(using: &random) ? min(160, bytes.count) : bytes.count))
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[position] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 2: bytes[position] = [0, 0xff, 0x7f, 0x80].randomElement(using: &random) ?? 0
        default: if position > 0 { bytes.removeLast(min(position, bytes.count - 1) / 64) }
        }
      }
      guard let vocabulary = try? Vocabulary(bytes: bytes) else { continue }
      opened += 1
      var update = VocabularyBuilder(updating: vocabulary)
      for word in words.dropFirst(9) + ["шараа", "tartus"] { update.add(word) }
      for vocabulary in [vocabulary, try Vocabulary(bytes: update.encoded(stamp: ""))] {
        for word in ["hmeimim", "хмеймима", "شرع", "word7", ""] {
          let scores = vocabulary.spellings(of: word, tier: .wide).map(\.score)
          #expect(scores.allSatisfy { (0...1).contains($0) }, "seed \(seed), round \(rounds)")
          _ = vocabulary.inflections(of: word)
          let found = vocabulary.index(of: word)
          #expect(found.map { 0..<vocabulary.count ~= Int($0) } ?? true)
          for index in vocabulary.indices(withPrefix: String(word.prefix(2))).prefix(20) {
            #expect(0..<vocabulary.count ~= Int(index), "seed \(seed), round \(rounds)")
            _ = vocabulary.form(at: index)
            _ = vocabulary.frequency(at: index)
            _ = vocabulary.capitalShare(at: index)
          }
        }
      }
    } while Date() < end
    // Most changes are to words and keys, which are read as they lie; some are to the frame, which is refused.
    #expect(opened > 0)
    #expect(throws: VocabularyError.self) { try Vocabulary(bytes: Array(sound.dropLast(8))) }
  }
}
