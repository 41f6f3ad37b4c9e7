package dev.tmctl.cli.command;

import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.manifest.TargetCrd;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tmctl crd`.
@Command(
        name = "crd",
        description = "Print the CustomResourceDefinition of AWSKinesisTarget.",
        footerHeading = "%nExamples:%n",
        footer = {"  tmctl crd | kubectl apply -f -", "  kubectl explain awskinesistarget.spec.auth"})
public final class CrdCommand implements Callable<Integer> {
    private final ConsoleIO console;

    @Mixin
    CommonOptions common = new CommonOptions();

    public CrdCommand(ConsoleIO console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.data().print(TargetCrd.yaml());
        return ExitCode.DONE.code();
    }
}
