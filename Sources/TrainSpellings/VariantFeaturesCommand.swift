// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Spelling

/// Writes the candidates of words in an archive's vocabulary with what the variant classifier sees of them, for
/// scripts/calibrate-variants: word, form, documents and the features, a candidate a line.
struct VariantFeaturesCommand {
  let vocabulary: Vocabulary

  func run(queriesPath: String, outputPath: String) throws {
    let queries = try TextFile.lines(queriesPath).map(String.init)
    let parts = Parallel.map(count: queries.count, parts: 64) { range in
      queries[range].map(lines).joined()
    }
    let names = VariantFeature.allCases.map { "\($0)" }
    let header = (["word", "form", "documents"] + names).joined(separator: "\t") + "\n"
    try (header + parts.joined()).write(toFile: outputPath, atomically: true, encoding: .utf8)
  }

  private func lines(of query: String) -> String {
    let word = NameWords.words(query).last ?? ""
    let typed = TypedWord(
      folded: Folding.folded(query).contains(" ") ? word : Folding.folded(query))
    return vocabulary.variantFeatures(of: typed).map { index, _, features in
      let cells =
        [query, vocabulary.form(at: index), String(vocabulary.frequency(at: index))]
        + features.map { String(format: "%g", Double($0)) }
      return cells.joined(separator: "\t") + "\n"
    }.joined()
  }
}
