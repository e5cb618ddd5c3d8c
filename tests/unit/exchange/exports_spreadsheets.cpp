// Exported lists as spreadsheets leave them: other separators, encodings, headers, titles, sums, merged cells, codes
// as formulas. Each file says the same two wards of one district; what differs is reported and mended.
#include <catch.hpp>

#include <dinh/exchange/unit_exports.hpp>

#include <set>
#include <string>

namespace test_of_exports_spreadsheets {

using namespace dinh;

namespace {

const std::string header = "Tỉnh Thành Phố,Mã TP,Quận Huyện,Mã QH,Phường Xã,Mã PX,Cấp,Tên Tiếng Anh\n";
const std::string first = "Thành phố Hà Nội,01,Quận Ba Đình,001,Phường Phúc Xá,00001,Phường,\n";
const std::string second = "Thành phố Hà Nội,01,Quận Ba Đình,001,Phường Trúc Bạch,00004,Phường,\n";
const std::string plain = header + first + second;

std::string replaced(std::string s, const std::string& from, const std::string& to) {
  for (auto at = s.find(from); at != std::string::npos; at = s.find(from, at + to.size())) s.replace(at, from.size(), to);
  return s;
}

struct outcome {
  std::set<std::string> units;  ///< code, kind, name, parent
  std::set<std::string> errors, warnings;
  diagnostics all;
};
outcome read(const std::string& content, mending mend) {
  unit_import_options options;
  options.mend = mend;
  outcome o;
  auto result = read_unit_export({content, "f"}, options);
  if (result)
    for (const listed_unit& u : result->units)
      o.units.insert(u.code + " " + std::string{name_of(u.kind)} + " " + u.name + " " + u.parent);
  o.all = result ? result->remarks : result.error();
  for (const diagnostic& d : o.all) (d.level == severity::error ? o.errors : o.warnings).insert(d.code);
  return o;
}
const std::set<std::string> both_wards{"01 municipality Hà Nội ", "001 urban_district Ba Đình 01",
                                       "00001 ward Phúc Xá 001", "00004 ward Trúc Bạch 001"};

std::set<std::string> only(const char* code) { return {code}; }

/// The content gives both wards; in strict reading only with this fault, where there is one.
void gives_both_wards(const std::string& content, const std::string& fault = {}) {
  INFO(content.substr(0, 200));
  const outcome mended = read(content, mending::obvious);
  INFO((mended.all.empty() ? std::string{} : describe(mended.all)));
  CHECK(mended.units == both_wards);
  const outcome strict = read(content, mending::none);
  CHECK(strict.errors == (fault.empty() ? std::set<std::string>{} : std::set<std::string>{fault}));
  for (const diagnostic& d : strict.all) CHECK_FALSE(d.remedy.empty());
}

std::string utf16(const std::string& ascii_and_bmp, bool little) {  // of the characters that the header has
  std::string out;
  for (std::size_t i = 0; i < ascii_and_bmp.size();) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned>(static_cast<unsigned char>(ascii_and_bmp[i + k])); };
    unsigned c = byte(0);
    std::size_t length = 1;
    if (c >= 0xE0U) {
      c = ((c & 15U) << 12U) | ((byte(1) & 63U) << 6U) | (byte(2) & 63U);
      length = 3;
    } else if (c >= 0xC0U) {
      c = ((c & 31U) << 6U) | (byte(1) & 63U);
      length = 2;
    }
    i += length;
    const char low = static_cast<char>(c & 0xFFU);
    const char high = static_cast<char>(c >> 8U);
    out += little ? low : high;
    out += little ? high : low;
  }
  return out;
}
/// Each byte as the character of Latin-1: what a program makes of UTF-8 that takes it for that.
std::string encoded_again(const std::string& utf8) {
  std::string out;
  for (const char b : utf8) {
    const auto c = static_cast<unsigned char>(b);
    if (c < 0x80U) {
      out += b;
    } else {
      out += static_cast<char>(0xC0U | (c >> 6U));
      out += static_cast<char>(0x80U | (c & 0x3FU));
    }
  }
  return out;
}

}  // namespace

TEST_CASE("a list is read whatever parts its cells and ends its lines") {
  gives_both_wards(plain);
  gives_both_wards(replaced(plain, ",", ";"));
  gives_both_wards(replaced(plain, ",", "\t"));
  gives_both_wards(replaced(plain, ",", "|"));
  gives_both_wards("sep=;\n" + replaced(plain, ",", ";"));
  gives_both_wards(replaced(plain, "\n", "\r\n"));
  gives_both_wards(replaced(plain, "\n", "\r"));
  gives_both_wards("\xEF\xBB\xBF" + plain);
}

