#include "answer_text.hpp"

#include <dinh/registry/names.hpp>

#include <utility>

namespace dinh::inline v1::exchange {

bool same_name(std::string_view a, std::string_view b, name_folding folding) {
  return folding == name_folding::tone_placement ? same_but_for_tone_placement(a, b) : same_text(a, b);
}

std::vector<std::string> sorted_names(std::vector<std::string> names) {
  sort_names(names);
  return names;
}

}  // namespace dinh::inline v1::exchange
