#pragma once
// Where the parts of a procedure stand in the files of its pack, for diagnostics: "procedures/pub_commune.json#/deadlines/0".

#include <dinh/exchange/pack.hpp>
#include <dinh/procedure/procedure.hpp>

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace dinh::inline v1::exchange {

/// A file is read again when a place in it is first asked for: packs without faults pay nothing.
class procedure_places {
public:
  /// `places` are those of `pack_contents`. All that is given must outlive this.
  procedure_places(std::span<const pack_file> base, std::span<const layer_files> layers,
                   const std::map<std::string, std::string, std::less<>>& places)
      : base_{base}, layers_{layers}, places_{places} {}

  /// The procedure itself, or one of its members ("calendar").
  [[nodiscard]] std::string of(const procedure& p, std::string_view member = {}) const;
  /// Element `index` of a list that is kept in the order of the file ("clocks", "repeats").
  [[nodiscard]] std::string of(const procedure& p, std::string_view section, std::size_t index) const;
  [[nodiscard]] std::string of_step(const procedure& p, const std::string& key) const;
  /// A deadline by its number in the graph, which has them in the order of their first steps.
  [[nodiscard]] std::string of_deadline(const procedure& p, std::uint32_t index) const;

private:
  [[nodiscard]] const nlohmann::json& file_of(const procedure& p) const;

  std::span<const pack_file> base_;
  std::span<const layer_files> layers_;
  const std::map<std::string, std::string, std::less<>>& places_;
  mutable std::map<std::string, nlohmann::json, std::less<>> files_;  // by the id of the procedure
};

}  // namespace dinh::inline v1::exchange
