#include <dinh/base/utf8.hpp>
#include <dinh/exchange/dot.hpp>
#include <exchange/letters.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

namespace dot {

namespace {

/// Calls `write` with each character; broken bytes and control characters come as U+FFFD, CR LF as LF.
template <class Write>
void for_each_character(std::string_view s, Write write) {
  constexpr std::string_view replacement = "\xEF\xBF\xBD";
  while (!s.empty()) {
    const std::size_t length = utf8_length(s);
    if (length == 0) {
      write(replacement);
      s.remove_prefix(1);
      continue;
    }
    const auto c = static_cast<unsigned char>(s.front());
    if (c == '\r' && s.size() > 1 && s[1] == '\n') {
      s.remove_prefix(1);
      continue;
    }
    if (c == '\r')
      write(std::string_view{"\n"});
    else if (c == '\t')
      write(std::string_view{" "});
    else if ((c < 0x20U && c != '\n') || c == 0x7FU)
      write(replacement);
    else
      write(s.substr(0, length));
    s.remove_prefix(length);
  }
}

}  // namespace

std::string escape(std::string_view s) {
  std::string out;
  for_each_character(s, [&](std::string_view c) {
    if (c == "\"")
      out += "\\\"";
    else if (c == "\\")
      out += "\\\\";
    else if (c == "\n")
      out += "\\n";
    else
      out += c;
  });
  return out;
}

std::string escape_html(std::string_view s) {
  std::string out;
  for_each_character(s, [&](std::string_view c) {
    if (c == "&")
      out += "&amp;";
    else if (c == "<")
      out += "&lt;";
    else if (c == ">")
      out += "&gt;";
    else if (c == "\"")
      out += "&quot;";
    else if (c == "'")
      out += "&#39;";
    else if (c == "\\")
      out += "&#92;";
    else if (c == "\n")
      out += "<BR/>";
    else
      out += c;
  });
  return out;
}

}  // namespace dot

namespace {

std::string_view colour_of(unit_kind k) {
  switch (k) {
    case unit_kind::province:
    case unit_kind::municipality:
      return "#f4c7ab";
    case unit_kind::urban_district:
    case unit_kind::town:
    case unit_kind::city:
      return "#d9d2e9";
    case unit_kind::district:
      return "#e7e6e1";
    case unit_kind::commune:
      return "#dcedc8";
    case unit_kind::ward:
      return "#bbdefb";
    case unit_kind::township:
      return "#fff3c4";
    case unit_kind::special_zone:
      return "#b2dfdb";
    case unit_kind::village:
    case unit_kind::residential_group:
      return "#f7ecd9";
    default:
      return "#f5f5f5";
  }
}

struct group {
  unit_id head;  ///< none: the root's own children without a group
  bool is_former = false;
  std::vector<unit_id> members;
};

class unit_picture {
public:
  unit_picture(const registry& r, unit_id root, date day, const unit_picture_options& options)
      : reg_{r}, root_{root}, day_{day}, options_{options} {
    find_groups();
  }

  [[nodiscard]] std::string draw() const {
    const std::string title = exchange::capital(reg_.full_name(root_, day_).in(options_.labels)) + ", " + to_text(day_);
    std::string out = "digraph units {\n";
    out += "  graph [rankdir=LR, label=" + dot::quoted(title + "\n" + census()) +
           ", labelloc=t, fontname=\"Helvetica,Arial,sans-serif\", fontsize=20, ranksep=1.0, nodesep=0.12];\n";
    out += "  node [shape=plain, fontname=\"Helvetica,Arial,sans-serif\", fontsize=11];\n";
    out += "  edge [color=\"#9e9e9e\", arrowhead=none];\n";
    out +=
        "  root [shape=box, style=\"filled,rounded\", penwidth=1.5, fontsize=16, margin=\"0.25,0.15\", fillcolor=\"" +
        std::string{colour_of(reg_.kind(root_, day_))} + "\", label=" + dot::quoted(label(root_, day_)) +
        ", tooltip=" + dot::quoted(reg_[root_].key) + "];\n";
    // The first half of the members, in the order of groups, stands to the right.
    std::size_t all = 0;
    for (const group& g : groups_) all += g.members.size() + 2;
    std::size_t drawn = 0;
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      const std::string node = "group" + std::to_string(i);
      out += "  " + node + " [label=<" + table(groups_[i]) + ">];\n";
      const bool right = groups_.size() < 2 || drawn * 2 < all;
      out += right ? "  root:e -> " + node + ":w;\n" : "  " + node + ":e -> root:w;\n";
      drawn += groups_[i].members.size() + 2;
    }
    out += "}\n";
    return out;
  }

private:
  [[nodiscard]] std::string label(unit_id u, date day) const {
    return exchange::capital(reg_.full_name(u, day).in(options_.labels));
  }

  void find_groups() {
    group own;
    std::map<unit_id, group> former;
    for (const unit_id child : reg_.children(root_, day_)) {
      const unit_level level = level_of(reg_.kind(child, day_));
      if (level == unit_level::district) {
        groups_.push_back({child, false, reg_.children(child, day_)});
        continue;
      }
      const unit_id head = options_.grouped_as_of ? former_parent(child) : unit_id{};
      if (!head) {
        own.members.push_back(child);
        continue;
      }
      group& g = former[head];
      g.head = head;
      g.is_former = true;
      g.members.push_back(child);
    }
    for (auto& [head, g] : former) groups_.push_back(std::move(g));
    if (!own.members.empty()) groups_.push_back(std::move(own));
    for (group& g : groups_)
      std::sort(g.members.begin(), g.members.end(), [&](unit_id a, unit_id b) {
        const unit_kind x = reg_.kind(a, day_);
        const unit_kind y = reg_.kind(b, day_);
        return x != y ? x < y : reg_[a].key < reg_[b].key;
      });
  }

