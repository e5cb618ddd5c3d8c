#pragma once
// How the answers of `dinh who` look, for people and as JSON.

#include <dinh/registry/registry.hpp>

#include <string>
#include <vector>

namespace dinh::cli {

/// The answers to one question: mostly one, several where a name means several roles.
[[nodiscard]] std::string print_who(const registry& r, const std::vector<resolution>& answers, date on, lang l);
[[nodiscard]] std::string who_as_json(const registry& r, const std::string& asked,
                                      const std::vector<resolution>& answers, unit_id u, date on);

/// Everything there is in a unit: bodies with their offices and persons, and what they are to each other.
[[nodiscard]] std::string print_bodies(const registry& r, unit_id u, date on, lang l);
[[nodiscard]] std::string bodies_as_json(const registry& r, unit_id u, date on);

}  // namespace dinh::cli
