#include <dinh/base/utf8.hpp>
#include <dinh/exchange/dot.hpp>
#include <dinh/exchange/procedure_dot.hpp>

#include <array>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {
namespace {

/// Light fills that dark text is read on; actors take them in the order in which they first act.
constexpr std::array<std::string_view, 10> fills{"#cfe8d5", "#d6e4f5", "#fbe3c8", "#ead9f2", "#f8d7da",
                                                 "#d5f0f0", "#f3efc9", "#e3dcd2", "#dfe7c8", "#e6e6e6"};

/// Breaks a label at blanks into lines of about `width` characters.
std::string wrapped(std::string_view s, std::size_t width) {
  std::string out;
  std::size_t in_line = 0;
  while (!s.empty()) {
    const auto end = s.find(' ');
    const std::string_view word = s.substr(0, end);
    std::size_t length = 0;
    for (std::string_view rest = word; !rest.empty(); ++length)
      rest.remove_prefix(utf8_length(rest) == 0 ? 1 : utf8_length(rest));
    if (in_line > 0) {
      const bool fits = in_line + 1 + length <= width;
      out += fits ? ' ' : '\n';
      in_line = fits ? in_line + 1 : 0;
    }
    out += word;
    in_line += length;
    s.remove_prefix(end == std::string_view::npos ? s.size() : end + 1);
  }
  return out;
}

class picture {
public:
  picture(const procedure& p, const procedure_picture_options& options) : p_{p}, o_{options} {
    for (const step& s : p.steps())
      if (!s.actor.empty() && position_of(s.actor) == actors_.size()) actors_.push_back(s.actor);
  }

  std::string draw() {
    out_ =
        "digraph procedure {\n"
        "  graph [rankdir=TB, nodesep=0.35, ranksep=0.4, fontname=\"DejaVu Sans\", labelloc=t, fontsize=18, label=" +
        dot::quoted(p_.title().in(o_.labels) + "\n" + p_.id()) +
        "];\n"
        "  node [fontname=\"DejaVu Sans\", fontsize=11, color=\"#555555\"];\n"
        "  edge [fontname=\"DejaVu Sans\", fontsize=9, color=\"#555555\", fontcolor=\"#333333\"];\n";
    for (std::uint32_t i = 0; i < p_.steps().size(); ++i) draw_step(i, p_.steps()[i]);
    const auto& g = p_.graph();
    for (std::uint32_t i = 0; i < g.count<flows_to>(); ++i) draw_flow(edge_id<flows_to>{i});
    for (std::uint32_t i = 0; i < p_.deadline_count(); ++i) draw_deadline(edge_id<deadline>{i});
    draw_legend();
    return out_ + "}\n";
  }

private:
  [[nodiscard]] std::size_t position_of(const std::string& actor) const {
    std::size_t i = 0;
    while (i < actors_.size() && actors_[i] != actor) ++i;
    return i;
  }
  [[nodiscard]] std::string_view fill_of(const std::string& actor) const {
    return actor.empty() ? "#ffffff" : fills[position_of(actor) % fills.size()];
  }
  [[nodiscard]] std::string name_of_role(const std::string& id) const {
    for (const auto& r : o_.roles)
      if (r.role == id) return r.label.in(o_.labels);
    return id;
  }
  static std::string name(std::uint32_t step) { return "s" + std::to_string(step); }