  /// Parents of the predecessors, with the number of predecessors in each.
  [[nodiscard]] std::map<unit_id, int> former_parents(unit_id u) const {
    std::map<unit_id, int> count;
    for (const related_unit& before : reg_.translate(u, *options_.grouped_as_of).units)
      if (const unit_id p = reg_.parent(before.unit, *options_.grouped_as_of); p && p != root_) ++count[p];
    return count;
  }
  [[nodiscard]] unit_id former_parent(unit_id u) const {
    unit_id most;
    int best = 0;
    for (const auto& [p, n] : former_parents(u))
      if (n > best) {
        best = n;
        most = p;
      }
    return most;
  }

  [[nodiscard]] std::string counted(unit_kind kind, int n) const {
    std::string word{label_of(kind, options_.labels)};
    if (options_.labels == lang::vi || n == 1) return word;
    if (word.back() != 'y') return word + "s";
    word.pop_back();
    return word + "ies";
  }
  [[nodiscard]] std::string census() const {
    std::map<unit_kind, int> count;
    for (const group& g : groups_) {
      if (g.head && !g.is_former) ++count[reg_.kind(g.head, day_)];
      for (const unit_id u : g.members) ++count[reg_.kind(u, day_)];
    }
    std::string out;
    for (const auto& [kind, n] : count) {
      if (!out.empty()) out += ", ";
      out += std::to_string(n) + " " + counted(kind, n);
    }
    return out;
  }

  [[nodiscard]] std::string tooltip(unit_id u) const {
    const bool vi = options_.labels == lang::vi;
    std::string out = label(u, day_) + "\n" + reg_[u].key;
    const unit_period& p = reg_[u].on(day_);
    if (!p.decree.empty()) out += "\n" + p.decree;
    if (p.known_as == authenticity::illustrative) out += vi ? "\nví dụ minh họa" : "\nillustrative";
    if (p.households) out += "\n" + std::to_string(*p.households) + (vi ? " hộ" : " households");
    if (options_.grouped_as_of)
      for (const related_unit& before : reg_.translate(u, *options_.grouped_as_of).units)
        if (before.unit != u) {
          const unit_id parent = reg_.parent(before.unit, *options_.grouped_as_of);
          out += "\n← " + label(before.unit, *options_.grouped_as_of) + " (" + reg_[before.unit].code + ")";
          if (parent) out += ", " + reg_.full_name(parent, *options_.grouped_as_of).in(options_.labels);
        }
    return out;
  }

  /// A cell's attributes and text; the link makes Graphviz write the tooltip. Without an id of our own Graphviz
  /// would number the links through the life of the process, and the same picture would differ.
  [[nodiscard]] std::string cell(unit_id u) const {
    std::string name = label(u, day_);
    if (const auto under = reg_.children(u, day_).size(); under > 0) name += " (" + std::to_string(under) + ")";
    std::string tip = dot::escape_html(tooltip(u));
    for (std::size_t at = tip.find("<BR/>"); at != std::string::npos; at = tip.find("<BR/>", at))
      tip.replace(at, 5, "&#10;");
    return "<TD ALIGN=\"LEFT\" BGCOLOR=\"" + std::string{colour_of(reg_.kind(u, day_))} + "\" ID=\"" +
           dot::escape_html(reg_[u].key) + "\" HREF=\"#" + dot::escape_html(reg_[u].key) + "\" TOOLTIP=\"" + tip +
           "\">" + dot::escape_html(name) + "</TD>";
  }

  [[nodiscard]] std::string table(const group& g) const {
    const std::size_t columns = g.members.size() > 24 ? 5 : (g.members.size() > 9 ? 4 : 3);
    std::string out = "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"2\" CELLPADDING=\"3\">";
    if (g.head) {
      const date named_on = g.is_former ? *options_.grouped_as_of : day_;
      std::string name = label(g.head, named_on);
      if (g.is_former)
        name += (options_.labels == lang::vi ? " (đến " : " (until ") + to_text(*options_.grouped_as_of) + ")";
      out += "<TR><TD ALIGN=\"LEFT\" COLSPAN=\"" + std::to_string(columns) + "\" BGCOLOR=\"" +
             std::string{g.is_former ? "#ffffff" : colour_of(reg_.kind(g.head, named_on))} + "\" ID=\"" +
             dot::escape_html(reg_[g.head].key) + "\" HREF=\"#" + dot::escape_html(reg_[g.head].key) + "\" TOOLTIP=\"" +
             dot::escape_html(reg_[g.head].key) + "\">" + (g.is_former ? "<I>" : "<B>") + dot::escape_html(name) +
             (g.is_former ? "</I>" : "</B>") + "</TD></TR>";
    }
    for (std::size_t i = 0; i < g.members.size(); i += columns) {
      out += "<TR>";
      for (std::size_t c = i; c < std::min(i + columns, g.members.size()); ++c) out += cell(g.members[c]);
      out += "</TR>";
    }
    if (g.members.empty() && !g.head) out += "<TR><TD></TD></TR>";
    return out + "</TABLE>";
  }

  const registry& reg_;
  unit_id root_;
  date day_;
  unit_picture_options options_;
  std::vector<group> groups_;
};

}  // namespace

std::string units_to_dot(const registry& r, unit_id root, date day, unit_picture_options options) {
  return unit_picture{r, root, day, options}.draw();
}

}  // namespace dinh::inline v1
