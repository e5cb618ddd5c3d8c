#include <dinh/exchange/svg.hpp>

#include <graphviz/gvc.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <utility>

namespace dinh::inline v1 {

namespace {

std::mutex graphviz_lock;
std::string graphviz_words;  // what Graphviz said since the lock was taken; guarded by it

int keep_words(char* words) {
  constexpr std::size_t most = 4096;
  if (graphviz_words.size() < most) graphviz_words += std::string_view{words}.substr(0, most);
  return 0;
}

/// One line, without the trailing line end.
std::string words_said() {
  std::string out;
  for (const char c : graphviz_words) out += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out.empty() ? "no graph in it" : out;
}

struct close_graph {
  void operator()(Agraph_t* g) const { agclose(g); }
};
struct free_render_data {
  void operator()(char* d) const { gvFreeRenderData(d); }
};

/// One context for the life of the process, used under the lock: after `gvFreeContext` Graphviz 2.43 still
/// looks at plugin names that the context owned.
GVC_t* the_context() {
  static GVC_t* const context = gvContext();
  return context;
}

const char* name_of(dot_layout l) {
  constexpr std::array<const char*, 6> names{"dot", "neato", "fdp", "circo", "twopi", "osage"};
  return names[static_cast<std::size_t>(l)];
}

bool contains_ignoring_case(std::string_view s, std::string_view word) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::search(s.begin(), s.end(), word.begin(), word.end(), [&](char a, char b) { return lower(a) == b; }) !=
         s.end();
}

/// Of braces, and of tables inside tables.
std::size_t deepest_nesting(std::string_view dot) {
  std::size_t braces = 0;
  std::size_t tables = 0;
  std::size_t deepest = 0;
  for (std::size_t i = 0; i < dot.size(); ++i) {
    if (dot[i] == '{') ++braces;
    if (dot[i] == '}' && braces > 0) --braces;
    if (dot[i] == '<') {
      if (contains_ignoring_case(dot.substr(i, 6), "<table")) ++tables;
      if (tables > 0 && contains_ignoring_case(dot.substr(i, 7), "</table")) --tables;
    }
    deepest = std::max({deepest, braces, tables});
  }
  return deepest;
}

/// Name of an attribute through which Graphviz would read a file, or empty.
std::string file_attribute(Agraph_t* g) {
  for (const int kind : {AGRAPH, AGNODE, AGEDGE})
    for (const char* name : {"image", "shapefile", "imagepath", "fontpath", "stylesheet", "_background"})
      if (agattr(g, kind, const_cast<char*>(name), nullptr) != nullptr) return name;
  return {};
}

checked<std::string> too_many(std::string code, text what, int count, std::size_t most) {
  return refuse(std::move(code), "dot",
                {std::to_string(count) + " " + what.vi + ", quá " + std::to_string(most) + ".",
                 std::to_string(count) + " " + what.en + ", more than " + std::to_string(most) + "."},
                {"Vẽ một phần, hoặc nâng giới hạn.", "Draw a part or raise the limit."});
}

}  // namespace

checked<std::string> svg_from_dot(std::string_view dot, dot_layout layout, svg_limits limits) {
  if (dot.size() > limits.bytes)
    return refuse(
        "svg/too-large", "dot",
        {"Văn bản DOT dài " + std::to_string(dot.size()) + " byte, quá " + std::to_string(limits.bytes) + ".",
         "The DOT text has " + std::to_string(dot.size()) + " bytes, more than " + std::to_string(limits.bytes) + "."},
        {"Vẽ một phần, hoặc nâng giới hạn.", "Draw a part or raise the limit."});
  if (dot.find('\0') != std::string_view::npos)
    return refuse("svg/zero-byte", "dot", {"Văn bản DOT chứa byte 0.", "The DOT text holds a zero byte."}, {});
  if (deepest_nesting(dot) > limits.nesting)
    return refuse("svg/too-deep", "dot",
                  {"Văn bản DOT lồng quá " + std::to_string(limits.nesting) + " cấp.",
                   "The DOT text nests deeper than " + std::to_string(limits.nesting) + " levels."},
                  {});
  const auto reads_files = [](const std::string& what) {
    return refuse("svg/reads-files", "dot",
                  {"\"" + what + "\" khiến Graphviz đọc tệp.", "\"" + what + "\" makes Graphviz read a file."},
                  {"Bỏ thuộc tính này.", "Leave it out."});
  };
  if (contains_ignoring_case(dot, "<img")) return reads_files("<IMG>");

  const std::lock_guard<std::mutex> lock{graphviz_lock};
  graphviz_words.clear();
  const auto old_words = agseterrf(keep_words);
  const auto old_level = agseterr(AGERR);
  struct restore {
    agusererrf words;
    agerrlevel_t level;
    ~restore() {
      agseterrf(words);
      agseterr(level);
    }
  } const restore_afterwards{old_words, old_level};

  const std::string text{dot};
  const std::unique_ptr<Agraph_t, close_graph> graph{agmemread(text.c_str())};
  if (graph == nullptr || !graphviz_words.empty())
    return refuse("svg/syntax", "dot", {"Không phải DOT: " + words_said(), "Not DOT: " + words_said()},
                  {"Sửa tại dòng được nêu.", "Mend the line that is named."});
  if (const std::string name = file_attribute(graph.get()); !name.empty()) return reads_files(name);
  if (static_cast<std::size_t>(agnnodes(graph.get())) > limits.nodes)
    return too_many("svg/too-many-nodes", {"nút", "nodes"}, agnnodes(graph.get()), limits.nodes);
  if (static_cast<std::size_t>(agnedges(graph.get())) > limits.edges)
    return too_many("svg/too-many-edges", {"cạnh", "edges"}, agnedges(graph.get()), limits.edges);

  GVC_t* const context = the_context();
  if (context == nullptr || gvLayout(context, graph.get(), name_of(layout)) != 0)
    return refuse("svg/layout-failed", "dot",
                  {"Graphviz không sắp xếp được: " + words_said(), "Graphviz could not lay it out: " + words_said()},
                  {});
  char* data = nullptr;
  unsigned int length = 0;
  const int failed = gvRenderData(context, graph.get(), "svg", &data, &length);
  const std::unique_ptr<char, free_render_data> owned{data};
  gvFreeLayout(context, graph.get());
  if (failed != 0 || data == nullptr)
    return refuse("svg/layout-failed", "dot",
                  {"Graphviz không vẽ được: " + words_said(), "Graphviz could not draw it: " + words_said()}, {});
  return std::string{data, length};
}

}  // namespace dinh::inline v1
