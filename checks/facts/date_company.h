// Whether two dates belong to two statements whose order the versions differ in, by the numbers
// beside them.
#pragma once

#include "checks/facts/date_fact.h"

namespace concord {

/// Whether each of two dates stands beside another number, both numbers are in both versions, and
/// the versions differ in their order: "from 8 in 2005 to 9" and "to 9 in 2006 from 8". Such dates
/// are of two statements and do not contradict each other. False where a side has no two numbers.
bool have_other_company(const CheckInput& input, const Bead& bead, const DateFact& source,
                        const DateFact& target);

}  // namespace concord