  void draw_step(std::uint32_t index, const step& s) {
    const std::string& label = s.label.in(o_.labels);
    std::string look;
    switch (s.kind) {
      case step_kind::start:
      case step_kind::end:
        look = "shape=ellipse, style=filled, margin=\"0.08,0.04\", penwidth=" +
               std::string{s.kind == step_kind::end ? "2.4" : "1"} + ", label=" + dot::quoted(wrapped(label, 24));
        break;
      case step_kind::decision:
        look = "shape=diamond, style=filled, margin=\"0.02,0.01\", label=" + dot::quoted(wrapped(label, 16));
        break;
      case step_kind::fork:
      case step_kind::join:
        look =
            "shape=box, style=filled, height=0.08, width=1.6, fixedsize=true, fillcolor=\"#555555\", label=\"\", "
            "xlabel=" +
            dot::quoted(wrapped(label, 20));
        break;
      case step_kind::task:
      case step_kind::wait:
        look = std::string{"shape=box, style=\"filled,rounded"} + (s.kind == step_kind::wait ? ",dashed" : "") +
               "\", label=" + dot::quoted(wrapped(label, 28)) + (s.calls.empty() ? "" : ", peripheries=2");
        break;
    }
    std::string tip = s.key;
    if (!s.actor.empty()) tip += "\n" + name_of_role(s.actor);
    if (!s.calls.empty()) tip += "\n→ " + s.calls;
    for (const auto& r : s.rules) tip += "\n" + r;
    const bool is_bar = s.kind == step_kind::fork || s.kind == step_kind::join;
    out_ += "  " + name(index) + " [" + look + (is_bar ? "" : ", fillcolor=\"" + std::string{fill_of(s.actor)} + "\"") +
            ", tooltip=" + dot::quoted(tip) + "];\n";
  }

  void draw_flow(edge_id<flows_to> e) {
    const auto& g = p_.graph();
    const flows_to& f = g[e];
    const std::string& label = f.label.in(o_.labels).empty() ? f.branch : f.label.in(o_.labels);
    out_ += "  " + name(g.from(e).index()) + " -> " + name(g.to(e).index());
    if (!label.empty()) out_ += " [label=" + dot::quoted(wrapped(label, 20)) + "]";
    out_ += ";\n";
  }

  void draw_deadline(edge_id<deadline> e) {
    const auto& g = p_.graph();
    const deadline& d = g[e];
    const bool vi = o_.labels == lang::vi;
    std::string label = vi ? "kịp thời" : "promptly";
    if (d.time) {
      const std::string length = describe(d.time->length).in(o_.labels);
      switch (d.time->way) {
        case direction::within_after:
          label = (vi ? "trong " : "within ") + length;
          break;
        case direction::not_later_than_before:
          label = vi ? "trước ít nhất " + length : "at least " + length + " before";
          break;
        case direction::at_least_lasting:
          label = (vi ? "ít nhất " : "at least ") + length;
          break;
        case direction::valid_for:
          label = (vi ? "có giá trị " : "valid for ") + length;
          break;
      }
    }
    const std::string source = d.source.empty() ? d.rule : to_text(d.source, o_.labels);
    const std::string_view colour = d.sets_latest() ? "#b3261e" : "#1f5fa8";
    out_ += "  " + name(g.from(e).index()) + " -> " + name(g.to(e).index()) +
            " [constraint=false, style=dashed, arrowhead=vee, color=\"" + std::string{colour} + "\", fontcolor=\"" +
            std::string{colour} + "\", label=" + dot::quoted(label) +
            ", tooltip=" + dot::quoted(label + "\n" + source + " (" + letter(d.known_by) + ")\n" + d.rule) +
            ", labeltooltip=" + dot::quoted(source + " (" + letter(d.known_by) + ")") + "];\n";
  }

  void draw_legend() {
    const bool vi = o_.labels == lang::vi;
    out_ += "  legend [shape=plain, label=<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"4\">";
    for (const auto& a : actors_)
      out_ += "<TR><TD BGCOLOR=\"" + std::string{fill_of(a)} + "\">    </TD><TD ALIGN=\"LEFT\">" +
              dot::escape_html(name_of_role(a)) + "</TD></TR>";
    out_ += std::string{"<TR><TD><FONT COLOR=\"#b3261e\">- -</FONT></TD><TD ALIGN=\"LEFT\">"} +
            (vi ? "thời hạn chậm nhất" : "latest day") +
            "</TD></TR><TR><TD><FONT COLOR=\"#1f5fa8\">- -</FONT></TD><TD ALIGN=\"LEFT\">" +
            (vi ? "thời gian tối thiểu" : "minimum period") + "</TD></TR></TABLE>>];\n";
  }

  const procedure& p_;
  const procedure_picture_options& o_;
  std::vector<std::string> actors_;
  std::string out_;
};

}  // namespace

std::string procedure_to_dot(const procedure& p, const procedure_picture_options& options) {
  return picture{p, options}.draw();
}

}  // namespace dinh::inline v1
