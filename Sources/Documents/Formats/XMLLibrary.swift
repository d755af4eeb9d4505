// SPDX-License-Identifier: GPL-2.0-or-later
internal import CXML

/// libxml2, which is loaded when the first document needs it.
enum XMLLibrary {
  /// Its tables are filled once, before threads use them.
  private static let isReady: Void = { xml_library()?.pointee.xmlInitParser() }()

  /// - Throws: where libxml2 is not installed.
  static func functions() throws(Unreadable) -> xml_functions {
    _ = isReady
    guard let library = xml_library() else {
      throw Unreadable.missing(library: "libxml2", package: "libxml2")
    }
    return library.pointee
  }
}
