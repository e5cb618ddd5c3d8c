#include <cli/models.hpp>

#include <cli/files.hpp>
#include <cli/opening.hpp>

#include <filesystem>
#include <utility>

namespace dinh::cli {

checked<std::vector<model>> open_models(const common_options& common, const std::string& path) {
  std::error_code fault;
  if (std::filesystem::is_directory(path, fault)) {
    common_options here = common;
    here.pack = path;
    const auto p = open_pack(here);
    if (!p) return unexpected{p.error()};
    std::vector<model> out;
    for (const procedure& q : p->procedures()) out.push_back(exchange::model_of(q, path));
    return out;
  }
  const auto content = read_file(path);
  if (!content) return unexpected{content.error()};
  return exchange::models_in(*content, path);
}

}  // namespace dinh::cli
