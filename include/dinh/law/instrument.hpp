#pragma once
/// \file
/// Legal instruments: what they are called, who issued them, when they hold, which prevails over which.

#include <dinh/base/citation.hpp>
#include <dinh/base/interval.hpp>
#include <dinh/base/text.hpp>
#include <dinh/law/terms.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dinh::inline v1 {

/// Kind of an instrument. The order is not the rank; see `rank_of`.
enum class instrument_kind : std::uint8_t {
  law,
  national_assembly_resolution,
  ordinance,
  assembly_resolution,  ///< of the Standing Committee of the National Assembly
  joint_resolution,     ///< of the Government or the Standing Committee with the Fatherland Front
  decree,
  prime_minister_decision,
  directive,
  circular,
  front_guidance,  ///< binds the Fatherland Front's own organisation
  provincial,
  dispatch,  ///< an official letter; explains, does not bind citizens
  practice,  ///< what is done or counted without an instrument that was seen
  party      ///< instruments of the Party stand outside the legal hierarchy
};
template <>
struct terms<instrument_kind> {
  static constexpr std::array<std::string_view, 14> names{
      "law",      "national_assembly_resolution", "ordinance", "assembly_resolution",
      "joint_resolution", "decree", "prime_minister_decision", "directive",
      "circular", "front_guidance", "provincial", "dispatch", "practice", "party"};
};

/// Place in the hierarchy of legal instruments: 1 is the highest seen here; a lower number prevails. 255 stands
/// outside. After Law 64/2025/QH15 Art 4 in its order (National Assembly, Standing Committee, Government, Prime
/// Minister, ministers, provinces).
[[nodiscard]] constexpr std::uint8_t rank_of(instrument_kind k) noexcept {
  switch (k) {
    case instrument_kind::law:
    case instrument_kind::national_assembly_resolution:
      return 1;
    case instrument_kind::ordinance:
    case instrument_kind::assembly_resolution:
      return 2;
    case instrument_kind::joint_resolution:
    case instrument_kind::decree:
      return 3;
    case instrument_kind::prime_minister_decision:
      return 4;
    case instrument_kind::circular:
      return 5;
    case instrument_kind::provincial:
      return 6;
    case instrument_kind::directive:
    case instrument_kind::front_guidance:
    case instrument_kind::dispatch:
      return 7;
    case instrument_kind::practice:
    case instrument_kind::party:
      return 255;
  }
  return 255;
}

/// "Luật số" / "Law No." before the number of such an instrument.
[[nodiscard]] inline text name_of(instrument_kind k) {
  switch (k) {
    case instrument_kind::law:
      return {"Luật", "Law"};
    case instrument_kind::national_assembly_resolution:
      return {"Nghị quyết", "Resolution"};
    case instrument_kind::ordinance:
      return {"Pháp lệnh", "Ordinance"};
    case instrument_kind::assembly_resolution:
      return {"Nghị quyết", "Resolution"};
    case instrument_kind::joint_resolution:
      return {"Nghị quyết liên tịch", "Joint Resolution"};
    case instrument_kind::decree:
      return {"Nghị định", "Decree"};
    case instrument_kind::prime_minister_decision:
      return {"Quyết định", "Decision"};
    case instrument_kind::directive:
      return {"Chỉ thị", "Directive"};
    case instrument_kind::circular:
      return {"Thông tư", "Circular"};
    case instrument_kind::front_guidance:
      return {"Thông tri", "Front Circular"};
    case instrument_kind::provincial:
      return {"Văn bản của địa phương", "Provincial instrument"};
    case instrument_kind::dispatch:
      return {"Công văn", "Dispatch"};
    case instrument_kind::practice:
      return {"Thực tiễn", "Practice"};
    case instrument_kind::party:
      return {"Văn bản của Đảng", "Party instrument"};
  }
  return {};
}

/// A law, decree, circular or decision, with the days on which it is in force.
struct instrument {
  std::string id;      ///< the number in Latin letters: "59/2023/ND-CP"
  std::string number;  ///< the number as printed: "59/2023/NĐ-CP"
  instrument_kind kind = instrument_kind::law;
  text title;
  text issuer;
  std::optional<date> signed_on;  ///< empty: not known
  validity in_force;
  evidence known_by = evidence::memory;  ///< of the dates
  int articles = 0;                      ///< how many it has; 0: not known
  std::optional<text> remark;

  friend bool operator==(const instrument&, const instrument&) = default;
};

}  // namespace dinh::inline v1