TEST_CASE("UTF-16 and UTF-8 that was encoded twice are told and mended") {
  gives_both_wards("\xFF\xFE" + utf16(plain, true), "units/utf-16");
  gives_both_wards("\xFE\xFF" + utf16(plain, false), "units/utf-16");
  gives_both_wards(utf16(plain, true), "units/utf-16");
  gives_both_wards(encoded_again(plain), "units/encoded-twice");
  CHECK(detect_unit_export("\xFF\xFE" + utf16(plain, true)) == unit_export::office_list);
}

TEST_CASE("letters of TCVN3 and VNI are told as what they are, and never guessed at") {
  for (const char* legacy : {"TØnh Thµnh Phè,M· TP,QuËn HuyÖn,M· QH,Ph­êng X·,M· PX\nThµnh phè Hµ Néi,01,QuËn Ba §×nh,001,Ph­êng Phóc X¸,00001\n",
                             "Tænh Thaønh Phoá,Maõ TP,Quaän Huyeän,Maõ QH,Phöôøng Xaõ,Maõ PX\n"}) {
    const outcome o = read(legacy, mending::obvious);
    CHECK(o.errors == only("units/legacy-letters"));
    CHECK(o.units.empty());
  }
  // as bytes, the way an old program saved them
  CHECK(read("M\xB7 TP,Qu\xCBn Huy\xD6n,Th\xB5nh ph\xE8,X\xB8\n", mending::obvious).errors == only("units/legacy-letters"));
  CHECK(read("M\xE3 TP,Ph\xFD\xF5ng\n", mending::obvious).errors == only("csv/not-utf8"));
  // one such character alone is no encoding: here it is a dot between words
  CHECK(read("Ward\u00B7code,Name\n00001,Phuc Xa\n", mending::obvious).errors.count("units/legacy-letters") == 0);
}

TEST_CASE("columns are told by what their headers say, in whatever words") {
  const std::string row = "Thành phố Hà Nội,01,Quận Ba Đình,001,Phường Phúc Xá,00001\n";
  for (const char* words : {"Tên tỉnh,Mã tỉnh,Tên huyện,Mã huyện,Tên xã,Mã xã\n", "TINH,MA TINH,HUYEN,MA HUYEN,XA,MA XA\n",
                            "Tỉnh/Thành phố,Mã T/TP,Quận/Huyện/Thị xã,Mã Q/H,Phường/Xã/Thị trấn,Mã P/X\n",
                            "Province,Province Code,District,District Code,Ward,Ward Code\n",
                            "province_name,province_code,district_name,district_code,ward_name,ward_code\n",
                            "Tên tỉnh,Mã số tỉnh,Tên quận huyện,Mã số quận huyện,Tên đơn vị hành chính,Mã ĐVHC\n"}) {
    INFO(words);
    const outcome o = read(words + row, mending::none);
    INFO((o.all.empty() ? std::string{} : describe(o.all)));
    CHECK(o.units == std::set<std::string>{"01 municipality Hà Nội ", "001 urban_district Ba Đình 01", "00001 ward Phúc Xá 001"});
  }
  const outcome extra = read("STT,Mã TP,Tỉnh Thành Phố,Mã PX,Phường Xã,Diện tích\n1,01,Thành phố Hà Nội,00004,Phường Ba Đình,2.9\n", mending::none);
  CHECK(extra.units == std::set<std::string>{"01 municipality Hà Nội ", "00004 ward Ba Đình 01"});
  CHECK(extra.warnings == only("units/column-not-used"));  // the area; a running number is no loss
  const outcome lacking = read("Mã PX,Phường Xã,Tỉnh Thành Phố\n00004,Phường Ba Đình,Thành phố Hà Nội\n", mending::none);
  CHECK(lacking.errors == only("units/unknown-format"));
  CHECK(lacking.all.list().front().message.en.find("Mã TP") != std::string::npos);
  const outcome no_code = read("Mã TP,Tỉnh Thành Phố,Quận Huyện,Mã PX,Phường Xã\n01,Thành phố Hà Nội,Quận Ba Đình,00001,Phường Phúc Xá\n", mending::obvious);
  CHECK(no_code.errors.count("units/missing-column") == 1);  // a ward would else lie in the city itself
}

