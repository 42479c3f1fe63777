#pragma once

#include "accounts.h"
#include "books.h"
#include "entry_store.h"

#include <tenon/accounting.h>

namespace accounting {

/// Checks each line by itself and brings its amounts to the decimals of their currencies. Throws 400 AMOUNT_PRECISION,
/// LINE_DEBIT_AND_CREDIT, LINE_PARTY_REQUIRED or COMPANY_MISMATCH, Invalid for accounts that take no such line.
void requireLines(NewEntry& entry, const Book& book, Accounts& accounts, const DigitsOf& digitsOf);

/// Throws 400 ENTRY_EMPTY or ENTRY_UNBALANCED.
void requireBalanced(const NewEntry& entry, const Book& book);

/// Throws Conflict PERIOD_LOCKED when a lock date covers `date`.
void requireUnlocked(const Book& book, tenon::Date date, const tenon::Caller& caller);

} // namespace accounting
