// SPDX-License-Identifier: GPL-2.0-or-later
internal import CProgram
import Glibc

/// What a look at this machine found of one thing that reading files needs.
public struct MachineFinding: Sendable, Equatable {
  /// The thing: a program, the kernel, a limit.
  public let part: String
  /// Whether it is there, and new enough.
  public let isSound: Bool
  /// What was found, in a sentence; with what to do where something is missing.
  public let detail: String

  /// A finding about a thing.
  public init(_ part: String, isSound: Bool, _ detail: String) {
    self.part = part
    self.isSound = isSound
    self.detail = detail
  }
}

/// Looks whether this machine has what reading files needs.
public struct MachineCheck: Sendable {
  private let reader: ReaderProgram
  private let folders: [String]

  /// A check of what `index` uses.
  ///
  /// - Parameters:
  ///   - reader: the program that reads files.
  ///   - folders: where the programs that read for it are looked for; nil for those of the system.
  public init(reader: ReaderProgram = ReaderProgram(), folders: [String]? = nil) {
    self.reader = reader
    self.folders = folders ?? ExternalProgram.usualFolders
  }

  /// All findings, the most important first.
  public func findings() -> [MachineFinding] {
    [readerFinding] + Tool.all.map(finding) + languageFindings
      + [callFilter, landlock, limits, watches]
  }

  /// The reader is tried on a text: that needs its libraries, its version and the kernel.
  private var readerFinding: MachineFinding {
    do throws(ReaderProblem) {
      let path = try reader.located()
      let trial = DocumentReader(program: reader)
      do throws(Unreadable) {
        let text = try MemoryFile(Array("A ship lay in the harbour.\n".utf8))
        let file = try text.withDescriptor { descriptor throws(Unreadable) in
          try OpenFile(descriptor: dup(descriptor))
        }
        _ = try trial.type(of: file, RawPath("trial.txt"))
      } catch {
        if let problem = trial.problem { throw problem }
        return MachineFinding(
          ReaderProgram.name, isSound: false, "The program \(path) fails: a text \(error.reason).")
      }
      return MachineFinding(
        ReaderProgram.name, isSound: true, "\(path) reads files, version \(ReaderProgram.version).")
    } catch {
      return MachineFinding(ReaderProgram.name, isSound: false, "\(error)")
    }
  }

  private func finding(_ tool: Tool) -> MachineFinding {
    let name = tool.program.name
    guard tool.program.isInstalled(in: folders) else {
      return MachineFinding(
        name, isSound: false,
        "Without it \(tool.purpose) cannot be read: \(tool.program.installation)."
      )
    }
    do throws(Unreadable) {
      let output = try tool.program.run(tool.question, on: .bytes([]))
      guard output.code == 0 else {
        return MachineFinding(
          name, isSound: false,
          "It ends with code \(output.code) (\(Self.firstLine(output))): "
            + "\(tool.program.installation) anew.")
      }
      return MachineFinding(
        name, isSound: true, "It reads \(tool.purpose); \(Self.firstLine(output)).")
    } catch {
      return MachineFinding(name, isSound: false, "It does not run: \(error.reason).")
    }
  }

  /// What Tesseract has learned to read.
  private var languageFindings: [MachineFinding] {
    guard Tool.recognition.program.isInstalled(in: folders),
      let output = try? Tool.recognition.program.run(["--list-langs"], on: .bytes([]))
    else { return [] }
    let known = String(decoding: output.bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    let lacking = ["ara", "eng", "rus"].filter { !known.contains(Substring($0)) }
    let part = "languages of tesseract"
    guard !lacking.isEmpty else {
      return [MachineFinding(part, isSound: true, "It reads Arabic, English and Russian.")]
    }
    let packages = lacking.map { "tesseract-ocr-\($0)" }.joined(separator: " ")
    return [
      MachineFinding(
        part, isSound: false,
        "It lacks \(lacking.joined(separator: ", ")), so no scanned page can be read: install the "
          + "Debian packages \(packages).")
    ]
  }

  private var callFilter: MachineFinding {
    program_has_call_filter()
      ? MachineFinding(
        "seccomp", isSound: true, "The kernel limits what programs that read may call.")
      : MachineFinding(
        "seccomp", isSound: false,
        "This kernel cannot limit what programs may call, so no file can be read: use one "
          + "with CONFIG_SECCOMP_FILTER.")
  }

  private var landlock: MachineFinding {
    if let lack = SystemLimits.lackOfConfinement {
      return MachineFinding(
        "Landlock", isSound: false, lack + " Use Linux 5.13 or later, with landlock among its lsm=."
      )
    }
    return MachineFinding(
      "Landlock", isSound: true, "The kernel limits which files programs that read may open.")
  }

  private var limits: MachineFinding {
    if let complaint = SystemLimits.complaint(needsThreads: true) {
      return MachineFinding("limits", isSound: false, complaint)
    }
    return MachineFinding(
      "limits", isSound: true, "The system allows enough memory, open files and threads.")
  }

  /// Linux allowed as many before 5.11: an archive has more folders.
  private static let fewWatches = 8192

  private var watches: MachineFinding {
    let part = "watching"
    let path = "/proc/sys/fs/inotify/max_user_watches"
    guard let maximum = Self.number(inFile: path) else {
      return MachineFinding(
        part, isSound: false, "'allonym watch' cannot work: there is no \(path).")
    }
    guard maximum > Self.fewWatches else {
      return MachineFinding(
        part, isSound: false,
        "The system lets all programs of a user watch \(maximum) folders: raise fs.inotify.max_user_watches "
          + "with sysctl.")
    }
    return MachineFinding(part, isSound: true, "Up to \(maximum) folders can be watched.")
  }

  private static func number(inFile path: String) -> Int? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 32)
    let count = read(file, &bytes, bytes.count)
    guard count > 0 else { return nil }
    let text = String(decoding: bytes[..<count], as: UTF8.self)
    return Int(text.prefix { $0.isNumber })
  }

  /// What a program says first, of itself or of a problem.
  private static func firstLine(_ output: ExternalProgram.Output) -> String {
    let text = String(decoding: output.bytes.isEmpty ? output.errors : output.bytes, as: UTF8.self)
    let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    return line.isEmpty ? "it says nothing of itself" : RawPath(line).shown
  }
}

/// A program that reads for the reader.
private struct Tool {
  let program: ExternalProgram
  /// What makes it tell its version.
  let question: [String]
  /// What it reads.
  let purpose: String

  private init(_ program: ExternalProgram, _ question: String, _ purpose: String) {
    self.program = program
    self.question = [question]
    self.purpose = purpose
  }

  static let recognition = Tool(.tesseract, "--version", "scanned pages")
  static let all = [
    Tool(.pdfText, "-v", "PDF"),
    Tool(.pdfPages, "-v", "scanned pages of PDF"),
    recognition,
    Tool(.catdoc, "-V", "documents of Word before 1997"),
    Tool(.excelCells, "-V", "workbooks of Excel before 1997"),
    Tool(.slideText, "-V", "slides of PowerPoint before 1997"),
  ]
}
