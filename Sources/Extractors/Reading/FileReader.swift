// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// Reads a file with all that is in it.
struct FileReader {
  /// The names by which records are read.
  let fields: RecordFields
  let options: ReadingOptions

  /// Reads a file as what it is, whatever its name.
  func readAll(of input: Input, into unpacking: Unpacking) {
    do throws(Unreadable) {
      var type = unpacking.file.type
      let beginning = try input.beginning()
      if !Signature.fits(beginning, type) { type = Signature.type(of: beginning) ?? type }
      try read(input, as: type, into: unpacking)
    } catch {
      unpacking.fail(error)
    }
  }

  /// Reads a file, or a member of one, as what it is.
  func read(_ input: Input, as type: DocumentType, into unpacking: Unpacking) throws(Unreadable) {
    let format = Format.of(type)
    guard input.size > 0 else { throw Unreadable(.empty, "is empty") }
    let limit = format.limit
    switch format.extraction {
    case .whole(let extract):
      guard input.size <= limit else { throw Unreadable.tooLarge(limit) }
      let extras =
        type == .pdf && unpacking.readsExtras
        ? try PDFExtras.unpack(input, unpacking) : PDFExtras()
      var content: Content
      do throws(Unreadable) {
        content = try extract(input, options)
      } catch {
        // Scanned pages may have comments.
        guard error.kind == .textless, !extras.texts.isEmpty else { throw error }
        unpacking.fail(error)
        content = Content()
      }
      content.text = extras.added(to: content.text)
      try unpacking.add(whole: content, type: type)
    case .members(let unpack):
      try unpack(input, unpacking)
    case .lines, .rows:
      guard input.size <= limit else { throw Unreadable.tooLarge(limit) }
      try readRecords(of: input, as: type, unpacking)
    }
  }

  /// Reads a table or JSON Lines as a whole: it lies in an archive, or is not in UTF-8, or is one document.
  private func readRecords(
    of input: Input, as type: DocumentType, _ unpacking: Unpacking
  ) throws(Unreadable) {
    var file = unpacking.file
    file.path = input.name
    file.type = type
    var bytes = try input.bytes()
    if type == .jsonLines {
      // Where the encoding cannot be detected, each line is; bytes that spoil UTF-8 are to spoil their lines only.
      if JSONLines.isForeign(Array(bytes.prefix(JSONLines.sampleSize))),
        let decoded = try? TextDecoding.text(of: bytes),
        decoded.text != FlawedText.repaired(bytes[...])
      {
        bytes = Array(decoded.text.utf8)
        unpacking.fail(decoded.flaws)
      }
      return try JSONLines(file: file, fields: fields)
        .read(bytes, unpacking.status) { unpacking.add($0) }
    }
    let decoded = try TextDecoding.text(of: bytes)
    unpacking.fail(decoded.flaws)
    let hasRecords = try CSVRows.read(
      text: decoded.text, file: file, fields: fields, unpacking.status
    ) { unpacking.add($0) }
    if !hasRecords { unpacking.add(CSVTable.content(ofText: decoded.text), type: .csv) }
  }
}
