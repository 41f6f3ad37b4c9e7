package dev.tmctl.cli.config;

/// What holds for a setting.
///
/// @param value the value
/// @param origin who says so, for example `flag --context`, `env TMCTL_CONTEXT`, `file PATH` or `default`
public record SettingValue(String value, String origin) {}
