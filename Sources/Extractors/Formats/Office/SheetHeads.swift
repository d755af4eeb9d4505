// SPDX-License-Identifier: GPL-2.0-or-later

/// What stands at the head and foot of the pages of a sheet when it is printed.
enum SheetHeads {
  /// The elements that hold it. Source: ECMA-376 part 1, "Header Footer Settings".
  static let elements: Set = [
    "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter",
  ]

  /// The text without the codes that begin its three parts and say how it looks: `&L&"Arial,Bold"&14Plan &P`.
  static func plain(_ code: String) -> String {
    var plain = ""
    var rest = code[...]
    while let sign = rest.popFirst() {
      guard sign == "&", let next = rest.popFirst() else {
        plain.append(sign)
        continue
      }
      switch next {
      case "&": plain.append("&")
      case "L", "C", "R": plain.append("\n")
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "K": rest = rest.dropFirst(6)
      case "0"..."9": rest = rest.drop { $0.isASCII && $0.isNumber }
      // Fields and styles; the number of a page is no text.
      default: plain.append(" ")
      }
    }
    return plain.split(separator: "\n").compactMap { Title.oneLine(String($0)) }
      .joined(separator: "\n")
  }
}
