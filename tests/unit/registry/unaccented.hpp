#pragma once
// Names as they are typed without a Vietnamese keyboard, and whether each still finds its unit.

#include <dinh/registry/name_index.hpp>
#include <dinh/registry/registry.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace unaccented {

/// Composed text without marks and tones, letter by letter by a table of its own; all else stays as it is.
inline std::string without_accents(std::string_view name) {
  static const std::map<std::string, char, std::less<>> plain = [] {
    constexpr std::array<std::pair<char, std::string_view>, 14> rows{
        {{'a', "àảãáạăằẳẵắặâầẩẫấậ"}, {'e', "èẻẽéẹêềểễếệ"}, {'i', "ìỉĩíị"}, {'o', "òỏõóọôồổỗốộơờởỡớợ"}, {'u', "ùủũúụưừửữứự"},
         {'y', "ỳỷỹýỵ"}, {'d', "đ"}, {'A', "ÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬ"}, {'E', "ÈẺẼÉẸÊỀỂỄẾỆ"}, {'I', "ÌỈĨÍỊ"},
         {'O', "ÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢ"}, {'U', "ÙỦŨÚỤƯỪỬỮỨỰ"}, {'Y', "ỲỶỸÝỴ"}, {'D', "Đ"}}};
    std::map<std::string, char, std::less<>> out;
    for (const auto& [letter, accented] : rows)
      for (std::size_t at = 0; at < accented.size();) {
        const std::size_t length = static_cast<unsigned char>(accented[at]) < 0xE0 ? 2 : 3;
        out.emplace(accented.substr(at, length), letter);
        at += length;
      }
    return out;
  }();
  std::string out;
  for (std::size_t at = 0; at < name.size();) {
    const auto lead = static_cast<unsigned char>(name[at]);
    const std::size_t length = lead < 0x80 ? 1 : (lead < 0xE0 ? 2 : 3);
    const std::string_view one = name.substr(at, length);
    if (const auto found = plain.find(one); found != plain.end())
      out += found->second;
    else
      out += one;
    at += length;
  }
  return out;
}

/// What must be found and is not: the full name of each unit of the day, alone and with the units above it. Only where
/// another unit has a stronger match may it be missing.
inline std::vector<std::string> not_found(const dinh::registry& r, dinh::date day) {
  const dinh::name_index names = dinh::name_index::build(r);
  const auto finds = [&](const std::string& asked, dinh::unit_id u) {
    const auto found = names.find(asked, day);
    return std::any_of(found.begin(), found.end(), [&](const dinh::named_unit& n) { return n.unit == u; });
  };
  const auto steps_back = [&](const std::string& asked) {
    const auto found = names.find(asked, day);
    return !found.empty() && found.front().strength != dinh::name_strength::unaccented;
  };
  std::vector<std::string> missing;
  for (const dinh::unit_id u : r.at(day).all<dinh::unit>()) {
    const std::string alone = without_accents(r.full_name(u, day).vi);
    std::string whole = alone;
    for (const dinh::unit_id above : r.parents(u, day)) whole += ", " + without_accents(r.full_name(above, day).vi);
    for (const std::string& asked : {alone, whole})
      if (!finds(asked, u) && !steps_back(asked)) missing.push_back(r[u].code + " " + asked);
  }
  return missing;
}

}  // namespace unaccented
