package dev.tmctl.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.target.Auth;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionKey;
import dev.tmctl.target.SecretText;
import dev.tmctl.target.StreamArn;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands that change one context at the same moment.
class StoreConcurrencyTest {

    private static final int WRITERS = 12;
    private static final int ROUNDS = 5;

    @TempDir
    Path home;

    private static KinesisTarget target(String name, int round) {
        return new KinesisTarget(
                name,
                StreamArn.parse("arn:aws:kinesis:eu-central-1:123456789012:stream/" + name),
                new PartitionKey("round-" + round),
                new Auth.Credentials(new SecretText("AKIA" + name), new SecretText("secret-" + round), null, null),
                null,
                null,
                null,
                false,
                null);
    }

    private static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(tasks.size());
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> task : tasks) {
                futures.add(threads.submit(() -> {
                    barrier.await(30, TimeUnit.SECONDS);
                    return task.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(60, TimeUnit.SECONDS));
            }
            return results;
        }
    }

    private String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void loseNothingOfEachOther() throws Exception {
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            String name = "target-" + i;
            writers.add(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    // as a command does: an object of its own
                    TargetStore store = new TargetStore(home, "dev");
                    try (StoreLock _ = store.lock()) {
                        store.put(target(name, round));
                    }
                }
                return true;
            });
        }
        together(writers);
        Map<String, KinesisTarget> expected = new TreeMap<>();
        for (int i = 0; i < WRITERS; i++) {
            expected.put("target-" + i, target("target-" + i, ROUNDS - 1));
        }
        TargetStore store = new TargetStore(home, "dev");
        assertThat(store.list().stream().collect(Collectors.toMap(KinesisTarget::name, target -> target)))
                .isEqualTo(expected);
        assertThat(mode(store.folder())).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(store.folder())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("manifest.yaml", ".lock");
        }
        assertThat(mode(store.manifestFile())).isEqualTo("rw-------");
        assertThat(mode(store.folder().resolve(".lock"))).isEqualTo("rw-------");
    }

    /// Two first commands of a new home, which both find no folder and no lock file.
    @RepeatedTest(20)
    void mayBothBeTheFirst() throws Exception {
        List<Callable<String>> commands = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            commands.add(() -> {
                try (StoreLock _ = new TargetStore(home.resolve("new/home"), "dev").lock()) {
                    return "locked";
                }
            });
        }
        assertThat(together(commands)).containsOnly("locked");
    }

    /// A file that goes away between a look and a reading is a file that is not there.
    @Test
    void maySeeTheManifestGo() throws Exception {
        TargetStore store = new TargetStore(home, "dev");
        Files.createDirectories(store.folder());
        Path template = Files.writeString(store.folder().resolve("template"), "# nothing\n");
        AtomicBoolean ended = new AtomicBoolean();
        Callable<Boolean> blink = () -> {
            while (!ended.get()) {
                Files.createLink(store.manifestFile(), template);
                Files.delete(store.manifestFile());
            }
            return true;
        };
        Callable<Boolean> read = () -> {
            try {
                for (int i = 0; i < 20_000; i++) {
                    assertThat(store.text()).isIn(null, "# nothing\n");
                }
                return store.list().isEmpty();
            } finally {
                ended.set(true);
            }
        };
        assertThat(together(List.of(blink, read))).containsOnly(true);
    }

    /// Who only reads takes no lock, and never sees half a manifest.
    @Test
    void canBeReadAtAnyMoment() throws Exception {
        TargetStore writer = new TargetStore(home, "dev");
        Callable<Integer> write = () -> {
            int count = 0;
            for (long end = inASecond(); count <= 10 || System.nanoTime() < end; count++) {
                writer.write(writer.read().with(target("a", count), "dev"));
                writer.write(writer.read().without("a"));
            }
            return count;
        };
        Callable<Integer> read = () -> {
            TargetStore reader = new TargetStore(home, "dev");
            int count = 0;
            for (long end = inASecond(); count <= 10 || System.nanoTime() < end; count++) {
                assertThat(reader.list()).hasSizeLessThan(2);
            }
            return count;
        };
        assertThat(together(List.of(write, read, read))).allMatch(count -> count > 10);
    }

    private static long inASecond() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    }

    @Test
    void areNotHinderedByTheLockFileOfADeadProcess() throws Exception {
        TargetStore store = new TargetStore(home, "dev");
        Files.createDirectories(store.folder());
        Path lock = Files.writeString(store.folder().resolve(".lock"), "12345\n");
        Files.setPosixFilePermissions(lock, PosixFilePermissions.fromString("rw-r--r--"));
        try (StoreLock _ = StoreLock.acquire(lock, Duration.ZERO)) {
            assertThat(mode(lock)).isEqualTo("rw-------");
        }
        assertThat(Files.readString(lock)).isEqualTo("12345\n");
    }

    @Test
    void waitForEachOther() throws Exception {
        TargetStore store = new TargetStore(home, "dev");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> second;
            try (StoreLock _ = store.lock()) {
                second = threads.submit(() -> {
                    try (StoreLock _ = new TargetStore(home, "dev").lock()) {
                        return store.find("a").isPresent();
                    }
                });
                store.put(target("a", 1));
                assertThat(second).isNotDone();
            }
            assertThat(second.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void doNotWaitForAnotherContext() throws Exception {
        try (StoreLock _ = new TargetStore(home, "dev").lock();
                FileChannel other = lockFile("prod")) {
            assertThat(other.tryLock()).isNotNull();
        }
    }

    private FileChannel lockFile(String context) throws IOException {
        new TargetStore(home, context).lock().close();
        return FileChannel.open(home.resolve(context).resolve(".lock"), StandardOpenOption.WRITE);
    }

    @Test
    void giveUpInTheEndAndNameTheFile() throws Exception {
        TargetStore store = new TargetStore(home, "dev");
        Path file = store.folder().resolve(".lock");
        try (StoreLock _ = store.lock()) {
            assertThatThrownBy(() -> StoreLock.acquire(file, Duration.ZERO))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("another tmctl command has held " + file + " for 0 s; wait for it or stop it");
        }
        StoreLock.acquire(file, Duration.ZERO).close();
    }

    @Test
    void mayBeInterruptedWhileTheyWait() throws Exception {
        TargetStore store = new TargetStore(home, "dev");
        try (StoreLock _ = store.lock()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(store::lock)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(store.folder().resolve(".lock").toString());
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
