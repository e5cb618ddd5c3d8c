#include <dinh/exchange/bodies_dot.hpp>
#include <dinh/exchange/dot.hpp>
#include <exchange/letters.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

namespace {

struct look {
  relation_kind kind;
  std::string_view colour;
};
/// In the order in which a pair's arrow takes its colour.
constexpr std::array<look, relation_kind_count> looks{{{relation_kind::supervises, "#c62828"},
                                                       {relation_kind::directs, "#1565c0"},
                                                       {relation_kind::elects, "#2e7d32"},
                                                       {relation_kind::recognises, "#ef6c00"},
                                                       {relation_kind::established_by, "#6a1b9a"},
                                                       {relation_kind::reports_to, "#757575"},
                                                       {relation_kind::criticises, "#ad1457"},
                                                       {relation_kind::agrees_with, "#00838f"}}};

std::string_view colour_of(relation_kind k) {
  return std::find_if(looks.begin(), looks.end(), [&](const look& l) { return l.kind == k; })->colour;
}

struct drawn_node {
  std::string id;
  std::string label;
  std::string tooltip;
  role_form form = role_form::body;
};
struct drawn_edge {
  std::vector<relation_kind> kinds;
  std::string tooltip;
};

class bodies_picture {
public:
  bodies_picture(const registry& r, unit_id u, date day, lang l) : r_{r}, u_{u}, day_{day}, l_{l} {
    for (const relation& x : r.relations(u, day)) {
      const std::string from = node(x.subject);
      const std::string to = node(x.object);
      // "is established by" reads from the founder down, like the others
      const bool turned = x.kind == relation_kind::established_by;
      drawn_edge& e = edges_[turned ? std::pair{to, from} : std::pair{from, to}];
      if (std::find(e.kinds.begin(), e.kinds.end(), x.kind) == e.kinds.end()) e.kinds.push_back(x.kind);
      if (!e.tooltip.empty()) e.tooltip += "\n";
      e.tooltip += x.why.statement.in(l) + " [" + to_text(x.why.source, l) + ", " + letter(x.why.known_by) + "]";
    }
  }

  [[nodiscard]] std::string draw() const {
    const std::string title = exchange::capital(r_.full_name(u_, day_).in(l_)) + ", " + to_text(day_);
    std::string out = "digraph bodies {\n";
    out += "  graph [rankdir=TB, label=<" + legend(title) +
           ">, labelloc=t, fontname=\"Helvetica,Arial,sans-serif\", fontsize=18, ranksep=1.1, nodesep=0.45, "
           "newrank=true, pad=0.3];\n";
    out += "  node [shape=box, style=\"filled,rounded\", color=\"#616161\", fillcolor=\"#ffffff\", "
           "fontname=\"Helvetica,Arial,sans-serif\", fontsize=12, margin=\"0.18,0.1\"];\n";
    out += "  edge [fontname=\"Helvetica,Arial,sans-serif\", fontsize=10, arrowsize=0.8, penwidth=1.4];\n";
    int box = 0;
    for (const auto& [level, members] : boxes_) {
      const auto& [name, fill] = level_look(level);
      out += "  subgraph cluster" + std::to_string(box++) + " {\n    label=" + dot::quoted(name) +
             "; labeljust=l; style=\"filled,rounded\"; color=\"" + fill + "\"; fillcolor=\"" + fill + "\"; fontsize=13;\n";
      for (const drawn_node& n : members)
        out += "    " + dot::quoted(n.id) + " [label=" + dot::quoted(n.label) + ", tooltip=" + dot::quoted(n.tooltip) +
               (n.form == role_form::office ? ", style=\"filled\", fillcolor=\"#fffde7\""
                                            : (n.form == role_form::assembly ? ", shape=ellipse" : "")) +
               "];\n";
      out += "  }\n";
    }
    for (const auto& [ends, e] : edges_) out += edge(ends.first, ends.second, e);
    out += "}\n";
    return out;
  }

private:
  [[nodiscard]] static relation_kind leading(const drawn_edge& e) {
    for (const look& l : looks)
      if (std::find(e.kinds.begin(), e.kinds.end(), l.kind) != e.kinds.end()) return l.kind;
    return e.kinds.front();
  }
  [[nodiscard]] std::string verb(relation_kind k) const {
    if (k == relation_kind::established_by) return l_ == lang::vi ? "thành lập" : "establishes";
    return std::string{label_of(k, l_)};
  }
  [[nodiscard]] std::string edge(const std::string& from, const std::string& to, const drawn_edge& e) const {
    std::string words;
    for (const look& l : looks)
      if (std::find(e.kinds.begin(), e.kinds.end(), l.kind) != e.kinds.end())
        words += (words.empty() ? "" : "\n") + verb(l.kind);
    const std::string colour{colour_of(leading(e))};
    const bool is_upward = leading(e) == relation_kind::reports_to;
    return "  " + dot::quoted(from) + " -> " + dot::quoted(to) + " [label=" + dot::quoted(words) + ", color=\"" + colour +
           "\", fontcolor=\"" + colour + "\", tooltip=" + dot::quoted(e.tooltip) + ", labeltooltip=" +
           dot::quoted(e.tooltip) + (is_upward ? ", style=dashed, constraint=false" : "") + "];\n";
  }

