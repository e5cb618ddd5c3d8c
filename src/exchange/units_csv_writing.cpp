#include "units_csv_writing.hpp"

#include "csv_writing.hpp"

#include <string_view>

namespace dinh::inline v1::exchange {
namespace {

std::string with_capital(std::string_view kind) {  // "phường" → "Phường", "đặc khu" → "Đặc khu"
  std::string out{kind};
  if (out.compare(0, 2, "đ") == 0)
    out.replace(0, 2, "Đ");
  else if (!out.empty() && out[0] >= 'a' && out[0] <= 'z')
    out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

}  // namespace

std::string units_as_csv(const imported_units& in) {
  std::string out;
  if (in.successions.empty()) {
    out = "code,name,full_name_vi,level,kind,parent_code\n";
    for (const listed_unit& u : in.units)
      out += u.code + "," + csv_field(u.name) + "," + csv_field(with_capital(label_of(u.kind, lang::vi)) + " " + u.name) + "," +
             std::string{name_of(level_of(u.kind))} + "," + std::string{name_of(u.kind)} + "," + u.parent + "\n";
    return out;
  }
  out = "old_code,new_code,relation,level,scope,decree,note_vi,second_source\n";
  for (const succession_row& s : in.successions)
    out += s.old_code + "," + s.new_code + "," + std::string{name_of(s.how_much)} + "," +
           (s.old_code.size() == 3 ? "district" : "commune") + "," + s.scope + ",," + csv_field(s.note) + ",\n";
  return out;
}

}  // namespace dinh::inline v1::exchange
