#pragma once
// What a ruling found, as members of a JSON object: the same names wherever an answer of the evaluator is written.

#include <dinh/law/terms.hpp>

#include <string>
#include <utility>

namespace dinh::inline v1::exchange {

/// `found` is a `ruling` or a `verdict`. `threshold` stands as `threshold_applied`; null if there is none to tell.
template <class Json, class Found>
void put_verdict(Json& into, const Found& found, Json threshold) {
  const auto put = [&](const char* name, const auto& value) {
    if (value) into[name] = *value;
  };
  const auto put_term = [&](const char* name, const auto& value) {
    if (value) into[name] = std::string{term_name(*value)};
  };
  put_term("outcome", found.result);
  put("minimum", found.minimum);
  put("base", found.base);
  if (!threshold.is_null()) into["threshold_applied"] = std::move(threshold);
  put("villages_in_favour", found.villages_in_favour);
  put("meeting_valid", found.meeting_valid);
  put("ballot_open", found.ballot_open);
  put("must_be_tabled", found.must_be_tabled);
  put("allowed", found.allowed);
  put_term("decided_by", found.decided_by);
  put_term("convener", found.convener);
  put_term("recogniser", found.recogniser);
  if (found.day) into["date"] = to_text(*found.day);
  put_term("effective_from", found.effective_from);
  put_term("until_event", found.until_event);
  put("by_election_required", found.by_election_required);
  put("committee_required", found.committee_required);
  put("members", found.members);
  put("members_min", found.members_min);
  put("members_max", found.members_max);
  put("deputies_max", found.deputies_max);
  put("resident_members_max", found.resident_members_max);
  put_term("term", found.term);
  if (found.has_items()) {
    Json items = Json::array();
    for (unsigned i = 1; i <= 14; ++i)
      if (((found.items >> i) & 1U) != 0) items.push_back(i);
    into["items"] = std::move(items);
  }
}

}  // namespace dinh::inline v1::exchange