  [[nodiscard]] std::pair<std::string, std::string> level_look(unit_level level) const {
    const unit_level own = level_of(r_.kind(u_, day_));
    std::string name = exchange::capital(std::string{label_of(level, l_)});
    if (level == own)
      name = exchange::capital(r_.full_name(u_, day_).in(l_));
    else if (level < own)
      if (const unit_id above = r_.ancestor_at(u_, level, day_)) name = exchange::capital(r_.full_name(above, day_).in(l_));
    constexpr std::array<const char*, 5> fills{"#f4e3d7", "#eceae4", "#e8f1dc", "#f7f0e0", "#e3ecf5"};
    return {name, fills[static_cast<std::size_t>(level)]};
  }

  /// The node of an end; many bodies of one role in the units below are one node.
  std::string node(const resolution& x) {
    const role_rule* rule = r_.role(x.role, day_);
    const std::string id = x.parts_are == resolution::parts_kind::together ? x.role + ":*" : x.role;
    if (known_.count(id) > 0) return id;
    known_[id] = true;
    drawn_node n;
    n.id = id;
    n.form = x.form;
    text name = x.name;
    unit_level level = level_of(r_.kind(u_, day_));
    if (rule != nullptr) {
      const bool is_group = x.parts_are == resolution::parts_kind::together;
      const text& title = rule->title.empty() || is_group ? rule->label : rule->title;
      name = {title.vi, title.en};
      if (is_group) {
        name.vi += " (" + std::to_string(x.parts.size()) + ")";
        name.en += " (" + std::to_string(x.parts.size()) + ")";
      }
      if (!rule->per.empty()) {
        name.vi += " (mỗi dự án)";
        name.en += " (for each project)";
      }
      if (rule->level) level = *rule->level;
      n.tooltip = rule->label.in(l_) + "\n" + to_text(rule->source, l_) + ", " + letter(rule->known_by);
    }
    n.label = exchange::joined(exchange::broken(exchange::capital(name.in(l_)), 30));
    boxes_[level].push_back(std::move(n));
    return id;
  }

  [[nodiscard]] std::string legend(const std::string& title) const {
    std::string row;
    for (const look& l : looks) {
      const bool used = std::any_of(edges_.begin(), edges_.end(), [&](const auto& e) {
        return std::find(e.second.kinds.begin(), e.second.kinds.end(), l.kind) != e.second.kinds.end();
      });
      if (used)
        row += "<TD><FONT COLOR=\"" + std::string{l.colour} + "\" POINT-SIZE=\"12\">&#9632; " +
               dot::escape_html(verb(l.kind)) + "</FONT></TD>";
    }
    std::string out = "<TABLE BORDER=\"0\" CELLSPACING=\"6\"><TR><TD COLSPAN=\"9\"><B>" + dot::escape_html(title) +
                      "</B></TD></TR>";
    if (!row.empty()) out += "<TR>" + row + "</TR>";
    return out + "</TABLE>";
  }

  const registry& r_;
  unit_id u_;
  date day_;
  lang l_;
  std::map<unit_level, std::vector<drawn_node>> boxes_;
  std::map<std::string, bool> known_;
  std::map<std::pair<std::string, std::string>, drawn_edge> edges_;
};

}  // namespace

std::string bodies_to_dot(const registry& r, unit_id u, date day, lang labels) {
  return bodies_picture{r, u, day, labels}.draw();
}

}  // namespace dinh::inline v1
