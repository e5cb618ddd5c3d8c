#include <dinh/exchange/stnu_text.hpp>

#include <charconv>
#include <optional>
#include <unordered_map>
#include <utility>

namespace dinh::inline v1 {

namespace {

enum class section : std::uint8_t { none, kind, point_count, edge_count, link_count, names, edges, links };

section section_of(std::string_view heading) {
  const auto says = [&](std::string_view words) { return heading.find(words) != std::string_view::npos; };
  if (says("KIND OF NETWORK")) return section::kind;
  if (says("Num Time-Points")) return section::point_count;
  if (says("Num Ordinary Edges")) return section::edge_count;
  if (says("Num Contingent Links")) return section::link_count;
  if (says("Time-Point Names")) return section::names;
  if (says("Ordinary Edges")) return section::edges;
  if (says("Contingent Links")) return section::links;
  return section::none;
}

class reading {
public:
  reading(std::string_view content, std::string_view file, const stnu_limits& limits)
      : rest_{content}, file_{file}, limits_{limits} {}

  checked<named_network> run() {
    while (!rest_.empty()) {
      std::string_view l = rest_.substr(0, rest_.find('\n'));
      rest_.remove_prefix(l.size() < rest_.size() ? l.size() + 1 : l.size());
      ++line_;
      if (!l.empty() && l.back() == '\r') l.remove_suffix(1);
      read_line(l);
      if (stopped_) break;
    }
    if (!has_names_ && !stopped_)
      fault("stnu/section", {"Thiếu phần \"Time-Point Names\".", "The section \"Time-Point Names\" is missing."});
    compare(announced_points_, out_.points.size(), "điểm", "points");
    compare(announced_edges_, out_.network.limits().size(), "cạnh", "edges");
    compare(announced_links_, out_.network.contingents().size(), "liên kết", "links");
    if (faults_.has_errors()) return unexpected{std::move(faults_)};
    return std::move(out_);
  }

private:
  void fault(std::string code, text message, text remedy = {}) {
    if (faults_.size() == limits_.faults) {
      stopped_ = true;
      return;
    }
    faults_.error(std::move(code), std::string{file_} + ":" + std::to_string(line_), std::move(message),
                  std::move(remedy));
  }

  void read_line(std::string_view l) {
    while (!l.empty() && (l.front() == ' ' || l.front() == '\t')) l.remove_prefix(1);
    if (l.empty()) return;
    if (l.front() == '#') {
      if (const section s = section_of(l); s != section::none) {
        at_ = s;
        has_names_ = has_names_ || s == section::names;
      }
      return;  // another remark
    }
    switch (at_) {
      case section::none:
        fault("stnu/section", {"Dòng này không thuộc phần nào.", "The line belongs to no section."},
              {"Đặt dòng tiêu đề như \"# Ordinary Edges\" trước đó.",
               "Put a heading such as \"# Ordinary Edges\" before it."});
        return;
      case section::kind:
        if (l.substr(0, 3) != "STN")
          fault("stnu/kind", {"Loại mạng không đọc được.", "This kind of network is not read."},
                {"Dùng STNU hoặc STN.", "Use STNU or STN."});
        return;
      case section::point_count:
        announced_points_ = count(l);
        return;
      case section::edge_count:
        announced_edges_ = count(l);
        return;
      case section::link_count:
        announced_links_ = count(l);
        return;
      case section::names:
        while (!stopped_ && !l.empty() && skip_spaces(l)) {
          const auto name = take_name(l);
          if (!name) return;
          add_point(*name);
        }
        return;
      case section::edges:
        edge(l);
        return;
      case section::links:
        link(l);
        return;
    }
  }

