package dev.tmctl.cli.support;

import dev.tmctl.cli.config.Setting;
import dev.tmctl.cli.config.SettingValue;
import dev.tmctl.cli.config.Settings;
import dev.tmctl.cli.config.ToolHome;
import dev.tmctl.lifecycle.LocalKinesisService;
import dev.tmctl.lifecycle.TargetLifecycle;
import dev.tmctl.manifest.TargetStore;
import dev.tmctl.process.JavaProgram;
import dev.tmctl.target.KinesisTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where the targets of this user and context are, and what works on them.
public final class Workspace {
    /// The context of a user who never named one.
    public static final String DEFAULT_CONTEXT = "default";

    private final Path home;
    private final String contextFlag;
    private final TargetStore store;
    private final LocalKinesisService local;
    private final TargetLifecycle lifecycle;
    private final UserOutput userOutput;

    private Workspace(Path home, String context, String contextFlag, ConsoleIO console) {
        this.home = home;
        this.contextFlag = contextFlag;
        this.userOutput = console.userOutput();
        JavaProgram program = JavaProgram.current("dev.tmctl.cli.Main", List.of());
        this.store = new TargetStore(home, context);
        this.local = new LocalKinesisService(home, program, userOutput);
        this.lifecycle = new TargetLifecycle(store, local, program, console.environment(), userOutput);
    }

    /// The workspace of a context: the given one, else the configured one, else `default`.
    public static Workspace open(ConsoleIO console, @Nullable String context) throws IOException {
        Settings settings = new Settings(console.environment());
        String name = settings.valid(Setting.CONTEXT, context);
        Workspace workspace = new Workspace(ToolHome.of(console.environment()), name, flag(settings, name), console);
        if (console.userOutput().isVerbose()) {
            console.detail("context: " + name + " ("
                    + settings.find(Setting.CONTEXT, context).origin() + "), folder "
                    + workspace.store().folder());
        }
        return workspace;
    }

    /// What a command needs so that it works on this context: nothing where it would anyway. A variable may
    /// be set for one command only.
    private static String flag(Settings settings, String name) throws IOException {
        SettingValue usual = settings.show(Setting.CONTEXT, null);
        return usual.value().equals(name) && !usual.origin().startsWith("env ") ? "" : " --context " + name;
    }

    /// ` --context NAME`, where an advised command needs it, else nothing.
    public String contextFlag() {
        return contextFlag;
    }

    /// The folder of all contexts.
    public Path home() {
        return home;
    }

    /// The targets of the context.
    public TargetStore store() {
        return store;
    }

    /// The embedded local Kinesis of this home.
    public LocalKinesisService local() {
        return local;
    }

    /// What works on targets.
    public TargetLifecycle lifecycle() {
        return lifecycle;
    }

    /// The name of a target that the user did not name, as upstream makes it.
    public String defaultTargetName() {
        return store.context() + "-awskinesistarget";
    }

    /// Every target of the context. Their secrets are kept out of what is told from now on.
    public List<KinesisTarget> targets() throws IOException {
        List<KinesisTarget> all = store.list();
        all.forEach(userOutput::keepSecretsOf);
        if (Files.exists(store.manifestFile())) {
            userOutput.step(
                    "read: " + store.manifestFile() + ", " + (all.size() == 1 ? "1 target" : all.size() + " targets"));
        }
        return all;
    }

    /// The named targets in the order in which they are named, or all there are.
    ///
    /// @throws CommandException when there is none, or not one of the name
    public List<KinesisTarget> targets(List<String> names, TargetChoice choice) throws IOException {
        List<KinesisTarget> all = targets();
        if (names.isEmpty() && !all.isEmpty()) {
            return all;
        }
        if (names.isEmpty()) {
            throw choice.none(this, null);
        }
        List<KinesisTarget> named = new ArrayList<>();
        for (String name : names) {
            named.add(target(all, name, choice));
        }
        return named.stream().distinct().toList();
    }

    /// The named target, or the only one.
    ///
    /// @throws CommandException when there is none, or more than one and none is named
    public KinesisTarget target(@Nullable String name, TargetChoice choice) throws IOException {
        return target(targets(), name, choice);
    }

    private KinesisTarget target(List<KinesisTarget> all, @Nullable String name, TargetChoice choice) {
        List<String> names = all.stream().map(KinesisTarget::name).toList();
        if (all.isEmpty()) {
            throw choice.none(this, name);
        }
        if (name == null && all.size() > 1) {
            throw choice.unclear(this, names);
        }
        if (name == null) {
            return all.getFirst();
        }
        String wanted = name.toLowerCase(Locale.ROOT);
        return all.stream()
                .filter(target -> target.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> choice.unknown(this, name, names));
    }

    /// The contexts that have targets, by name.
    public List<String> contexts() {
        if (!Files.isDirectory(home)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(home)) {
            return folders.filter(folder -> Files.exists(folder.resolve("manifest.yaml")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
