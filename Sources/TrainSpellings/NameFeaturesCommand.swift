// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Spelling

/// Writes what the matching of whole names sees in each pair that it looks at, for `scripts/train-name-score`:
/// the lines' numbers in both files, from 0, and the features.
struct NameFeaturesCommand {
  let namesPath: String
  let listPath: String
  let outputPath: String
  /// How many matches of each name are written.
  let limit: Int
  /// Leaves out which words are known to be one name: of the names that the model was trained on, nearly all are.
  let hidesGroups: Bool

  func run() throws {
    let names = try TextFile.lines(namesPath).map(String.init)
    let list = try NameList(TextFile.lines(listPath).map(String.init))
    var output = "name\tmatch\t" + NameScore.featureNames.joined(separator: "\t") + "\n"
    guard let model = try model() else { return }
    var options = NameMatchOptions()
    options.minimumScore = 0
    options.limit = limit
    var matcher = NameMatcher(list, options: options, model: model)
    let found = matcher.matches(of: names.map { NameRow(names: [$0]) })
    for (number, matches) in found.enumerated() {
      for match in matches {
        let features = match.features.map { String(format: "%.4g", $0) }
        output += "\(number)\t\(match.index)\t" + features.joined(separator: "\t") + "\n"
      }
    }
    try output.write(toFile: outputPath, atomically: true, encoding: .utf8)
  }

  private func model() throws -> SpellingModel? {
    guard hidesGroups, let model = SpellingModel.shared else { return .shared }
    return try SpellingModel(
      bytes: model.encoded(replacing: [
        SpellingModel.Layout.groupedWords: [], SpellingModel.Layout.groups: [],
      ]))
  }
}
