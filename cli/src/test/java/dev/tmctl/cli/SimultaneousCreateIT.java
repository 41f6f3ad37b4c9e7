package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.cli.InstalledTmctl.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/// Commands that change the same home at the same moment: each of them is done, one after the other.
class SimultaneousCreateIT {
    private static final String ARN = "arn:aws:kinesis:us-east-1:123456789012:stream/x";

    private final Path home;
    private final InstalledTmctl tmctl;

    SimultaneousCreateIT(@TempDir Path home) {
        this.home = home;
        this.tmctl = new InstalledTmctl(home);
    }

    @AfterEach
    void stopProcesses() {
        Footprint.killAll(home);
    }

    @RepeatedTest(2)
    void should_create_the_same_target_once() throws Exception {
        List<Result> results = all(
                tmctl.runInBackground(create("--name", "same", "--arn", ARN)),
                tmctl.runInBackground(create("--name", "same", "--arn", ARN)));
        assertThat(results).allSatisfy(SimultaneousCreateIT::assertDone);
        assertThat(results)
                .extracting(result -> result.outLines().getFirst())
                .containsExactlyInAnyOrder("same created", "same unchanged");
        assertThat(results)
                .extracting(result -> result.outLines().getLast())
                .containsOnly(results.getFirst().outLines().getLast());
        assertThat(Footprint.processes(home)).hasSize(1);
    }

    @RepeatedTest(2)
    void should_keep_both_targets_of_a_context() throws Exception {
        List<Result> results = all(
                tmctl.runInBackground(create("--name", "one", "--arn", ARN)),
                tmctl.runInBackground(create("--name", "two", "--arn", ARN)));
        assertThat(results).allSatisfy(SimultaneousCreateIT::assertDone);
        assertThat(Masked.text(tmctl.run("describe").out()).lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactlyInAnyOrder(
                        "NAME KIND STREAM EXPECTED EVENTS ADAPTER DELIVERED FAILED",
                        "one awskinesistarget x * online(http://127.0.0.1:PORT) 0 0",
                        "two awskinesistarget x * online(http://127.0.0.1:PORT) 0 0");
        assertThat(Footprint.processes(home)).hasSize(2);
    }

    @RepeatedTest(2)
    void should_share_one_local_kinesis_between_contexts() throws Exception {
        List<Result> results = all(
                tmctl.runInBackground(create("--local", "--context", "a", "--name", "t")),
                tmctl.runInBackground(create("--local", "--context", "b", "--name", "t")));
        assertThat(results).allSatisfy(SimultaneousCreateIT::assertDone);
        assertThat(tmctl.run("send", "--context", "a", "x").code()).isZero();
        assertThat(tmctl.run("send", "--context", "b", "x").code()).isZero();
        assertThat(Footprint.processes(home)).hasSize(3);
    }

    private static void assertDone(Result result) {
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).doesNotContain("error:");
    }

    private static String[] create(String... more) {
        List<String> all = new ArrayList<>(List.of("create", "target", "awskinesis", "--partition", "p"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static List<Result> all(Future<Result> one, Future<Result> two) throws Exception {
        return List.of(one.get(), two.get());
    }
}
