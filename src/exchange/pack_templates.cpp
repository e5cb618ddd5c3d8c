#include "pack_templates.hpp"

#include <string>
#include <utility>

namespace dinh::inline v1::exchange {

void read_templates(const nlohmann::json& j, std::string_view file, std::vector<rewording>& into, diagnostics& faults) {
  object_reader root{j, std::string{file} + "#", faults};
  if (!root.is_object()) return;
  if (const std::string format = root.string("format"); !format.empty() && format != "dinh-templates/1")
    root.fault("format", "pack/newer-format",
               {"Định dạng \"" + format + "\" không phải dinh-templates/1.",
                "The format \"" + format + "\" is not dinh-templates/1."},
               {"Dùng thư viện mới hơn.", "Use a newer library."});
  const nlohmann::json* all = root.raw("templates");
  const std::string where = root.where("templates");
  if (all == nullptr || !all->is_object()) {
    root.fault("templates", "json/wrong-type",
               {"Ở đây phải là các mẫu câu theo mã.", "Here must stand the templates by key."});
  } else {
    for (const auto& [key, words] : all->items()) {
      const std::string here = pointer_to(where, key);
      object_reader r{words, here, faults};
      if (!r.is_object()) continue;
      rewording w{key, {}, here};
      w.words.vi = r.optional_string("vi").value_or(std::string{});
      w.words.en = r.optional_string("en").value_or(std::string{});
      r.finish();
      into.push_back(std::move(w));
    }
  }
  root.finish();
}

}  // namespace dinh::inline v1::exchange
