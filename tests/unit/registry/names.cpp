#include "nghe_an.hpp"
#include "unaccented.hpp"

#include <catch.hpp>

#include <dinh/registry/name_index.hpp>
#include <dinh/registry/names.hpp>

#include <set>

namespace test_of_names {

using namespace dinh;

namespace {

/// Every letter of Vietnamese with its canonical decomposition: base, mark and tone as combining characters.
std::vector<std::pair<std::string, std::string>> composed_and_decomposed() {
  const std::vector<std::pair<std::string, std::string>> vowels{
      {"aàảãáạ", "a"},       {"ăằẳẵắặ", "a\u0306"}, {"âầẩẫấậ", "a\u0302"}, {"eèẻẽéẹ", "e"},
      {"êềểễếệ", "e\u0302"}, {"iìỉĩíị", "i"},       {"oòỏõóọ", "o"},       {"ôồổỗốộ", "o\u0302"},
      {"ơờởỡớợ", "o\u031B"}, {"uùủũúụ", "u"},       {"ưừửữứự", "u\u031B"}, {"yỳỷỹýỵ", "y"},
      {"AÀẢÃÁẠ", "A"},       {"ĂẰẲẴẮẶ", "A\u0306"}, {"ƯỪỬỮỨỰ", "U\u031B"}, {"ÊỀỂỄẾỆ", "E\u0302"}};
  const std::vector<std::string> tones{"", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"};
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& [row, base] : vowels) {
    std::size_t at = 0;
    for (const std::string& tone : tones) {
      const auto c = static_cast<unsigned char>(row[at]);
      const std::size_t length = c < 0x80 ? 1 : (c < 0xE0 ? 2 : 3);
      out.emplace_back(row.substr(at, length), base + tone);
      at += length;
    }
  }
  return out;
}

std::optional<name_strength> match(const char* asked, const char* name) {
  return compare_names(fold_name(asked), fold_name(name));
}

registry towns() {
  registry_builder b;
  const auto add = [&](const char* code, const char* name, unit_kind kind, const char* parent = "",
                       validity when = {}) {
    unit_record r;
    r.key = std::string{code} + "@2020-01-01";
    r.code = code;
    if (*parent != 0) r.parent = std::string{parent} + "@2020-01-01";
    r.period.name = name;
    r.period.kind = kind;
    r.period.when = when;
    b.add(std::move(r));
  };
  add("79", "Hồ Chí Minh", unit_kind::municipality);
  add("770", "3", unit_kind::urban_district, "79");
  add("774", "5", unit_kind::urban_district, "79");
  add("27160", "1", unit_kind::ward, "770");
  add("27340", "1", unit_kind::ward, "774");
  add("27343", "Hoà Bình", unit_kind::ward, "774");
  add("27346", "Hòa Bình", unit_kind::ward, "770");
  add("27349", "Hoa Binh", unit_kind::commune, "770");
  add("19780", "Phường Đúc", unit_kind::ward, "770");
  add("20230", "Hải Châu I", unit_kind::ward, "770");
  add("20233", "Bến Nghé", unit_kind::ward, "774", {date{2020, 1, 1}, date{2022, 1, 1}});
  return b.build().value();
}

std::set<std::string> codes(const registry& r, const std::vector<named_unit>& found) {
  std::set<std::string> out;
  for (const auto& f : found) out.insert(r[f.unit].code);
  return out;
}

}  // namespace

TEST_CASE("decomposed letters compose to the letters of Vietnamese, in either order of mark and tone") {
  for (const auto& [whole, parts] : composed_and_decomposed()) {
    INFO(whole);
    CHECK(compose(parts) == whole);
    CHECK(compose(whole) == whole);
    CHECK(same_text(whole, parts));
  }
  CHECK(compose("e\u0323\u0302") == "ệ");  // the canonical order puts the dot below first
  CHECK(compose("Nghe\u0323\u0302 An") == "Nghệ An");
  CHECK(compose("Vie\u0302\u0323t") == "Việt");
  CHECK(compose("\xFF\xFE") == "\xFF\xFE");  // no UTF-8: left as it is
  CHECK(compose("") == "");
  CHECK_FALSE(same_text("Hòa", "Hoà"));
}

TEST_CASE("the tone of a syllable may stand on either vowel, and nothing else may differ") {
  CHECK(same_but_for_tone_placement("Hòa Bình", "Hoà Bình"));
  CHECK(same_but_for_tone_placement("Thủy", "Thuỷ"));
  CHECK(same_but_for_tone_placement("THỦY", "THUỶ"));
  CHECK_FALSE(same_but_for_tone_placement("Hòa", "Hóa"));
  CHECK_FALSE(same_but_for_tone_placement("Hòa", "hòa"));
  CHECK_FALSE(same_but_for_tone_placement("Hòa", "Hoa"));
  CHECK_FALSE(same_but_for_tone_placement("Mỹ", "Mĩ"));
  CHECK_FALSE(same_but_for_tone_placement("Cư", "Cứ"));
}

TEST_CASE("names sort by letter, then by tone, then small before capital, wherever the tone is written") {
  std::vector<std::string> names{"Ư", "U", "Đa", "Da", "Êa", "Ea", "Ơ", "Ô", "O", "Â", "Ă", "A"};
  sort_names(names);
  CHECK(names == std::vector<std::string>{"A", "Ă", "Â", "Da", "Đa", "Ea", "Êa", "O", "Ô", "Ơ", "U", "Ư"});
  names = {"mạ", "má", "mã", "mả", "mà", "ma", "mẹ", "măm"};
  sort_names(names);
  CHECK(names == std::vector<std::string>{"ma", "mà", "mả", "mã", "má", "mạ", "măm", "mẹ"});
  names = {"hoá", "hóa", "hoà", "hòa", "hoa", "Hoa"};
  sort_names(names);
  CHECK(names == std::vector<std::string>{"hoa", "Hoa", "hoà", "hòa", "hoá", "hóa"});
  names = {"Nghệ An", "Nghe\u0323\u0302 An", "Nghĩa"};
  sort_names(names);
  CHECK(names.back() == "Nghĩa");
  // letters of the whole name count before any tone
  names = {"Bà Rịa", "Ba Vì", "Bá Thước"};
  sort_names(names);
  CHECK(names == std::vector<std::string>{"Bà Rịa", "Bá Thước", "Ba Vì"});
}

TEST_CASE("a name is found as people write it, and how strongly it matches is said") {
  CHECK(match("Diễn Châu", "Diễn Châu") == name_strength::exact);
  CHECK(match("die\u0302\u0303n cha\u0302u", "Diễn Châu") == name_strength::folded);
  CHECK(match("DIỄN  CHÂU ", "Diễn Châu") == name_strength::folded);
  CHECK(match("Phan Rang Tháp Chàm", "Phan Rang-Tháp Chàm") == name_strength::folded);
  CHECK(match("Hoà", "Hòa") == name_strength::folded);
  CHECK(match("Quí", "Quý") == name_strength::folded);
  CHECK(match("Mĩ Tho", "Mỹ Tho") == name_strength::folded);
  CHECK(match("Ea H’leo", "Ea H'Leo") == name_strength::folded);
  CHECK(match("Ðô Lương", "Đô Lương") == name_strength::folded);  // eth
  CHECK(match("01", "1") == name_strength::folded);
  CHECK(match("1", "01") == name_strength::folded);
  CHECK(match("Hải Châu 1", "Hải Châu I") == name_strength::numeral);
  CHECK(match("7", "VII") == name_strength::numeral);
  CHECK(match("Dien Chau", "Diễn Châu") == name_strength::unaccented);
  CHECK(match("Do Luong", "Đô Lương") == name_strength::unaccented);
  CHECK(match("Diễn Chau", "Diễn Châu") == name_strength::unaccented);
  // a word that could be a numeral may as well lack its accents
  CHECK(match("Ba Vi", "Ba Vì") == name_strength::unaccented);
  CHECK(match("VI XUYEN", "Vị Xuyên") == name_strength::unaccented);
  CHECK(match("Vi Xuyên", "Vị Xuyên") == name_strength::unaccented);
  CHECK(match("Vy Da", "Vỹ Dạ") == name_strength::unaccented);
  CHECK(match("Y Yen", "Ý Yên") == name_strength::unaccented);
  CHECK(match("Vi Huong", "Vi Hương") == name_strength::unaccented);
  CHECK(match("Ba VI", "Ba 6") == name_strength::numeral);
  CHECK(match("Ba 6", "Ba VI") == name_strength::numeral);
  CHECK_FALSE(match("Ba 6", "Ba Vì"));
  CHECK_FALSE(match("Ba Vì", "Ba 6"));
  CHECK_FALSE(match("Ba Vì", "Ba Vị"));
  CHECK_FALSE(match("1 Yen", "Ý Yên"));
  CHECK_FALSE(match("Vy", "6"));  // no numeral is written with y
  // words with accents mean themselves
  CHECK_FALSE(match("Điện Châu", "Diễn Châu"));
  CHECK_FALSE(match("Hoá", "Hoà"));
  CHECK_FALSE(match("Thúi", "Thúy"));  // y behind another vowel is not i
  CHECK_FALSE(match("Tây", "Tâi"));
  CHECK_FALSE(match("10", "1"));
  CHECK_FALSE(match("IIX", "8"));
  CHECK_FALSE(match("", "A"));
}

TEST_CASE("the word for a kind before a name is known, spelled out, abbreviated and without accents") {
  const auto kind = [](const char* s) {
    const named_kind k = split_kind(s);
    std::string out = k.name;
    for (const unit_kind u : k.kinds) out += "|" + std::string{name_of(u)};
    return out;
  };
  CHECK(kind("Phường Bến Nghé") == "Bến Nghé|ward");
  CHECK(kind("phuong ben nghe") == "ben nghe|ward");
  CHECK(kind("P. Bến Nghé") == "Bến Nghé|ward");
  CHECK(kind("P.1") == "1|ward");
  CHECK(kind("Q3") == "3|urban_district");
  CHECK(kind("TP.Vinh") == "Vinh|city|municipality");
  CHECK(kind("TT. Con Cuông") == "Con Cuông|township");
  CHECK(kind("Thị Trấn NT Mộc Châu") == "NT Mộc Châu|township");
  CHECK(kind("Phường Phường Đúc") == "Phường Đúc|ward");
  CHECK(kind("Xã") == "Xã");
  CHECK(kind("Hòa Bình") == "Hòa Bình");
  CHECK(kind("Xương Giang") == "Xương Giang");
  CHECK(kind("Tam Kỳ") == "Tam Kỳ");
}

TEST_CASE("homonyms are all found, narrowed by kind, by day and by the units above") {
  const registry r = towns();
  const name_index names = name_index::build(r);
  const date day{2021, 6, 1};
  CHECK(codes(r, names.find("Phường 1", day)) == std::set<std::string>{"27160", "27340"});
  CHECK(codes(r, names.find("Phường 1, Quận 3", day)) == std::set<std::string>{"27160"});
  CHECK(codes(r, names.find("P.1, Q.5, TP. Hồ Chí Minh", day)) == std::set<std::string>{"27340"});
  CHECK(names.find("Phường 1, Quận 7", day).empty());
  CHECK(codes(r, names.find("hòa bình", day)) == std::set<std::string>{"27343", "27346"});
  // "Hoa Binh" is a name of its own: the weaker matches do not come with it
  CHECK(codes(r, names.find("hoa binh", day)) == std::set<std::string>{"27349"});
  CHECK(codes(r, names.find("phuong hoa binh", day)) == std::set<std::string>{"27343", "27346"});
  CHECK(codes(r, names.find("Phường Đúc", day)) == std::set<std::string>{"19780"});
  CHECK(codes(r, names.find("Phường Phường Đúc", day)) == std::set<std::string>{"19780"});
  CHECK(codes(r, names.find("Hải Châu 1", day)) == std::set<std::string>{"20230"});
  CHECK(codes(r, names.find("Bến Nghé", day)) == std::set<std::string>{"20233"});
  // initials of units above do not loosen the match of the unit itself; units above without accents do
  CHECK(codes(r, names.find("Hoa Binh, Quận 3, TP.HCM", day)) == std::set<std::string>{"27349"});
  CHECK(codes(r, names.find("Hòa Bình, TP.HCM", day)) == std::set<std::string>{"27343", "27346"});
  CHECK(codes(r, names.find("Hoa Binh, Ho Chi Minh", day)) == std::set<std::string>{"27343", "27346", "27349"});
  CHECK(names.find("Hoa Binh, TP.HCM", day).front().strength == name_strength::folded);
  CHECK(codes(r, names.find("phuong Hoa Binh, quan 3, TP.HCM", day)) == std::set<std::string>{"27346"});
  CHECK(names.find("Bến Nghé", {2022, 1, 1}).empty());
  CHECK(names.find("", day).empty());
  CHECK(names.find(",,,", day).empty());
  CHECK(names.find(std::string(100'000, 'a'), day).empty());
}

TEST_CASE("every unit of the example is found by its full name without accents, alone and with the units above it") {
  CHECK(unaccented::without_accents("Thị trấn Đô Lương, Ý Yên, 1") == "Thi tran Do Luong, Y Yen, 1");
  for (const date day : {nghe_an::eve, nghe_an::reform})
    CHECK(unaccented::not_found(nghe_an::reg(), day) == std::vector<std::string>{});
}

TEST_CASE("what was not found has near misses: other days, one or two letters, lost zeros") {
  const registry r = towns();
  const name_index names = name_index::build(r);
  const auto other_day = names.near("Bến Nghé", {2023, 1, 1});
  REQUIRE(other_day.size() == 1);
  CHECK(r[other_day.front().unit].code == "20233");
  CHECK(other_day.front().day == date{2021, 12, 31});
  const auto letters = names.near("Ho Chi Minx", {2021, 1, 1});
  REQUIRE_FALSE(letters.empty());
  CHECK(r[letters.front().unit].code == "79");
  CHECK(names.near("Zzzzzzzz", {2021, 1, 1}).empty());
  CHECK(names.near_code("999", {2021, 1, 1}).empty());
}

TEST_CASE("what some unit ever had as its code, and what is written as only codes are, is no name") {
  const registry r = towns();
  const name_index names = name_index::build(r);
  for (const char* code : {"79", "770", "20233", "20233@2020-01-01", "20233@2001-01-01", "00002", "013", "05", "0010", "99999"}) {
    INFO(code);
    CHECK(names.is_code(code));
  }
  for (const char* name : {"4", "10", "100", "1234", "123456", "", "@", "Phường 10", "Q.3", "0x", "1, Quận 3"}) {
    INFO(name);
    CHECK_FALSE(names.is_code(name));
  }
  const auto ended = names.near_code("20233@2001-01-01", {2023, 1, 1});
  REQUIRE(ended.size() == 1);
  CHECK(r[ended.front().unit].code == "20233");
  CHECK(ended.front().day == date{2021, 12, 31});
}

TEST_CASE("random names: folding is stable, and a name always matches itself decomposed") {
  const auto letters = composed_and_decomposed();
  std::uint32_t seed = 12345;
  const auto random = [&](std::size_t n) {
    seed = seed * 1664525U + 1013904223U;
    return static_cast<std::size_t>(seed >> 8U) % n;
  };
  for (int round = 0; round < 500; ++round) {
    std::string whole;
    std::string parts;
    for (std::size_t n = random(6) + 1; n > 0; --n) {
      const auto& [w, p] = letters[random(letters.size())];
      const char* consonants[]{"b", "ng", "t", " ", "h", ""};
      const char* c = consonants[random(6)];
      whole += c + w;
      parts += c + p;
    }
    CHECK(fold_name(whole).key == fold_name(parts).key);
    CHECK(fold_name(whole).words == fold_name(parts).words);
    CHECK(collation_key(whole) == collation_key(parts));
    CHECK(edit_distance(whole, whole, 2) == 0);
  }
}

TEST_CASE("names as people write them in addresses: abbreviated, in English, with the country, in parentheses") {
  const registry r = towns();
  const name_index names = name_index::build(r);
  const date day{2021, 1, 1};
  const auto found = [&](const char* asked) { return codes(r, names.find(asked, day)); };
  const std::set<std::string> ward_of_district_5{"27340"};
  for (const char* asked : {"Phường 1, Quận 5, TP.HCM", "P1, Q5, TPHCM", "P.1, Q.5, TP. HCM, Việt Nam", "Phường 1, Quận 5, Vietnam",
                            "Phường 1 (Quận 5)", "Phường 1 - Quận 5", "Ward 1, District 5, Ho Chi Minh City", "1 ward, 5 urban district, HCM",
                            "Phường 1, Quận 5,"}) {
    INFO(asked);
    CHECK(found(asked) == ward_of_district_5);
  }
  for (const char* asked : {"TP HCM", "TP.HCM", "TPHCM", "Thành phố HCM", "HCM"}) {
    INFO(asked);
    CHECK(found(asked) == std::set<std::string>{"79"});
  }
  for (const char* asked : {"hcm", "Tỉnh HCM", "H", "TP", "HCM HCM"}) {
    INFO(asked);
    CHECK(found(asked).empty());
  }
  CHECK(found("P. Đúc") == std::set<std::string>{"19780"});  // short for "Phường Đúc", which is a name
  CHECK(found("P. Phường Đúc") == std::set<std::string>{"19780"});
  CHECK(found("Phường 1, Quận 5, TP.HN").empty());
  CHECK(found("Phường 1, Quận 5, hcm").empty());  // initials are capitals
  CHECK(split_kind("Kim Nhan township").name == "Kim Nhan");
  CHECK(split_kind("Ward 14").kinds == std::vector<unit_kind>{unit_kind::ward});
  CHECK(split_kind("ward").kinds.empty());
}

}  // namespace test_of_names
