package dev.tmctl.cli.support;

import dev.tmctl.manifest.IncomingManifest;
import dev.tmctl.manifest.IncomingManifest.Source;
import dev.tmctl.manifest.Placeholder;
import dev.tmctl.net.ProxyRules;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.TargetDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads manifests from where a user names them, and asks for the values that they leave out.
public final class ManifestReader {
    private static final String STANDARD_INPUT = "-";

    private final ConsoleIO console;
    private final UserInput user;

    /// @param user answers for placeholders
    public ManifestReader(ConsoleIO console, UserInput user) {
        this.console = console;
        this.user = user;
    }

    /// The manifests of files, folders, addresses and standard input together, placeholders filled.
    ///
    /// @throws CommandException when one cannot be read, or holds no target
    public IncomingManifest read(List<String> names) throws IOException {
        return filled(load(names), names);
    }

    private IncomingManifest load(List<String> names) throws IOException {
        List<Source> sources = new ArrayList<>();
        for (String name : names) {
            addSources(name, sources);
        }
        IncomingManifest manifest = IncomingManifest.read(sources);
        String read =
                String.join(", ", names.stream().map(ManifestReader::title).toList());
        if (manifest.isEmpty()) {
            throw noTarget(manifest, read);
        }
        return manifest;
    }

    private IncomingManifest filled(IncomingManifest manifest, List<String> names) throws IOException {
        if (!manifest.placeholders().isEmpty() && names.contains(STANDARD_INPUT)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "standard input is the manifest, so nobody can be asked for "
                            + manifest.placeholders().stream()
                                    .map(Placeholder::label)
                                    .collect(Collectors.joining(", ")),
                    "save the manifest and name the file; the values are asked for, or read line by line from "
                            + "standard input");
        }
        return manifest.filled(this::answer);
    }

    private String answer(Placeholder placeholder) throws IOException {
        if (!console.inTerminal()) {
            return user.line(placeholder.label());
        }
        return placeholder.secret() ? user.hidden(placeholder.label()) : user.shown(placeholder.label());
    }

    private void addSources(String name, List<Source> sources) throws IOException {
        if (name.isEmpty()) {
            // as a path it would be the current folder
            throw new CommandException(
                    ExitCode.USAGE,
                    "the name of a manifest is empty",
                    "give -f (--from) a file, a folder, an address, or - for standard input");
        }
        if (isAddress(name)) {
            sources.add(
                    new Source(Download.shown(name), new Download(ProxyRules.of(console.environment())).text(name)));
        } else if (!name.equals(STANDARD_INPUT) && Files.isDirectory(Path.of(name))) {
            List<Path> files = manifests(Path.of(name));
            if (files.isEmpty()) {
                throw new CommandException(ExitCode.USAGE, name + " holds no .yaml, .yml or .json file", null);
            }
            for (Path file : files) {
                sources.add(new Source(file.toString(), InputFile.readText(console, file.toString())));
            }
        } else {
            sources.add(new Source(title(name), InputFile.readText(console, name)));
        }
    }

    private static List<Path> manifests(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("(?i).*\\.(yaml|yml|json)"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isAddress(String name) {
        return name.matches("(?i)https?://.*");
    }

    private static String title(String name) {
        if (name.equals(STANDARD_INPUT)) {
            return "standard input";
        }
        return isAddress(name) ? Download.shown(name) : name;
    }

    private static RuntimeException noTarget(IncomingManifest manifest, String read) {
        String platform = manifest.dumpedFor().orElse(null);
        if (platform != null) {
            return new CommandException(
                    ExitCode.USAGE,
                    read + " is for running an adapter (tmctl dump -p " + platform + "), and holds no target",
                    "import what tmctl dump -p kubernetes prints");
        }
        List<String> others = manifest.otherObjects();
        return new InvalidInputException(
                "from",
                read + " holds no AWSKinesisTarget" + (others.isEmpty() ? "" : ", only " + String.join(", ", others)));
    }

    /// The draft of one target of a manifest, which may leave out what options give. Of others nothing is
    /// asked for.
    ///
    /// @param chosen the target's name where there are several, or null
    /// @param given fields of `spec` that options give
    public TargetDraft draft(String file, @Nullable String chosen, Set<String> given) throws IOException {
        IncomingManifest manifest = load(List.of(file));
        List<String> names = manifest.names();
        if (names.size() > 1 && (chosen == null || !names.contains(chosen))) {
            throw new InvalidInputException(
                    "from",
                    title(file) + " holds " + names.size() + " targets; choose one with --name: "
                            + String.join(", ", names));
        }
        int index = names.size() > 1 ? names.indexOf(chosen) : 0;
        IncomingManifest one = names.isEmpty() ? manifest : manifest.only(index, given);
        List<TargetDraft> drafts = filled(one, List.of(file)).drafts();
        tellOthers(manifest);
        return drafts.getFirst();
    }

    /// Says which objects nothing here has a use for.
    public void tellOthers(IncomingManifest manifest) {
        List<String> ignored = manifest.otherObjects();
        if (!ignored.isEmpty()) {
            console.note("note: left alone: " + String.join(", ", ignored));
        }
    }
}
