// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Testing

/// What the check of a machine says where programs are missing, and where they are not.
struct MachineCheckTests {
  @Test("A program that is missing is named with its package and what is not read without it")
  func missingPrograms() throws {
    let folder = try TemporaryFolder()
    let findings = MachineCheck(folders: [folder.path.shown]).findings()
    let packages = [
      "pdftotext": " poppler-utils", "pdftoppm": " poppler-utils",
      "tesseract": "s tesseract-ocr tesseract-ocr-ara tesseract-ocr-rus",
      "catdoc": " catdoc", "xls2csv": " catdoc", "catppt": " catdoc",
    ]
    for (program, package) in packages {
      let finding = try #require(findings.first { $0.part == program })
      #expect(!finding.isSound)
      #expect(finding.detail.hasSuffix("cannot be read: install the Debian package\(package)."))
    }
    #expect(!findings.contains { $0.part == "languages of tesseract" })
  }

  @Test("The reader is tried on a text, confined as it reads files")
  func reader() throws {
    let finding = try #require(MachineCheck().findings().first)
    #expect(finding.part == "allonym-reader")
    #expect(finding.isSound, "\(finding.detail)")
    #expect(finding.detail.contains("reads files, version \(ReaderProgram.version)"))
  }

  @Test("A reader that is no reader is reported with what it says")
  func brokenReader() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array("no program".utf8), to: "allonym-reader")
    let finding = try #require(
      MachineCheck(reader: ReaderProgram(path: path.shown)).findings().first)
    #expect(!finding.isSound)
    #expect(finding.detail.contains("\(path.shown), which reads files, does not run"))
  }
}
