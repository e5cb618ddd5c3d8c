#include <dinh/exchange/dot.hpp>
#include <dinh/exchange/procedure_dot.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace dinh::inline v1 {

namespace {

struct colour {
  std::string_view fill;
  std::string_view line;
};
// Light fills that black text stays readable on, told apart also by most colour-blind eyes (after Okabe and Ito).
constexpr std::array<colour, 8> palette{{{"#DCEBF7", "#0072B2"},
                                         {"#FBE6C8", "#B87400"},
                                         {"#D5EFE6", "#009E73"},
                                         {"#F6DDEB", "#A8557F"},
                                         {"#FBF6C4", "#8A7E00"},
                                         {"#F9DACB", "#D55E00"},
                                         {"#E3E0F3", "#5B4FA0"},
                                         {"#DDF3FA", "#2E8FB5"}}};
constexpr colour nobody{"#FFFFFF", "#555555"};
constexpr std::string_view number_colour = "#B00020";
constexpr std::string_view no_number_colour = "#888888";

// Breaks at spaces so that no line is much longer than `width` characters.
std::string wrapped(std::string_view s, std::size_t width) {
  std::string out;
  std::size_t in_line = 0;
  for (std::size_t i = 0; i < s.size();) {
    const std::size_t end = std::min(s.find(' ', i), s.size());
    const std::string_view word = s.substr(i, end - i);
    const auto length = static_cast<std::size_t>(std::count_if(
        word.begin(), word.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
    if (in_line > 0 && in_line + 1 + length > width) {
      out += '\n';
      in_line = 0;
    } else if (in_line > 0) {
      out += ' ';
      ++in_line;
    }
    out += word;
    in_line += length;
    i = end + 1;
  }
  return out;
}

// Keeps a label clear of its line.
std::string indented(std::string_view s) {
  std::string out = "  ";
  for (const char c : s) {
    out += c;
    if (c == '\n') out += "  ";
  }
  return out;
}

class drawing {
public:
  drawing(const procedure& p, const procedure_picture_options& o) : p_{p}, o_{o} {
    for (const step& s : p.steps())
      if (!s.actor.empty() && std::find(roles_.begin(), roles_.end(), s.actor) == roles_.end())
        roles_.push_back(s.actor);
  }

  std::string run() {
    const std::string title = p_.title().in(o_.labels);
    out_ += "digraph " + dot::quoted(p_.id()) + " {\n";
    out_ +=
        "  graph [rankdir=TB, nodesep=0.35, ranksep=0.38, pad=0.3, fontname=\"Helvetica\", fontsize=18, labelloc=t, "
        "label=" +
        dot::quoted(title + "\n" + to_text(p_.facts().source, o_.labels) + "\n ") + ", tooltip=" + dot::quoted(title) +
        "];\n";
    out_ +=
        "  node [fontname=\"Helvetica\", fontsize=11, style=\"filled,rounded\", shape=box, penwidth=1.2, "
        "margin=\"0.14,0.08\"];\n";
    out_ += "  edge [fontname=\"Helvetica\", fontsize=9.5, color=\"#555555\", fontcolor=\"#333333\", arrowsize=0.7];\n";
    for (std::uint32_t i = 0; i < p_.graph().count<step>(); ++i) node(step_id{i});
    for (std::uint32_t i = 0; i < p_.graph().count<step>(); ++i)
      for (const auto& link : p_.graph().out<flows_to>(step_id{i})) flow(step_id{i}, link.edge, link.node);
    for (std::uint32_t i = 0; i < p_.deadline_count(); ++i) period(i);
    legend();
    out_ += "}\n";
    return std::move(out_);
  }

private:
  [[nodiscard]] colour colour_of(const std::string& role) const {
    if (role.empty()) return nobody;
    const auto at = static_cast<std::size_t>(std::find(roles_.begin(), roles_.end(), role) - roles_.begin());
    return palette[at % palette.size()];
  }
  [[nodiscard]] std::string name_of_role(const std::string& role) const {
    if (o_.role_name) {
      const text t = o_.role_name(role);
      if (!t.empty()) return t.in(o_.labels);
    }
    return role;
  }

  void node(step_id id) {
    const step& s = p_[id];
    const colour c = colour_of(s.actor);
    const std::string label = s.label.empty() ? s.key : s.label.in(o_.labels);
    std::string tip = s.key;
    if (!s.actor.empty()) tip += " – " + name_of_role(s.actor);
    for (const auto& r : s.rules) tip += "\n" + r;
    if (!s.calls.empty()) tip += (o_.labels == lang::vi ? "\ngọi quy trình " : "\nruns the procedure ") + s.calls;
    std::string shape;
    std::string words = wrapped(label, 26);
    switch (s.kind) {
      case step_kind::start:
        shape = "shape=oval, fillcolor=\"#E8F5E9\", color=\"#2E7D32\", penwidth=2";
        break;
      case step_kind::end:
        shape = "shape=oval, fillcolor=\"#ECECEC\", color=\"#333333\", penwidth=2, peripheries=2";
        break;
      case step_kind::decision:
        words = wrapped(label, 20);
        shape = "shape=hexagon, style=filled, margin=\"0.02,0.04\"";
        break;
      case step_kind::fork:
      case step_kind::join:
        shape =
            "shape=box, style=filled, height=0.12, width=2.2, fixedsize=true, fontsize=1, fillcolor=\"#333333\", "
            "color=\"#333333\"";
        words.clear();
        break;
      case step_kind::wait:
        shape = "shape=cds, style=filled, margin=\"0.2,0.1\"";
        break;
      case step_kind::task:
        shape = s.calls.empty() ? "" : "peripheries=2";
        break;
    }
    if (s.kind == step_kind::decision || s.kind == step_kind::wait || s.kind == step_kind::task)
      shape += (shape.empty() ? "fillcolor=\"" : ", fillcolor=\"") + std::string{c.fill} + "\", color=\"" +
               std::string{c.line} + "\"";
    out_ += "  " + dot::quoted(s.key) + " [" + shape + ", label=" + dot::quoted(words) +
            ", tooltip=" + dot::quoted(tip) + "];\n";
  }

  void flow(step_id from, edge_id<flows_to> edge, step_id to) {
    const flows_to& f = p_.graph()[edge];
    out_ += "  " + dot::quoted(p_[from].key) + " -> " + dot::quoted(p_[to].key);
    std::string attributes = "weight=4";
    if (!f.branch.empty()) {
      const std::string words = f.label.empty() ? f.branch : f.label.in(o_.labels);
      attributes += ", label=" + dot::quoted(" " + wrapped(words, 22) + " ") + ", tooltip=" + dot::quoted(f.branch);
    }
    out_ += " [" + attributes + "];\n";
  }

  void period(std::uint32_t i) {
    const edge_id<deadline> edge{i};
    const deadline& d = p_.deadline_at(i);
    const std::string provision = to_text(d.source, o_.labels);
    const bool vi = o_.labels == lang::vi;
    const std::string length =
        d.time ? describe(*d.time).in(o_.labels)
               : (vi ? std::string{"kịp thời (không ghi số ngày)"} : std::string{"promptly (no number)"});
    const std::string colour_used{d.time ? number_colour : no_number_colour};
    // Beside a flow between the same steps the label gets its own room; a long one must not bend the picture.
    bool has_flow = false;
    for (const auto& link : p_.graph().out<flows_to>(p_.graph().from(edge)))
      has_flow = has_flow || link.node == p_.graph().to(edge);
    const std::string_view beside = has_flow ? "weight=1" : "constraint=false, weight=0";
    std::string tip = d.rule + "\n" + provision + " (" + letter(d.known_by) + ")\n";
    tip += d.consequence.empty() ? (vi ? "Luật không quy định hậu quả" : "No consequence in law")
                                 : d.consequence.in(o_.labels);
    out_ += "  " + dot::quoted(p_[p_.graph().from(edge)].key) + " -> " + dot::quoted(p_[p_.graph().to(edge)].key) +
            " [style=dashed, " + std::string{beside} + ", penwidth=1.4, arrowhead=vee, color=\"" + colour_used +
            "\", fontcolor=\"" + colour_used +
            "\", label=" + dot::quoted(indented(wrapped(length, 24) + "\n" + wrapped(provision, 24))) +
            ", tooltip=" + dot::quoted(tip) + ", labeltooltip=" + dot::quoted(tip) + "];\n";
  }

  void legend() {
    const bool vi = o_.labels == lang::vi;
    out_ += "  subgraph cluster_legend {\n    graph [label=" + dot::quoted(vi ? "Ai làm" : "Who acts") +
            ", fontsize=12, style=rounded, color=\"#BBBBBB\", margin=10, tooltip=\"\"];\n";
    out_ += "    legend [shape=plain, style=\"\", label=<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"4\">";
    for (const auto& role : roles_) {
      const colour c = colour_of(role);
      out_ += "<TR><TD BGCOLOR=\"" + std::string{c.fill} + "\" BORDER=\"1\" COLOR=\"" + std::string{c.line} +
              "\" WIDTH=\"26\"> </TD><TD ALIGN=\"LEFT\">" + dot::escape_html(name_of_role(role)) + "</TD></TR>";
    }
    const auto dashes = [&](std::string_view colour_used, std::string_view words) {
      out_ += "<TR><TD><FONT COLOR=\"" + std::string{colour_used} + "\">- - -</FONT></TD><TD ALIGN=\"LEFT\">" +
              dot::escape_html(words) + "</TD></TR>";
    };
    dashes(number_colour, vi ? "thời hạn" : "limit in law");
    dashes(no_number_colour, vi ? "kịp thời, luật không ghi số ngày" : "promptly, no number in law");
    out_ += "</TABLE>>];\n  }\n";
  }

  const procedure& p_;
  const procedure_picture_options& o_;
  std::vector<std::string> roles_;
  std::string out_;
};

}  // namespace

std::string procedure_to_dot(const procedure& p, const procedure_picture_options& options) {
  return drawing{p, options}.run();
}

}  // namespace dinh::inline v1
