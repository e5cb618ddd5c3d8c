#include <dinh/exchange/dot.hpp>
#include <dinh/exchange/procedure_dot.hpp>
#include <exchange/letters.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

namespace {

struct text_pair {
  std::string_view vi;
  std::string_view en;
};
struct colour {
  std::string_view fill;
  std::string_view line;
};
// Light fills that black text stays readable on, told apart also by most colour-blind eyes (after Okabe and Ito).
constexpr std::array<colour, 12> palette{{{"#DCEBF7", "#0072B2"},
                                          {"#FBE6C8", "#B87400"},
                                          {"#D5EFE6", "#009E73"},
                                          {"#F6DDEB", "#A8557F"},
                                          {"#FBF6C4", "#8A7E00"},
                                          {"#F9DACB", "#D55E00"},
                                          {"#E3E0F3", "#5B4FA0"},
                                          {"#D3F2F5", "#1B8A94"},
                                          {"#E9E4DA", "#75664A"},
                                          {"#E4F3CF", "#5E8C1A"},
                                          {"#FFD9DF", "#B23A55"},
                                          {"#DDE1E8", "#4A5A73"}}};
constexpr colour nobody{"#FFFFFF", "#555555"};
constexpr std::string_view number_colour = "#B00020";
constexpr std::string_view no_number_colour = "#888888";
constexpr std::string_view clock_colour = "#6A3D9A";

// In lines of nearly one length: the least width that needs no more lines than `width`.
std::string wrapped(std::string_view s, std::size_t width) {
  auto lines = exchange::broken(s, width);
  for (std::size_t w = width - 1; w > 5; --w) {
    auto narrower = exchange::broken(s, w);
    if (narrower.size() != lines.size()) break;
    lines = std::move(narrower);
  }
  return exchange::joined(lines);
}

// The provision with its numbers kept beside their words: "Điều 14" is not broken.
std::string provision_of(const citation& c, lang l) {
  std::string out = to_text(c, l);
  for (const std::string_view word : {"Điều ", "khoản ", "điểm ", "Art "})
    for (auto at = out.find(word); at != std::string::npos; at = out.find(word, at + 1))
      out.replace(at + word.size() - 1, 1, "\u00A0");
  return out;
}

// The limit in words; no days at all is the same day.
text limit_words(const deadline& d) {
  if (!d.time) return describe(d.no_number);
  if (d.time->length.count != 0 || d.time->way != direction::within_after) return describe(*d.time);
  if (d.time->length.unit == time_unit::working_day) return {"trong ngày làm việc đó", "on the same working day"};
  return {"trong ngày", "on the same day"};
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
    for (const clock_rule& c : p_.facts().clocks) clock(c);
    repeats();
    transitions();
    reminders();
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

  // The lines of a label in HTML: the words, the actor small below them, what the step calls, what it decides by.
  std::string label_of(step_id id, std::size_t width) const {
    const step& s = p_[id];
    std::string out = dot::escape_html(wrapped(s.label.empty() ? s.key : s.label.in(o_.labels), width));
    const auto small = [&](const std::string& words, std::string_view colour_used) {
      out += "<BR/><FONT POINT-SIZE=\"9\" COLOR=\"";
      out += colour_used;
      out += "\">" + dot::escape_html(wrapped(words, width + 8)) + "</FONT>";
    };
    if (!s.actor.empty()) {
      std::string who = name_of_role(s.actor);
      for (const auto& r : s.with) who += " + " + name_of_role(r);
      for (const auto& r : s.or_else) who += " / " + name_of_role(r);
      small(who, "#555555");
    }
    if (!s.calls.empty()) small("\u25B7 " + (o_.procedure_name ? o_.procedure_name(s.calls).in(o_.labels) : s.calls), "#1A4E8A");
    if (s.vote) {
      std::string rules;
      for (const auto& r : s.vote->rules) rules += (rules.empty() ? "" : ", ") + r;
      small((o_.labels == lang::vi ? "biểu quyết: " : "vote: ") + rules, "#7A1F6B");
    }
    // A deadline that begins further off says here what it is; on its edge stands the span alone.
    for (std::uint32_t i = 0; i < p_.deadline_count(); ++i)
      if (p_.graph().to(edge_id<deadline>{i}) == id && !is_beside_a_flow(i))
        small(badge(i), p_.deadline_at(i).time ? number_colour : no_number_colour);
    return "<" + out + ">";
  }

  std::string tip_of(const step& s) const {
    const bool vi = o_.labels == lang::vi;
    std::string tip = s.key;
    if (!s.actor.empty()) tip += " – " + name_of_role(s.actor);
    for (const auto& r : s.rules) tip += "\n" + (o_.rule_name ? o_.rule_name(r).in(o_.labels) : r);
    if (!s.calls.empty()) tip += (vi ? "\ngọi quy trình " : "\nruns the procedure ") + s.calls;
    for (const auto& id : s.documents)
      if (const document* d = p_.document_named(id)) tip += (vi ? "\nvăn bản: " : "\ndocument: ") + d->label.in(o_.labels);
    if (s.time != time_said::unsaid) tip += (vi ? "\nthời gian: " : "\ntime: ") + describe(s.time).in(o_.labels);
    return tip;
  }

  void node(step_id id) {
    const step& s = p_[id];
    const colour c = colour_of(s.actor);
    std::string label = label_of(id, 26);
    std::string shape;
    switch (s.kind) {
      case step_kind::start:
        shape = "shape=oval, fillcolor=\"#E8F5E9\", color=\"#2E7D32\", penwidth=2";
        break;
      case step_kind::end:
        shape = "shape=oval, fillcolor=\"#ECECEC\", color=\"#333333\", penwidth=2, peripheries=2";
        break;
      case step_kind::decision:
        label = label_of(id, 22);
        shape = "shape=hexagon, style=filled, margin=\"0.02,0.05\"";
        break;
      case step_kind::fork:
      case step_kind::join:
        shape =
            "shape=box, style=filled, height=0.2, width=1.6, margin=\"0.2,0.03\", fillcolor=\"#455A64\", "
            "color=\"#455A64\", fontcolor=white, fontsize=9.5";
        label = dot::quoted(wrapped(s.label.empty() ? s.key : s.label.in(o_.labels), 34));
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
    out_ += "  " + dot::quoted(s.key) + " [" + shape + ", label=" + label + ", tooltip=" + dot::quoted(tip_of(s)) + "];\n";
  }

  std::string tip_of(const flows_to& f) const {
    if (f.when.empty()) return f.branch;
    std::vector<fact_type> kept;  // what the words below point to
    kept.reserve(f.when.nodes().size());
    return f.branch + "\n" +
           f.when
               .in_words([&](std::string_view name) -> const fact_type* {
                 auto found = p_.fact_named(name);
                 if (!found) return nullptr;
                 kept.push_back(std::move(*found));
                 return &kept.back();
               })
               .in(o_.labels);
  }

  void flow(step_id from, edge_id<flows_to> edge, step_id to) {
    const flows_to& f = p_.graph()[edge];
    out_ += "  " + dot::quoted(p_[from].key) + " -> " + dot::quoted(p_[to].key);
    std::string attributes = "weight=4";
    if (!f.branch.empty()) {
      const std::string words = f.label.empty() ? f.branch : f.label.in(o_.labels);
      attributes += ", label=" + dot::quoted(" " + wrapped(words, 22) + " ") + ", tooltip=" + dot::quoted(tip_of(f)) +
                    ", labeltooltip=" + dot::quoted(tip_of(f));
    }
    out_ += " [" + attributes + "];\n";
  }

  [[nodiscard]] bool is_beside_a_flow(std::uint32_t i) const {
    const edge_id<deadline> edge{i};
    for (const auto& link : p_.graph().out<flows_to>(p_.graph().from(edge)))
      if (link.node == p_.graph().to(edge)) return true;
    return false;
  }

  // Successive versions of a provision stand beside each other: each says its days.
  [[nodiscard]] std::string days_of(const validity& v) const {
    const bool vi = o_.labels == lang::vi;
    std::string out;
    if (!v.from.is_special()) out += (vi ? " từ " : " from ") + to_text(v.from);
    if (!v.until.is_special()) out += (vi ? " đến trước " : " before ") + to_text(v.until);
    return out;
  }

  // "within 30 days after “Take it up”, Art 30(1)".
  [[nodiscard]] std::string badge(std::uint32_t i) const {
    const deadline& d = p_.deadline_at(i);
    const bool vi = o_.labels == lang::vi;
    const step& from = p_[p_.graph().from(edge_id<deadline>{i})];
    const std::string other = "“" + (from.label.empty() ? from.key : from.label.in(o_.labels)) + "”";
    std::string out;
    if (!d.time) {
      out = describe(d.no_number).in(o_.labels) + (vi ? " sau " : " after ") + other;
    } else {
      const std::string limit_in_words = limit_words(d).in(o_.labels);
      switch (d.time->way) {
        case direction::within_after:
        case direction::at_least_lasting:
          out = limit_in_words + (vi ? " sau " : " after ") + other;
          break;
        case direction::not_later_than_before:
          out = other + " " + limit_in_words + (vi ? " đó" : " this");
          break;
        case direction::valid_for:
          out = other + " " + limit_in_words;
          break;
      }
    }
    out += days_of(d.valid);
    if (!d.source.empty()) out += ", " + provision_of(d.source, o_.labels);
    return out;
  }

  void period(std::uint32_t i) {
    const edge_id<deadline> edge{i};
    const deadline& d = p_.deadline_at(i);
    const std::string provision = to_text(d.source, o_.labels);
    const bool vi = o_.labels == lang::vi;
    const bool is_beside = is_beside_a_flow(i);
    const text whole = limit_words(d);
    const std::string colour_used{d.time ? number_colour : no_number_colour};
    std::string tip = whole.in(o_.labels) + days_of(d.valid) + "\n" + d.rule + "\n" + provision + " (" +
                      letter(d.known_by) + ")\n";
    tip += d.consequence.empty() ? (vi ? "Luật không quy định hậu quả" : "No consequence in law")
                                 : d.consequence.in(o_.labels);
    std::string words;
    if (is_beside)
      words = wrapped(whole.in(o_.labels) + days_of(d.valid), 28) + "\n" + wrapped(provision_of(d.source, o_.labels), 28);
    else if (d.time)
      words = d.time->length.count == 0 ? limit_words(d).in(o_.labels) : describe(d.time->length).in(o_.labels);
    out_ += "  " + dot::quoted(p_[p_.graph().from(edge)].key) + " -> " + dot::quoted(p_[p_.graph().to(edge)].key) +
            " [style=dashed, weight=" + (is_beside ? "1" : "0") + ", penwidth=1.4, arrowhead=vee, color=\"" +
            colour_used + "\", fontcolor=\"" + colour_used + "\", label=" +
            dot::quoted(words.empty() ? words : indented(words)) + ", tooltip=" + dot::quoted(tip) +
            ", labeltooltip=" + dot::quoted(tip) + "];\n";
  }

  void clock(const clock_rule& c) {
    if (c.to.empty()) return;  // a lapse has no second step: it is in the words of the step
    const bool vi = o_.labels == lang::vi;
    constexpr std::array<text_pair, 6> words{{{"dừng tính", "clock stops"},
                                              {"gia hạn", "extends"},
                                              {"tính lại", "clock restarts"},
                                              {"không tính", "not counted"},
                                              {"tạm đình chỉ", "stay"},
                                              {"mất quyền", "lapses"}}};
    const auto& w = words[static_cast<std::size_t>(c.how)];
    std::string label{vi ? w.vi : w.en};
    if (c.by) label += " " + describe(*c.by).in(o_.labels);
    if (c.most_times > 0) label += (vi ? ", tối đa " : ", at most ") + std::to_string(c.most_times) + (vi ? " lần" : " times");
    const std::string tip = c.rule + "\n" + c.effect.in(o_.labels);
    out_ += "  " + dot::quoted(c.from) + " -> " + dot::quoted(c.to) +
            " [style=dotted, weight=0, penwidth=1.6, arrowhead=empty, color=\"" +
            std::string{clock_colour} + "\", fontcolor=\"" + std::string{clock_colour} +
            "\", label=" + dot::quoted(indented(wrapped(label, 22))) + ", tooltip=" + dot::quoted(tip) +
            ", labeltooltip=" + dot::quoted(tip) + "];\n";
  }

  // How often it comes back, as a note.
  void repeats() {
    if (p_.facts().repeats.empty()) return;
    const bool vi = o_.labels == lang::vi;
    std::string words;
    for (const repetition& r : p_.facts().repeats) {
      const std::string every = describe(r.every).in(o_.labels);
      std::string line = vi ? "cứ " + every : "every " + every;
      if (r.times > 1) line += " " + std::to_string(r.times) + (vi ? " ngày (lần)" : " times");
      if (!r.valid.from.is_special()) line += (vi ? " từ " : " from ") + to_text(r.valid.from);
      if (!r.valid.until.is_special()) line += (vi ? " đến trước " : " before ") + to_text(r.valid.until);
      if (!r.remark.empty()) line += ": " + r.remark.in(o_.labels);
      line += " (" + (r.source.empty() ? r.rule : to_text(r.source, o_.labels)) + ")";
      words += wrapped(line, 54) + "\n";
    }
    note("*repeats", words);
  }

  void note(std::string_view key, std::string_view words) {
    out_ += "  " + dot::quoted(key) + " [shape=note, style=filled, fillcolor=\"#FFFDE7\", color=\"#A09A60\", fontsize=10, label=\"" +
            dot_lines(words) + "\", tooltip=\"\"];\n";
  }

  // The limits that a list of rules names, by their provisions.
  [[nodiscard]] std::string limits_of(const std::vector<std::string>& rules) const {
    std::string out;
    for (const std::string& r : rules) {
      std::string name = r;
      for (std::uint32_t i = 0; i < p_.deadline_count(); ++i)
        if (p_.deadline_at(i).rule == r && !p_.deadline_at(i).source.empty()) name = to_text(p_.deadline_at(i).source, o_.labels);
      out += (out.empty() ? "" : ", ") + name;
    }
    return out;
  }

  // What a change of the law does to open cases.
  void transitions() {
    if (p_.facts().transitions.empty()) return;
    const bool vi = o_.labels == lang::vi;
    constexpr std::array<text_pair, 4> words{{{"theo luật cũ đến hết", "go on under the old law"},
                                              {"theo thời hạn mới, tính từ đầu", "take the new limit from their beginning"},
                                              {"theo thời hạn mới, tính từ ngày đổi", "take the new limit from that day"},
                                              {"cần xem xét", "need review"}}};
    std::string lines;
    for (const transition& t : p_.facts().transitions) {
      const auto& w = words[static_cast<std::size_t>(t.open_cases)];
      std::string line = (vi ? "từ " : "from ") + to_text(t.on) + (vi ? ", việc đang làm " : ", open cases ") + std::string{vi ? w.vi : w.en};
      if (!t.affects.empty()) line += ": " + limits_of(t.affects);
      if (!t.remark.empty()) line += ". " + t.remark.in(o_.labels);
      if (!t.source.empty() || !t.rule.empty()) line += " (" + (t.source.empty() ? t.rule : to_text(t.source, o_.labels)) + ")";
      lines += wrapped(line, 54) + "\n";
    }
    note("*transitions", lines);
  }

  // Who is told when, before and after a last day.
  void reminders() {
    if (p_.facts().reminders.empty()) return;
    const bool vi = o_.labels == lang::vi;
    std::string lines;
    for (const reminder& r : p_.facts().reminders) {
      const bool before = r.when == reminder::moment::before;
      std::string line = r.escalates ? (vi ? "báo lên trên " : "escalate ") : (vi ? "nhắc " : "remind ");
      if (!r.to.empty()) line += name_of_role(r.to) + " ";
      line += describe(r.by).in(o_.labels) + (before ? (vi ? " trước ngày cuối" : " before the last day") : (vi ? " sau ngày cuối" : " after the last day"));
      if (!r.affects.empty()) line += ": " + limits_of(r.affects);
      if (!r.source.empty()) line += " (" + to_text(r.source, o_.labels) + ")";
      lines += wrapped(line, 54) + "\n";
    }
    note("*reminders", lines);
  }

  // Lines that begin at the left edge.
  static std::string dot_lines(std::string_view words) {
    std::string out;
    while (!words.empty()) {
      const auto end = words.find('\n');
      out += dot::escape(words.substr(0, end)) + "\\l";
      words.remove_prefix(end == std::string_view::npos ? words.size() : end + 1);
    }
    return out;
  }

  void legend() {
    const bool vi = o_.labels == lang::vi;
    out_ += "  subgraph cluster_legend {\n    graph [label=" + dot::quoted(vi ? "Ai làm" : "Who acts") +
            ", fontsize=12, style=rounded, color=\"#BBBBBB\", margin=10, tooltip=\"\"];\n";
    out_ += "    \"*legend\" [shape=plain, style=\"\", label=<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"4\">";
    for (const auto& role : roles_) {
      const colour c = colour_of(role);
      out_ += "<TR><TD BGCOLOR=\"" + std::string{c.fill} + "\" BORDER=\"1\" COLOR=\"" + std::string{c.line} +
              "\" WIDTH=\"26\"> </TD><TD ALIGN=\"LEFT\" BALIGN=\"LEFT\">" +
              dot::escape_html(wrapped(name_of_role(role), 48)) + "</TD></TR>";
    }
    const auto dashes = [&](std::string_view colour_used, std::string_view words) {
      out_ += "<TR><TD><FONT COLOR=\"" + std::string{colour_used} + "\">- - -</FONT></TD><TD ALIGN=\"LEFT\">" +
              dot::escape_html(words) + "</TD></TR>";
    };
    bool has_number = false;
    bool has_none = false;
    for (std::uint32_t i = 0; i < p_.deadline_count(); ++i) (p_.deadline_at(i).time ? has_number : has_none) = true;
    if (has_number) dashes(number_colour, vi ? "thời hạn" : "limit in law");
    if (has_none) dashes(no_number_colour, vi ? "luật không ghi số ngày" : "no number in law");
    if (!p_.facts().clocks.empty()) dashes(clock_colour, vi ? "dừng, gia hạn, tính lại" : "clock stops, grows, restarts");
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
