// SPDX-License-Identifier: GPL-2.0-or-later

/// Word, Excel and PowerPoint before 2007, read by the programs of catdoc.
enum OldOffice {
  static func document(_ input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    try content(of: input, "catdoc", ["-d", "utf-8", "-w"])
  }

  static func workbook(_ input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    try content(of: input, "xls2csv", ["-d", "utf-8", "-q0", "-c\t", "-b\u{0C}"])
  }

  static func slides(_ input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    try content(of: input, "catppt", ["-d", "utf-8"])
  }

  private static func content(of input: Input, _ name: String, _ arguments: [String])
    throws(Unreadable) -> Content
  {
    let program = ExternalProgram(name: name, package: "catdoc")
    guard try input.beginning().starts(with: Signature.compoundFile) else {
      throw Unreadable(.damaged, "is no document of Microsoft Office before 2007")
    }
    let output = try program.run(arguments + ["/dev/stdin"], on: input)
    let errors = String(decoding: output.errors, as: UTF8.self)
    if errors.contains("ncrypt") {
      throw Unreadable(.encrypted, "asks for a password: save it without one to have it indexed")
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
