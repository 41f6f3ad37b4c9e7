package dev.tmctl.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.adapter.AdapterProcess;
import dev.tmctl.lifecycle.CreateResult.Change;
import dev.tmctl.process.ProcessRecord;
import dev.tmctl.process.ProcessStartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A target whose adapter does not start leaves everything as it was.
class RollbackTest {

    private Home home;

    @BeforeEach
    void open(@TempDir Path folder) {
        home = new Home(folder);
    }

    @AfterEach
    void close() throws IOException {
        home.close();
    }

    private List<String> files() throws IOException {
        Path folder = home.store("dev").folder();
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void ofTheFirstTargetLeavesNoManifest() throws Exception {
        assertThatThrownBy(() -> home.lifecycle("dev").create(Home.remote("orders", "die", null), true))
                .isInstanceOfSatisfying(ProcessStartException.class, e -> {
                    assertThat(e).hasMessage("the adapter of orders ended with status 3 before it was ready");
                    assertThat(e.logTail()).contains("cannot go on");
                });
        assertThat(files()).containsExactly(".lock");
        assertThat(home.started("adapter")).isEqualTo(1);
        assertThat(home.living()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing yet\n",
                "# mine\napiVersion: v1\nkind:   ConfigMap\nmetadata: {name: \"é\"}\n\n# the end",
                "\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---\n---\n"
            })
    void leavesTheManifestAsItWasToTheByte(String manifest) throws Exception {
        Files.createDirectories(home.store("dev").folder());
        Path file = Files.writeString(home.store("dev").manifestFile(), manifest);
        assertThatThrownBy(() -> home.lifecycle("dev").create(Home.remote("orders", "die", null), true))
                .isInstanceOf(ProcessStartException.class);
        assertThat(file)
                .hasContent(manifest)
                .hasBinaryContent(manifest.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(files()).containsExactly(".lock", "manifest.yaml");
        assertThat(home.living()).isEmpty();
    }

    @Test
    void ofATakenPortStartsNothing() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> home.lifecycle("dev").create(Home.remote("orders", "key", port), true))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("port " + port + " is taken by another program; free it or give another --port");
        }
        assertThat(files()).containsExactly(".lock");
        assertThat(home.started("adapter")).isZero();
    }

    @Test
    void ofATargetWhoseLocalKinesisDoesNotStart() throws Exception {
        Files.createDirectories(home.local().dataFolder().getParent());
        Files.writeString(home.local().dataFolder(), "in the way");
        assertThatThrownBy(() -> home.lifecycle("dev").create(Home.local("orders"), true))
                .isInstanceOf(ProcessStartException.class)
                .hasMessageStartingWith("the local Kinesis ended with status ");
        assertThat(files()).containsExactly(".lock");
        assertThat(home.started("adapter")).isZero();
        assertThat(home.living()).isEmpty();
    }

    @Test
    void isNotDisturbedByInterruptions() throws Exception {
        Thread creator = Thread.currentThread();
        AtomicBoolean over = new AtomicBoolean();
        Thread insisting = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                creator.interrupt();
            }
        });
        try {
            assertThatThrownBy(() -> home.lifecycle("dev").create(Home.remote("orders", "key", null), true))
                    .isInstanceOf(ProcessStartException.class)
                    .hasMessage("interrupted while the adapter of orders was starting");
        } finally {
            over.set(true);
            // who is interrupted cannot join
            while (insisting.isAlive()) {
                Thread.onSpinWait();
            }
            Thread.interrupted();
        }
        assertThat(files()).containsExactly(".lock");
        assertThat(home.living()).isEmpty();
    }

    @Test
    void thatFailsIsTold() throws Exception {
        Path file = home.store("dev").manifestFile();
        TargetLifecycle lifecycle = home.lifecycle("dev");
        lifecycle.create(Home.remote("orders", "key", null), false);
        assertThatThrownBy(() -> lifecycle.create(Home.remote("orders", "spoil", null), true))
                .isInstanceOf(NotRolledBackException.class)
                .hasMessage("the adapter of orders ended with status 3 before it was ready;"
                        + " what was begun could not be undone: " + file + ": Is a directory")
                .hasCauseInstanceOf(ProcessStartException.class);
    }

    @Test
    void ofAnUpdateBringsTheOldAdapterBack() throws Exception {
        TargetLifecycle lifecycle = home.lifecycle("dev");
        CreateResult created = lifecycle.create(Home.remote("orders", "key", null), true);
        assertThat(created.change()).isEqualTo(Change.CREATED);
        byte[] manifest = Files.readAllBytes(home.store("dev").manifestFile());

        assertThatThrownBy(() -> home.lifecycle("dev").create(Home.remote("orders", "die", null), true))
                .isInstanceOf(ProcessStartException.class);

        assertThat(home.store("dev").manifestFile()).hasBinaryContent(manifest);
        assertThat(lifecycle.adapterUrl("orders")).contains(created.adapter());
        assertThat(lifecycle.adapter("orders").runs(Home.remote("orders", "key", null)))
                .isTrue();
        assertThat(home.living()).containsExactly("adapter");
    }

    /// The old adapter may have events under way: it is not killed for the interruption.
    @Test
    void ofAnInterruptedUpdateLetsTheOldAdapterDrainAndBringsItBack() throws Exception {
        TargetLifecycle lifecycle = home.lifecycle("dev");
        ProcessRecord old = started(lifecycle);
        byte[] manifest = Files.readAllBytes(home.store("dev").manifestFile());
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> lifecycle.create(Home.remote("orders", "other", null), true))
                    .isInstanceOf(ProcessStartException.class)
                    .hasMessage("interrupted while the adapter of orders was starting");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(home.store("dev").manifestFile()).hasBinaryContent(manifest);
        assertThat(home.drained(old)).isTrue();
        assertThat(lifecycle.adapter("orders").runs(Home.remote("orders", "key", null)))
                .isTrue();
        assertThat(home.living()).containsExactly("adapter");
    }

    @Test
    void ofAnUpdateStartsNoAdapterThatWasStopped() throws Exception {
        TargetLifecycle lifecycle = home.lifecycle("dev");
        lifecycle.create(Home.remote("orders", "key", null), true);
        lifecycle.stop("orders");
        byte[] manifest = Files.readAllBytes(home.store("dev").manifestFile());

        assertThatThrownBy(() -> home.lifecycle("dev").create(Home.remote("orders", "die", null), true))
                .isInstanceOf(ProcessStartException.class);

        assertThat(home.store("dev").manifestFile()).hasBinaryContent(manifest);
        assertThat(lifecycle.adapterUrl("orders")).isEmpty();
        assertThat(home.living()).isEmpty();
    }

    @Test
    void isNoneWhereNothingWasToBeStarted() throws Exception {
        CreateResult result = home.lifecycle("dev").create(Home.remote("orders", "die", null), false);
        assertThat(result)
                .isEqualTo(new CreateResult(Change.CREATED, Home.remote("orders", "die", null), null, List.of()));
        assertThat(home.store("dev").list()).containsExactly(Home.remote("orders", "die", null));
        assertThat(home.started("adapter")).isZero();
    }

    @Test
    void isNotNeededForADelete() throws Exception {
        TargetLifecycle lifecycle = home.lifecycle("dev");
        ProcessRecord record = started(lifecycle);
        assertThat(AdapterProcess.url(record))
                .isEqualTo(lifecycle.adapterUrl("orders").orElseThrow());
        home.lifecycle("dev").delete("orders");
        assertThat(files()).containsExactly(".lock");
        assertThat(home.living()).isEmpty();
    }

    private ProcessRecord started(TargetLifecycle lifecycle) throws IOException {
        lifecycle.create(Home.remote("orders", "key", null), true);
        return lifecycle.adapter("orders").running().orElseThrow();
    }
}