TEST_CASE("titles, sums, footers, blank rows and merged cells are no units") {
  gives_both_wards("DANH MỤC ĐƠN VỊ HÀNH CHÍNH,,,,,,,\nTính đến 30/06/2025,,,,,,,\n" + plain, "units/title-row");
  gives_both_wards("DANH MỤC ĐƠN VỊ HÀNH CHÍNH\n\n" + plain, "units/title-row");
  gives_both_wards(plain + "Nguồn: Tổng cục Thống kê\n", "units/title-row");
  gives_both_wards(plain + "Tổng cộng,,,,2,,,\n", "units/sum-row");
  gives_both_wards(header + ",,,,,,,\n" + first + "   \n\n" + second, "units/blank-row");
  gives_both_wards(header + first + ",,,,Phường Trúc Bạch,00004,Phường,\n", "units/merged-cells");
  gives_both_wards(header + first + second + first, "units/repeated-row");
  const outcome next_district =
      read(header + first + ",,Quận Tây Hồ,003,Phường Bưởi,00097,Phường,\n,,,,Phường Yên Phụ,00100,Phường,\n", mending::obvious);
  CHECK(next_district.units.count("00097 ward Bưởi 003") == 1);
  CHECK(next_district.units.count("00100 ward Yên Phụ 003") == 1);
}

TEST_CASE("codes as a spreadsheet writes them are told and mended") {
  gives_both_wards(replaced(plain, ",01,", ",'01,"), "units/code-as-formula");
  gives_both_wards(replaced(plain, ",00004,", ",\"=\"\"00004\"\"\","), "units/code-as-formula");
  gives_both_wards(replaced(plain, ",00001,", ",００００１,"), "units/code-as-formula");
  gives_both_wards(replaced(plain, ",00001,", ",1,"), "units/lost-zeros");
  const outcome number = read(replaced(plain, ",00001,", ",1.0,"), mending::obvious);
  CHECK(number.units == both_wards);
  CHECK(number.warnings == std::set<std::string>{"units/code-as-formula", "units/lost-zeros"});
  CHECK(read(replaced(plain, ",00001,", ",1.5,"), mending::obvious).errors == only("units/bad-code"));
}

TEST_CASE("characters that nobody sees are found inside names and codes") {
  gives_both_wards(replaced(plain, "Phúc Xá", "Phúc\u200B Xá"), "units/spaces");
  gives_both_wards(replaced(plain, "Phúc Xá", "Phúc\u00A0Xá\u200E"), "units/spaces");
  gives_both_wards(replaced(plain, ",00001,", ",\uFEFF00001 ,"), "units/spaces");
  gives_both_wards(replaced(plain, "Phường Trúc Bạch", "\"Phường\nTrúc Bạch\""), "units/spaces");
}

TEST_CASE("a unit in two places, and an empty file, are faults and not silence") {
  const outcome moved = read(plain + "Tỉnh Hà Giang,02,Quận Ba Đình,001,Xã Má Lé,00715,Xã,\n", mending::obvious);
  CHECK(moved.errors == only("units/two-parents"));
  CHECK(read(header, mending::obvious).errors == only("units/no-rows"));
  CHECK(read("", mending::obvious).errors == only("units/no-rows"));
  CHECK(read("\xEF\xBB\xBF", mending::obvious).errors == only("units/no-rows"));
  const outcome nameless = read("Mã PX,Phường Xã,Mã TP\n00004,Phường Ba Đình,01\n", mending::none);
  CHECK(nameless.warnings == only("units/parent-not-listed"));
}

TEST_CASE("a conversion table is read with one line of headers, codes in columns of their own, or without notes") {
  const auto table = [](const std::string& content) {
    auto r = read_unit_export({content, "f"});
    std::set<std::string> out;
    if (!r) return std::set<std::string>{describe(r.error())};
    for (const succession_row& s : r->successions)
      out.insert(s.old_code + ">" + s.new_code + " " + std::string{name_of(s.how_much)});
    return out;
  };
  CHECK(table("Tỉnh thành phố,Tên Xã mới,Mã Xã mới,Tên Xã cũ,Mã Xã cũ,Ghi chú,Quận/huyện,Tỉnh cũ\n"
              "Thành phố Hà Nội (01),Phường Ba Đình,00004,Phường Phúc Xá,00001,Nhập một phần,Quận Ba Đình (001),Thành phố Hà Nội (01)\n") ==
        std::set<std::string>{"00001>00004 part"});
  CHECK(table("Mã ĐVHC cũ;Tên ĐVHC cũ;Mã ĐVHC mới;Tên ĐVHC mới;Mã tỉnh;Tỉnh;Nội dung\n"
              "00001;Phường Phúc Xá;00004;Phường Ba Đình;01;Thành phố Hà Nội;Nhập toàn bộ\n") ==
        std::set<std::string>{"00001>00004 whole"});
  CHECK(table("Mã trước sắp xếp,Tên trước sắp xếp,Mã sau sắp xếp,Tên sau sắp xếp\n00001,Phường Phúc Xá,00004,Phường Ba Đình\n") ==
        std::set<std::string>{"00001>00004 unknown"});
}

}  // namespace test_of_exports_spreadsheets
