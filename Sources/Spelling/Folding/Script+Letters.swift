// SPDX-License-Identifier: GPL-2.0-or-later

extension Script {
  /// The script of one letter; `other` for digits, marks and signs.
  public init(of scalar: Unicode.Scalar) {
    self = FoldingTable.shared.entry(of: scalar.value).script
  }

  /// The script most letters of a word are in; of two with as many, the one that comes first.
  public init(of word: some StringProtocol) {
    var counts = [0, 0, 0, 0]
    var first = [Int](repeating: .max, count: 4)
    for (offset, scalar) in word.unicodeScalars.enumerated() {
      let entry = FoldingTable.shared.entry(of: scalar.value)
      guard entry.scalarClass.isLetter else { continue }
      let script = Int(entry.script.rawValue)
      counts[script] += 1
      first[script] = min(first[script], offset)
    }
    let best = counts.indices.max { (counts[$0], -first[$0]) < (counts[$1], -first[$1]) }
    self = best.flatMap { counts[$0] > 0 ? Script(rawValue: UInt8($0)) : nil } ?? .other
  }
}
