package dev.tmctl.cli.completion;

import picocli.CommandLine;

/// Makes the scripts.
public final class CompletionScripts {
    private CompletionScripts() {}

    /// The script of a shell for this command and all below it.
    public static String of(Shell shell, CommandLine root) {
        CommandModel model = CommandModel.of(root);
        return switch (shell) {
            case BASH -> new BashScript(model).render();
            case ZSH -> new ZshScript(model).render();
            case FISH -> new FishScript(model).render();
        };
    }
}
