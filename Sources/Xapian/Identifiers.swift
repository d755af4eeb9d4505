// SPDX-License-Identifier: GPL-2.0-or-later

/// The number of a document in a database, from 1 on.
public typealias DocumentID = UInt32

/// The place of a term in a document, from 1 on.
public typealias Position = UInt32

/// The number of a value of a document.
public typealias ValueSlot = UInt32
