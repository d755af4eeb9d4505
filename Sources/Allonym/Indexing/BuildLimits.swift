// SPDX-License-Identifier: GPL-2.0-or-later
public import Documents
import Glibc

/// What a build may take of the machine. The index is the same in all that can be asked of it, whatever
/// they are.
public struct BuildLimits: Sendable, Equatable {
  /// How many bytes of memory reading and analysing may take, as far as the size of single documents
  /// allows: one of 200 MB takes half a gigabyte by itself.
  public var memory: Int
  /// How many threads read and analyse.
  public var threads: Int
  /// What reads the files, so that a hostile one cannot end the build; it has memory of its own.
  public var reader: ReaderProgram

  /// How much a database grows by updates until it is made compact again, as its blocks are split and what is
  /// deleted leaves holes: to so many times its compact size, and by so many bytes at least.
  var growth = 1.6
  var minGrowth = 16 << 20
  /// How many databases are merged at once: each takes several open files.
  var mergedAtOnce = 120

  /// How many bits of each half of an ``IdentityHash`` count: tests let few do.
  var identityBits = 64

  /// How much memory a byte of text takes while it is indexed: itself, the postings, what is compressed.
  /// Measured: 5 for a text of 190 MB.
  static let memoryPerByte = 6

  /// Limits for a build: usually 512 MB, and a thread for each core.
  public init(
    memory: Int = 512 << 20, threads: Int? = nil, reader: ReaderProgram = ReaderProgram()
  ) {
    self.memory = memory
    self.reader = reader
    self.threads = threads ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }
}
