// SPDX-License-Identifier: GPL-2.0-or-later

extension Script {
  /// The script of a folded word's first letter that belongs to one.
  package init(ofWord bytes: UnsafeRawBufferPointer) {
    self = .other
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case 0x61...0x7a, 0x41...0x5a, 0xc3...0xc9: self = .latin
      case 0xd0...0xd3: self = .cyrillic
      case 0xd4 where offset + 1 < bytes.count && bytes[offset + 1] < 0xb0: self = .cyrillic
      case 0xd8...0xdb, 0xdd: self = .arabic
      default: continue
      }
      return
    }
  }
}

extension Script {
  /// The script of a folded word.
  init(ofWordText word: String) {
    var word = word
    self = word.withUTF8 { Script(ofWord: UnsafeRawBufferPointer($0)) }
  }
}
