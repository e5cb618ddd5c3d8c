#pragma once
// XML as text. A stream would swallow the want of memory and give half a file.

#include <pugixml.hpp>

#include <cstddef>
#include <string>
#include <utility>

namespace dinh::inline v1::exchange {

[[nodiscard]] inline std::string text_of(const pugi::xml_document& document) {
  struct to_string final : pugi::xml_writer {
    std::string out;
    void write(const void* data, std::size_t size) override { out.append(static_cast<const char*>(data), size); }
  } writer;
  document.save(writer, "  ");
  return std::move(writer.out);
}

}  // namespace dinh::inline v1::exchange
