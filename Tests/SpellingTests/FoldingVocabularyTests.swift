// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Spelling
import Testing

/// The evaluation's word list, beside the repository where developers have it.
private let vocabulary = URL(filePath: #filePath).deletingLastPathComponent()
  .appending(path: "../../../shared/names/eval/vocabulary.tsv.gz").standardizedFileURL

@Suite("Folding the evaluation's vocabulary") struct FoldingVocabularyTests {
  @Test(
    "nearly all forms fold to themselves",
    .enabled(
      if: FileManager.default.fileExists(atPath: vocabulary.path),
      "names/eval/vocabulary.tsv.gz is not beside the repository"))
  func formsAreFolded() throws {
    let unpacking = Process()
    unpacking.executableURL = URL(filePath: "/usr/bin/zcat")
    unpacking.arguments = [vocabulary.path]
    let pipe = Pipe()
    unpacking.standardOutput = pipe
    try unpacking.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    unpacking.waitUntilExit()

    let taMarbuta = Array("ة".utf8)
    var forms = 0
    var endings = 0
    var changed: [String] = []
    for line in data.split(separator: UInt8(ascii: "\n")).dropFirst() {
      let form = line.prefix { $0 != UInt8(ascii: "\t") }
      forms += 1
      let folded = Array(form).withUnsafeBufferPointer { Folding.folded($0) }
      if folded.elementsEqual(form) { continue }
      // The list keeps ة apart from ه, which we do not.
      if form.firstRange(of: taMarbuta) != nil {
        endings += 1
        continue
      }
      changed.append(String(decoding: form, as: UTF8.self))
    }
    #expect(forms > 1_000_000)
    #expect(changed.count * 1000 < forms, "\(changed.count) of \(forms): \(changed.prefix(100))")
    #expect(endings * 40 < forms, "\(endings) of \(forms) with ة")
  }
}
