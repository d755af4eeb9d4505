// SPDX-License-Identifier: GPL-2.0-or-later

/// Plain text, as it is.
enum PlainText {
  static func content(of input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    Content(text: try TextDecoding.text(of: try input.bytes()))
  }
}
