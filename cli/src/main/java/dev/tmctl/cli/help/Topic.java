package dev.tmctl.cli.help;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What `tmctl help` explains besides commands. The manual pages of section 7 are made of the same texts.
public enum Topic {
    /// Exit codes.
    EXIT_CODES("what the exit codes mean"),
    /// Environment variables.
    ENVIRONMENT("environment variables that matter"),
    /// Credentials.
    AUTHENTICATION("how targets get AWS credentials"),
    /// Formats.
    FORMATTING("output formats, colours and streams");

    private final String summary;

    Topic(String summary) {
        this.summary = summary;
    }

    /// The topic's page, made when it is asked for.
    public List<Block> page() {
        return switch (this) {
            case EXIT_CODES -> ReferencePages.exitCodes();
            case ENVIRONMENT -> ReferencePages.environment();
            case AUTHENTICATION -> GuidePages.authentication();
            case FORMATTING -> GuidePages.formatting();
        };
    }

    /// What it is about, in a few words.
    public String summary() {
        return summary;
    }

    /// Its name as a user types it.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The topic of that name, whatever its case.
    public static Optional<Topic> named(String word) {
        return Arrays.stream(values())
                .filter(topic -> topic.word().equalsIgnoreCase(word))
                .findFirst();
    }

    /// All names.
    public static List<String> words() {
        return Arrays.stream(values()).map(Topic::word).toList();
    }
}
