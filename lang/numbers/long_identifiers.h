// Finds figures that name something and count nothing: telephone numbers, cards, accounts.
//
//   +7 (495) 123-45-67, 0800 500 335, 4617 0056 2218 9403, UA21 3223 1300 0002 6007 2335 66001
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/words/word.h"
#include "text/span.h"

namespace concord {

/// The long identifiers among the tokens of a sentence of `text`, in order. No tokens: none. Their
/// shape decides: a plus or a code in brackets, groups that part no thousands, letters and digits
/// of an account (ISO 13616), or more digits than a quantity has.
std::vector<Span> find_long_identifiers(std::string_view text, const std::vector<Token>& tokens);

/// Whether two of them name the same thing: the same letters and digits in any grouping. Telephone
/// numbers may have the code of the country or the prefix before the area code on one side only.
bool same_identifier(std::string_view a, std::string_view b);

}  // namespace concord
