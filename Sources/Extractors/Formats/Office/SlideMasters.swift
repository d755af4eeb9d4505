// SPDX-License-Identifier: GPL-2.0-or-later

/// What stands on the masters and layouts of slides and is shown on all that follow them: all but the places that are
/// kept free for the text of slides ("Click to edit").
final class SlideMasters: XMLEvents {
  private(set) var lines: [String] = []
  private var builder = TextBuilder()
  private var textDepth = 0
  private var shapeDepth = 0
  private var isPlace = false

  func wantsAttributes(of name: String) -> Bool { false }

  func start(_ name: String, attributes: [String: String]) {
    switch name {
    case "sp":
      shapeDepth += 1
      (builder, isPlace) = (TextBuilder(), false)
    case "ph": isPlace = true
    case "t": textDepth += 1
    case "br", "tab": builder.space()
    default: break
    }
  }

  func end(_ name: String) {
    switch name {
    case "t": textDepth -= 1
    case "p": builder.newLine()
    case "sp":
      shapeDepth -= 1
      if !isPlace, !builder.isEmpty { lines.append(builder.text) }
      builder = TextBuilder()
    default: break
    }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    if textDepth > 0 && shapeDepth > 0 && !isPlace { builder.append(bytes) }
  }
}
