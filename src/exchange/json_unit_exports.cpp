// Lists of units as JSON: the list of communes of 2025-07-01 and the address database of npm.
#include "json_reading.hpp"
#include "unit_export_checks.hpp"

#include <dinh/registry/names.hpp>

#include <set>

namespace dinh::inline v1::exchange {

namespace {

using nlohmann::json;

/// A text member; null, absent and of another type read as empty.
cell member(const json& object, const char* name, const std::string& where) {
  cell c{{}, pointer_to(where, name)};
  if (!object.is_object()) return c;
  const auto found = object.find(name);
  if (found != object.end() && found->is_string()) c.raw = found->get<std::string>();
  if (found != object.end() && found->is_number_integer()) c.raw = std::to_string(found->get<std::int64_t>());
  return c;
}

std::string full_name_of(const listed_unit& u) { return std::string{label_of(u.kind, lang::vi)} + " " + u.name; }

void no_code(export_checker& check, const cell& c) {
  if (c.raw.empty())
    check.by_hand("units/no-code", c.where, {"Thiếu mã.", "The code is missing."},
                  {"Tra mã trong danh sách.", "Look up the code in a list."});
}

/// "Số: 1656/NQ-UBTVQH15; Ngày: 16/06/2025" → "1656/NQ-UBTVQH15".
std::string decree_in(const std::string& packed) {
  const std::string number = "Số:";
  auto at = packed.find(number);
  if (at == std::string::npos) return packed;
  at = packed.find_first_not_of(' ', at + number.size());
  if (at == std::string::npos) return {};
  return packed.substr(at, packed.find(';', at) - at);
}

void read_communes(const json& document, const std::string& file, export_checker& check, imported_units& out) {
  const json& communes = document.at("communes");
  const std::string list = pointer_to(file + "#", "communes");
  for (std::size_t i = 0; i < communes.size(); ++i) {
    const json& one = communes[i];
    const std::string where = pointer_to(list, i);
    const cell code = member(one, "code", where);
    const std::string number = check.code(code, 5);
    if (number.empty()) no_code(check, code);
    const cell province_code = member(one, "provinceCode", where);
    const std::string province = check.code(province_code, 2);
    if (province.empty()) no_code(check, province_code);
    const cell province_name = member(one, "provinceName", where);
    if (auto above = check.unit(province_name, unit_level::province, {}); above && !province.empty()) {
      above->code = province;
      check.add(*above, full_name_of(*above));
    }
    const cell name = member(one, "name", where);
    if (name.raw.empty())
      check.by_hand("units/no-name", name.where, {"Có mã mà không có tên.", "There is a code and no name."},
                    {"Ghi tên đơn vị.", "Write the name of the unit."});
    auto u = check.unit(name, unit_level::commune, member(one, "administrativeLevel", where));
    if (!u || number.empty() || province.empty()) continue;
    u->code = number;
    u->parent = province;
    if (const std::string decree = decree_in(member(one, "decree", where).raw); !decree.empty())
      out.decrees.emplace_back(number, decree);
    if (const cell english = member(one, "englishName", where); !english.raw.empty()) {
      const std::string key = fold_name(english.raw).key;
      if (key.find("commune") != std::string::npos && u->kind != unit_kind::commune)
        check.remark("units/english-name", english.where,
                     {"Tên tiếng Anh \"" + english.raw + "\" không đúng loại; không được dùng.",
                      "The English name \"" + english.raw + "\" is of another kind; it is not used."});
    }
    const std::string full = full_name_of(*u);
    check.add(std::move(*u), full);
  }
}

/// The code of an old unit that is named with its district and province, if the reference knows one such.
std::string found_in_reference(const unit_import_options& options, const std::optional<listed_unit>& u,
                               const std::string& district, const std::string& province) {
  if (options.reference == nullptr || !u) return {};
  const registry& r = *options.reference;
  const auto is_named = [&](unit_id id, const std::string& asked) {
    const named_kind split = split_kind(asked);
    const auto match = compare_names(fold_name(split.name), fold_name(r.name(id, options.day)));
    return match && *match <= name_strength::folded;
  };
  std::vector<std::string> codes;
  for (const unit_id p : r.at(options.day).all<unit>()) {
    if (r.parent(p, options.day) || !is_named(p, province)) continue;
    for (const unit_id d : r.children(p, options.day)) {
      if (!is_named(d, district)) continue;
      for (const unit_id c : r.children(d, options.day)) {
        const auto match = compare_names(fold_name(u->name), fold_name(r.name(c, options.day)));
        if (match && *match <= name_strength::folded && r.kind(c, options.day) == u->kind) codes.push_back(r[c].code);
      }
    }
  }
  return codes.size() == 1 ? codes.front() : std::string{};
}

struct address_tables {
  const json* wards = nullptr;
  const json* mappings = nullptr;
  std::string wards_where, mappings_where;
};
address_tables tables_of(const json& document, const std::string& file) {
  address_tables t;
  if (!document.is_array()) return t;
  for (std::size_t i = 0; i < document.size(); ++i) {
    const json& one = document[i];
    if (!one.is_object() || !one.contains("data") || !one["data"].is_array()) continue;
    const std::string where = pointer_to(pointer_to(file + "#", i), "data");
    const std::string name = member(one, "name", {}).raw;
    if (name == "wards") {
      t.wards = &one["data"];
      t.wards_where = where;
    }
    if (name == "ward_mappings") {
      t.mappings = &one["data"];
      t.mappings_where = where;
    }
  }
  return t;
}

void read_addresses(const json& document, const std::string& file, const unit_import_options& options,
                    export_checker& check, imported_units& out) {
  const address_tables t = tables_of(document, file);
  std::set<std::string> known;
  for (std::size_t i = 0; t.wards != nullptr && i < t.wards->size(); ++i) {
    const std::string where = pointer_to(t.wards_where, i);
    const json& one = (*t.wards)[i];
    const cell code = member(one, "ward_code", where);
    const std::string number = check.code(code, 5);
    if (number.empty()) no_code(check, code);
    auto u = check.unit(member(one, "name", where), unit_level::commune, {});
    const std::string province = check.code(member(one, "province_code", where), 2);
    if (!u || number.empty()) continue;
    u->code = number;
    u->parent = province;
    known.insert(number);
    const std::string full = full_name_of(*u);
    check.add(std::move(*u), full);
  }
  std::set<std::pair<std::string, std::string>> seen;
  for (std::size_t i = 0; t.mappings != nullptr && i < t.mappings->size(); ++i) {
    const std::string where = pointer_to(t.mappings_where, i);
    const json& one = (*t.mappings)[i];
    const cell new_code = member(one, "new_ward_code", where);
    const std::string now = check.code(new_code, 5);
    if (now.empty()) no_code(check, new_code);
    auto named = check.unit(member(one, "new_ward_name", where), unit_level::commune, {});
    if (!now.empty() && known.count(now) == 0)
      check.by_hand(
          "units/unknown-unit", new_code.where,
          {"Mã " + now + " không có trong bảng wards.", "The code " + now + " is not in the table wards."},
          {"Tra mã đúng theo tên" + (named ? " " + full_name_of(*named) : std::string{}) + ".",
           "Look up the right code by the name" + (named ? " " + full_name_of(*named) : std::string{}) + "."});
    const cell old_code = member(one, "old_ward_code", where);
    const cell old_name = member(one, "old_ward_name", where);
    if (old_code.raw.empty() && old_name.raw.empty()) {
      check.remark("units/district-only", old_code.where,
                   {"Không có đơn vị cũ: huyện đảo không có cấp xã.",
                    "There is no old unit: an island district without communes."});
      continue;
    }
    auto old_unit = check.unit(old_name, unit_level::commune, {});
    std::string before = check.code(old_code, 5);
    if (before.empty() && old_code.raw.empty()) {
      before = found_in_reference(options, old_unit, member(one, "old_district_name", where).raw,
                                  member(one, "old_province_name", where).raw);
      if (before.empty()) {
        no_code(check, old_code);
        continue;
      }
      check.obvious("units/no-code", old_code.where, {"Thiếu mã.", "The code is missing."},
                    {"Ghi " + before + ".", "Write " + before + "."});
    }
    if (before.empty() || now.empty()) continue;
    if (old_unit) check.means(export_checker::side::old_units, before, full_name_of(*old_unit), old_code.where);
    if (!seen.emplace(before, now).second) {
      check.obvious(
          "units/repeated-row", old_code.where,
          {"Cặp " + before + " → " + now + " đã có.", "The pair " + before + " → " + now + " is there already."},
          {"Bỏ bản ghi này.", "Leave the record out."});
      continue;
    }
    succession_row s;
    s.old_code = before;
    s.new_code = now;  // whole or part is not said
    s.where = where;
    out.successions.push_back(std::move(s));
  }
}

}  // namespace

std::optional<unit_export> detect_json_export(std::string_view content) {
  // The whole text is parsed later, with its limits; here the names of the members in the first part are enough.
  const std::string_view head = content.substr(0, 4096);
  if (head.find("\"communes\"") != std::string_view::npos) return unit_export::communes_json;
  if (head.find("\"table\"") != std::string_view::npos && (content.find("\"wards\"") != std::string_view::npos ||
                                                           content.find("\"ward_mappings\"") != std::string_view::npos))
    return unit_export::address_database;
  return std::nullopt;
}

void read_json_export(csv_source file, unit_export format, const unit_import_options& options, imported_units& out,
                      diagnostics& faults) {
  std::string_view content = file.content;
  if (content.substr(0, 3) == "\xEF\xBB\xBF") content.remove_prefix(3);
  json_limits limits;
  limits.bytes = options.limits.bytes;
  const auto document = parse_json(content, file.file, limits);
  if (!document) {
    faults.append(document.error());
    return;
  }
  export_checker check{options, out, faults};
  if (format == unit_export::address_database) {
    read_addresses(*document, std::string{file.file}, options, check, out);
  } else if (document->is_object() && document->contains("communes") && document->at("communes").is_array()) {
    read_communes(*document, std::string{file.file}, check, out);
  } else {
    faults.error("units/unknown-format", std::string{file.file},
                 {"Thiếu mảng \"communes\".", "The array \"communes\" is missing."}, {});
  }
}

}  // namespace dinh::inline v1::exchange
