// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// Word, Excel and PowerPoint of versions that are too old for our own readers, read by the programs of catdoc.
enum OldOffice {
  static func document(_ input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    try content(of: input, "catdoc", .word)
  }

  static func workbook(_ input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    try content(of: input, "xls2csv", .workbook)
  }

  static func slides(_ input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    try content(of: input, "catppt", .slides)
  }

  private static func content(of input: Input, _ name: String, _ program: OutsideProgram)
    throws(Unreadable) -> Content
  {
    guard try input.beginning().starts(with: Signature.compoundFile) else {
      throw Unreadable(.damaged, "is no document of Microsoft Office")
    }
    let output = try input.output(of: program)
    let errors = String(decoding: output.errors, as: UTF8.self)
    if errors.contains("ncrypt") {
      throw Unreadable.encrypted
    }
    guard output.code == 0 else {
      throw Unreadable(.damaged, "is damaged: \(name) does not read it")
    }
    guard output.bytes.contains(where: { $0 > 0x20 }) else {
      throw Unreadable(
        .textless, "holds no text that \(name) finds: save it in a newer format to have it indexed")
    }
    return Content(text: String(decoding: output.bytes, as: UTF8.self))
  }
}