  static bool skip_spaces(std::string_view& l) {
    while (!l.empty() && (l.front() == ' ' || l.front() == '\t')) l.remove_prefix(1);
    return !l.empty();
  }
  std::optional<std::string> take_name(std::string_view& l) {
    skip_spaces(l);
    const std::size_t end = l.size() < 2 || l.front() != '\'' ? std::string_view::npos : l.find('\'', 1);
    if (end == std::string_view::npos || end == 1 || end > 257) {
      fault("stnu/name", {"Ở đây phải có tên điểm.", "A name of a point is needed here."},
            {"Viết tên trong dấu nháy đơn, 1 đến 256 byte.", "Write 1 to 256 bytes between single quotes."});
      return std::nullopt;
    }
    std::string name{l.substr(1, end - 1)};
    l.remove_prefix(end + 1);
    return name;
  }
  std::optional<std::int64_t> take_number(std::string_view& l) {
    skip_spaces(l);
    std::int64_t v = 0;
    const auto [end, error] = std::from_chars(l.data(), l.data() + l.size(), v);
    const bool fits = error == std::errc{} && v <= longest_time_limit && v >= -longest_time_limit;
    if (!fits) {
      fault("stnu/number", {"Ở đây phải có số nguyên.", "A whole number is needed here."},
            {"Từ -1000000000 đến 1000000000, không có phần thập phân.",
             "From -1000000000 to 1000000000, without decimals."});
      return std::nullopt;
    }
    l.remove_prefix(static_cast<std::size_t>(end - l.data()));
    return v;
  }
  std::optional<std::size_t> count(std::string_view l) {
    const auto v = take_number(l);
    if (!v || *v < 0) return std::nullopt;
    return static_cast<std::size_t>(*v);
  }
  std::optional<time_point_index> take_point(std::string_view& l) {
    const auto name = take_name(l);
    if (!name) return std::nullopt;
    const auto at = known_.find(*name);
    if (at != known_.end()) return at->second;
    fault("stnu/unknown-point", {"Không có điểm '" + *name + "'.", "There is no point '" + *name + "'."},
          {"Ghi tên này trong \"Time-Point Names\".", "List it under \"Time-Point Names\"."});
    return std::nullopt;
  }
  void end_of(std::string_view l) {
    if (skip_spaces(l)) fault("stnu/line", {"Cuối dòng còn chữ thừa.", "There is more on the line than belongs there."});
  }

  void add_point(const std::string& name) {
    if (out_.points.size() == limits_.points) {
      fault("stnu/too-large", {"Mạng có quá nhiều điểm.", "The network has too many points."});
      stopped_ = true;
      return;
    }
    if (!known_.emplace(name, static_cast<time_point_index>(out_.points.size())).second) {
      fault("stnu/name-twice", {"Tên '" + name + "' có hai lần.", "The name '" + name + "' is there twice."});
      return;
    }
    out_.points.push_back(name);
    out_.network.add_point();
  }
  bool has_room() {
    if (out_.network.limits().size() + out_.network.contingents().size() < limits_.edges) return true;
    fault("stnu/too-large", {"Mạng có quá nhiều cạnh.", "The network has too many edges."});
    stopped_ = true;
    return false;
  }
  void edge(std::string_view l) {
    if (!has_room()) return;
    const auto from = take_point(l);
    if (!from) return;
    const auto most = take_number(l);
    if (!most) return;
    const auto to = take_point(l);
    if (!to) return;
    end_of(l);
    out_.network.at_most(*from, *to, *most);
  }
  void link(std::string_view l) {
    if (!has_room()) return;
    const auto from = take_point(l);
    if (!from) return;
    const auto least = take_number(l);
    if (!least) return;
    const auto most = take_number(l);
    if (!most) return;
    const auto to = take_point(l);
    if (!to) return;
    end_of(l);
    ended_.resize(out_.points.size(), 0);
    if (*least < 0 || *least > *most || *from == *to || ended_[*to] != 0) {
      fault("stnu/link", {"Liên kết không hợp lệ.", "The link is not valid."},
            {"Cần 0 <= ngắn nhất <= dài nhất, hai điểm khác nhau, mỗi điểm kết thúc một liên kết.",
             "It needs 0 <= shortest <= longest, two points, and no other link with the same end."});
      return;
    }
    ended_[*to] = 1;
    out_.network.contingent(*from, *to, {*least, *most});
  }
  void compare(std::optional<std::size_t> announced, std::size_t found, std::string_view vi, std::string_view en) {
    if (stopped_ || !announced || *announced == found || faults_.has_errors()) return;
    const std::string numbers = std::to_string(*announced) + " / " + std::to_string(found) + " ";
    fault("stnu/count", {"Số lượng khác với phần đầu: " + numbers + std::string{vi} + ".",
                         "The head announces another number: " + numbers + std::string{en} + "."});
  }

  std::string_view rest_;
  std::string_view file_;
  const stnu_limits& limits_;
  named_network out_;
  std::unordered_map<std::string, time_point_index> known_;  // looked up only, never walked
  std::vector<char> ended_;
  std::optional<std::size_t> announced_points_, announced_edges_, announced_links_;
  diagnostics faults_;
  section at_ = section::none;
  std::size_t line_ = 0;
  bool has_names_ = false;
  bool stopped_ = false;
};

}  // namespace

checked<named_network> read_stnu(std::string_view content, std::string_view file, const stnu_limits& limits) {
  if (content.size() > limits.bytes)
    return refuse("stnu/too-large", std::string{file},
                  {"Tệp lớn quá mức cho phép.", "The text is larger than is allowed."});
  return reading{content, file, limits}.run();
}

}  // namespace dinh::inline v1
