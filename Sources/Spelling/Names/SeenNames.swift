// SPDX-License-Identifier: GPL-2.0-or-later

/// Which names of a list have words of a name looked for: one number a name, since words that many share are seen in
/// very many.
struct SeenNames {
  /// What is seen in a name: the words of the name looked for as bits, of which there are 24 at most, and these.
  static let likely: UInt32 = 1 << 28
  static let sure: UInt32 = 1 << 30
  static let rare: UInt32 = 1 << 31
  private static let kept: UInt32 = 1 << 29

  private var marks: [UInt32]
  private var touched: [UInt32] = []

  init(count: Int) { marks = [UInt32](repeating: 0, count: count) }

  /// Notes what is seen in a name. Numbers of names that no list has come from damage only.
  @inline(__always)
  mutating func see(_ name: UInt32, _ bits: UInt32) {
    guard name < marks.count else { return }
    if marks[Int(name)] == 0 { touched.append(name) }
    marks[Int(name)] |= bits
  }

  /// Keeps the names whose bits a test holds for.
  mutating func keep(_ isKept: (UInt32) -> Bool) {
    for name in touched where isKept(marks[Int(name)]) { marks[Int(name)] |= Self.kept }
  }

  /// Whether a name was kept.
  @inline(__always)
  func keeps(_ name: UInt32) -> Bool {
    name < marks.count && marks[Int(name)] & Self.kept != 0
  }

  /// Forgets everything.
  mutating func clear() {
    for name in touched { marks[Int(name)] = 0 }
    touched.removeAll(keepingCapacity: true)
  }
}
